import type { Option } from '../../../src/domain/item.ts';
import {
  choice,
  fiveOptions,
  hotTextItem,
  html,
  multipleResponseItem,
  numericItem,
  option,
  singleChoiceItem,
  trueFalseItem,
} from '../items/builders.ts';
import type { Case } from './case.ts';
import { change, reworded, swapped } from './case.ts';

const [a, x, b, y, c] = ['a', 'x', 'b', 'y', 'c'].map((id) => option(id, id < 'x')) as [
  Option,
  Option,
  Option,
  Option,
  Option,
];

/** Changes by type. */
export const TICKING = {
  'single-choice': [
    change(
      'another word on a wrong choice',
      singleChoiceItem({
        choices: [
          { ...choice('alpha', 0), feedback: html('!') },
          choice('beta', 1),
          choice('gamma', 0.4),
        ],
      }),
      'cosmetic',
      'choices.alpha.feedback',
    ),
    change(
      'a choice in other words',
      singleChoiceItem({ choices: reworded(singleChoiceItem().choices, 'gamma') }),
      'wording',
      'choices.gamma.text',
    ),
    change(
      'two choices that change places',
      singleChoiceItem({ choices: swapped(singleChoiceItem().choices) }),
      'wording',
      'choices',
    ),
    change(
      'more credit for a choice that is partly right',
      singleChoiceItem({ choices: [choice('alpha', 0), choice('beta', 1), choice('gamma', 0.5)] }),
      'key',
      'choices.gamma.credit',
    ),
    change(
      'another key',
      singleChoiceItem({ choices: [choice('alpha', 1), choice('beta', 0), choice('gamma', 0.4)] }),
      'key',
      'choices.alpha.correct',
    ),
    change(
      'a choice more',
      singleChoiceItem({ choices: [...singleChoiceItem().choices, choice('delta', 0)] }),
      'structural',
      'choices.delta',
    ),
    change(
      'a choice less',
      singleChoiceItem({ choices: singleChoiceItem().choices.slice(0, 2) }),
      'structural',
      'choices.gamma',
    ),
  ],
  'true-false': [
    change('other feedback', trueFalseItem({ feedback: html('!') }), 'cosmetic', 'feedback'),
    change('another prompt', trueFalseItem({ prompt: html('Really?') }), 'wording', 'prompt'),
    change('the other answer', trueFalseItem({ answer: false }), 'key', 'answer'),
    change('another type', numericItem(), 'structural', 'type'),
  ],
  'multiple-response': [
    change(
      'another word on a right choice',
      multipleResponseItem({ choices: [{ ...a, feedback: null }, x, b, y, c] }),
      'cosmetic',
      'choices.a.feedback',
    ),
    change(
      'a choice in other words',
      multipleResponseItem({ choices: reworded(fiveOptions(), 'y') }),
      'wording',
      'choices.y.text',
    ),
    change(
      'a wrong choice that is now right',
      multipleResponseItem({ choices: [a, { ...x, correct: true }, b, y, c] }),
      'key',
      'choices.x.correct',
    ),
    change('another scoring', multipleResponseItem({ scoring: 'exact' }), 'key', 'scoring'),
    change(
      'a choice less',
      multipleResponseItem({ choices: [a, b, y, c] }),
      'structural',
      'choices.x',
    ),
  ],
  'hot-text': [
    change(
      'another word on a sentence',
      hotTextItem({ sentences: [a, { ...x, feedback: html('!') }, b, y, c] }),
      'cosmetic',
      'sentences.x.feedback',
    ),
    change(
      'a sentence in other words',
      hotTextItem({ sentences: reworded(fiveOptions(), 'b') }),
      'wording',
      'sentences.b.text',
    ),
    change(
      'a sentence that is wrong now',
      hotTextItem({ sentences: [a, x, { ...b, correct: false }, y, c] }),
      'key',
      'sentences.b.correct',
    ),
    change(
      'a sentence less',
      hotTextItem({ sentences: [a, x, b, y] }),
      'structural',
      'sentences.c',
    ),
  ],
} satisfies Readonly<Record<string, readonly Case[]>>;
