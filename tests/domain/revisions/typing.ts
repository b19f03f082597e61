import {
  clozeItem,
  html,
  ministryGap,
  numericItem,
  option,
  shortTextItem,
  townGap,
  trueFalseItem,
  yearGap,
} from '../items/builders.ts';
import type { Case } from './case.ts';
import { change, reworded } from './case.ts';

const { parts } = clozeItem();

/** Changes by type. */
export const TYPING = {
  'short-text': [
    change('other feedback', shortTextItem({ feedback: html('!') }), 'cosmetic', 'feedback'),
    change(
      'another shown answer among the same',
      shortTextItem({ accept: shortTextItem().accept.toReversed() }),
      'cosmetic',
      'accept',
    ),
    change(
      'an answer more that folding already accepts',
      shortTextItem({ accept: [...shortTextItem().accept, 'الفِقه'] }),
      'cosmetic',
      'accept',
    ),
    change('another prompt', shortTextItem({ prompt: html('Its name?') }), 'wording', 'prompt'),
    change(
      'an accepted answer more',
      shortTextItem({ accept: [...shortTextItem().accept, 'fiqh'] }),
      'key',
      'accept',
    ),
    change(
      'an accepted answer less',
      shortTextItem({ accept: shortTextItem().accept.slice(0, 1) }),
      'key',
      'accept',
    ),
    change('stricter folding', shortTextItem({ folds: [] }), 'key', 'folds'),
    change('another type', trueFalseItem(), 'structural', 'type'),
  ],
  numeric: [
    change('other feedback', numericItem({ feedback: html('!') }), 'cosmetic', 'feedback'),
    change('another unit', numericItem({ unit: 'terrorist cells' }), 'wording', 'unit'),
    change('a wider tolerance', numericItem({ max: 716_300 }), 'key', 'max'),
    change('another answer', numericItem({ value: 716_256 }), 'key', 'value'),
    change('another type', shortTextItem(), 'structural', 'type'),
  ],
  cloze: [
    change(
      'other feedback on a gap',
      clozeItem({ gaps: [yearGap, { ...ministryGap, feedback: html('!') }, townGap] }),
      'cosmetic',
      'gaps.ministry.feedback',
    ),
    change(
      'other words around the gaps',
      clozeItem({ parts: [{ html: html('<p>It began in ') }, ...parts.slice(1)] }),
      'wording',
      'parts',
    ),
    change(
      'a choice of a gap in other words',
      clozeItem({
        gaps: [{ ...yearGap, choices: reworded(yearGap.choices, 'y2011') }, ministryGap, townGap],
      }),
      'wording',
      'gaps.year.choices.y2011.text',
    ),
    change(
      'another accepted answer in a gap',
      clozeItem({ gaps: [yearGap, { ...ministryGap, accept: ['Interior'] }, townGap] }),
      'key',
      'gaps.ministry.accept',
    ),
    change(
      'another key of a gap with choices',
      clozeItem({
        gaps: [
          { ...yearGap, choices: [option('y2005', false), option('y2011', true)] },
          ministryGap,
          townGap,
        ],
      }),
      'key',
      'gaps.year.choices.y2005.correct',
    ),
    change(
      'a gap less',
      clozeItem({ parts: parts.slice(0, 5), gaps: [yearGap, ministryGap] }),
      'structural',
      'gaps.town',
    ),
    change(
      'a gap of another kind',
      clozeItem({ gaps: [{ ...ministryGap, id: 'year' }, ministryGap, townGap] }),
      'structural',
      'gaps.year.kind',
    ),
    change(
      'a choice more in a gap',
      clozeItem({
        gaps: [
          { ...yearGap, choices: [...yearGap.choices, option('y1999', false)] },
          ministryGap,
          townGap,
        ],
      }),
      'structural',
      'gaps.year.choices.y1999',
    ),
  ],
} satisfies Readonly<Record<string, readonly Case[]>>;
