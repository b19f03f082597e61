import { z } from 'zod';
import { FOLDS } from '../../domain/item.ts';
import { citations, id, locale, share, text } from './fields.ts';

const base = {
  id: id.meta({
    description: 'Unique in the lesson; answers are kept under it, so do not change it later.',
  }),
  objective: id.meta({ description: 'The id of the objective of this lesson that it tests.' }),
  points: z
    .int()
    .min(1)
    .max(10)
    .meta({ description: 'Marks for a full answer; 1 if left out.' })
    .optional(),
  prompt: text.meta({ description: 'The question, in Markdown.' }),
  explanation: text.meta({
    description: 'Why the right answer is right; shown to everybody after submission.',
  }),
  cite: citations
    .min(1)
    .meta({ description: 'Where it stands: `source` or `source:section.paragraph`.' }),
  tags: z.array(text).meta({ description: 'Words that quizzes can draw by.' }).optional(),
  hints: z
    .array(text)
    .min(1)
    .max(5)
    .meta({ description: 'Shown one by one to those who ask, in practice.' })
    .optional(),
  penalty: share
    .meta({
      description: 'Share of the points that each wrong try and each hint costs in practice.',
    })
    .optional(),
};

const option = z.strictObject({
  id,
  text,
  correct: z
    .boolean()
    .meta({ description: 'True on what is right; false if left out.' })
    .optional(),
  feedback: text
    .meta({
      description:
        'What whoever takes it reads afterwards: why it is wrong. Every wrong one needs it.',
    })
    .optional(),
});
const choice = option.extend({
  credit: share
    .meta({ description: 'Share of the points for a choice that is partly right.' })
    .optional(),
});
const entry = z.strictObject({ id, text });
const folds = z
  .array(z.enum(FOLDS))
  .meta({ description: 'Differences that do not matter in an answer.' })
  .optional();
const answers = z.array(text).min(1).max(40);
/** Accepted in every language; with a list for each, its readers see the first of theirs as right. */
const accept = z
  .union([
    answers,
    z
      .record(locale, answers)
      .refine((lists) => Object.keys(lists).length > 0, 'must have a list for some language'),
  ])
  .meta({
    description:
      'Accepted answers, or a list for each language; the first is the one that is shown as right.',
  });
const tickScoring = z
  .enum(['net', 'exact'])
  .meta({ description: '`net`: wrong ticks take from right ones; `exact`: all or nothing.' })
  .optional();

const singleChoice = z.strictObject({
  ...base,
  type: z.literal('single-choice'),
  choices: z.array(choice).min(3).max(5),
});

const trueFalse = z.strictObject({
  ...base,
  type: z.literal('true-false'),
  answer: z.boolean().meta({ description: 'Whether the statement is true.' }),
  feedback: text.meta({ description: 'What whoever is wrong reads afterwards.' }),
});

const multipleResponse = z.strictObject({
  ...base,
  type: z.literal('multiple-response'),
  choices: z.array(option).min(3).max(8),
  scoring: tickScoring,
});

const shortText = z.strictObject({
  ...base,
  type: z.literal('short-text'),
  accept,
  folds,
  feedback: text,
});

const numeric = z.strictObject({
  ...base,
  type: z.literal('numeric'),
  answer: z.number(),
  tolerance: z
    .number()
    .min(0)
    .meta({ description: 'How far from the answer is still right.' })
    .optional(),
  range: z
    .tuple([z.number(), z.number()])
    .meta({ description: 'Least and most that is right; instead of a tolerance.' })
    .optional(),
  unit: text.meta({ description: 'Shown behind the field.' }).optional(),
  feedback: text,
});

// One object rather than a union of the two kinds: an author who forgets a key of one kind should
// not read about the keys of the other.
const gap = z.strictObject({
  id,
  choices: z.array(option).min(2).max(6).optional(),
  accept: accept.optional(),
  folds,
  feedback: text.optional(),
});

const cloze = z.strictObject({
  ...base,
  type: z.literal('cloze'),
  text: text.meta({ description: 'The text, with {{gap-id}} for each gap.' }),
  gaps: z
    .array(gap)
    .min(1)
    .max(10)
    .meta({ description: 'Each with `choices`, or with `accept` and `feedback`.' }),
});

const matching = z.strictObject({
  ...base,
  type: z.literal('matching'),
  rows: z
    .array(
      z.strictObject({
        id,
        text,
        match: id.meta({ description: 'The id of the target that belongs to it.' }),
        feedback: text.optional(),
      }),
    )
    .min(2)
    .max(8),
  targets: z
    .array(entry)
    .min(2)
    .max(10)
    .meta({ description: 'What rows are matched with; more than needed makes it harder.' }),
  feedback: text,
});

const ordering = z.strictObject({
  ...base,
  type: z.literal('ordering'),
  entries: z
    .array(entry)
    .min(3)
    .max(7)
    .meta({ description: 'In the right order; learners see them shuffled.' }),
  scoring: z
    .enum(['neighbours', 'exact'])
    .meta({
      description: '`neighbours`: marks for each right neighbourhood; `exact`: all or nothing.',
    })
    .optional(),
  feedback: text,
});

const hotText = z.strictObject({
  ...base,
  type: z.literal('hot-text'),
  sentences: z.array(option).min(4).max(8),
  scoring: tickScoring,
});

const level = z.strictObject({
  id,
  text,
  share: share.meta({ description: 'Share of the criterion; levels go up from 0 to 1.' }),
});
const criterion = z.strictObject({
  id,
  text,
  weight: z
    .number()
    .positive()
    .max(100)
    .meta({ description: 'How much it counts against the other criteria; 1 if left out.' })
    .optional(),
  levels: z.array(level).min(2).max(6),
});

const essay = z.strictObject({
  ...base,
  type: z.literal('essay'),
  words: z
    .tuple([z.int().min(1), z.int().min(1).max(1500)])
    .meta({ description: 'Guidance on length: least and most words.' })
    .optional(),
  rubric: z.strictObject({ criteria: z.array(criterion).min(1).max(8) }),
});

/** A question of a lesson, of any interaction type. */
export const itemSchema = z.discriminatedUnion('type', [
  singleChoice,
  trueFalse,
  multipleResponse,
  shortText,
  numeric,
  cloze,
  matching,
  ordering,
  hotText,
  essay,
]);

export type AuthoredItem = z.infer<typeof itemSchema>;
export type AuthoredItemOf<T extends AuthoredItem['type']> = Extract<AuthoredItem, { type: T }>;
export type AuthoredOption = z.infer<typeof option>;
export type AuthoredChoice = z.infer<typeof choice>;
export type AuthoredGap = z.infer<typeof gap>;
export type AuthoredAccept = z.infer<typeof accept>;
