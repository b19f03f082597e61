import { z } from 'zod';
import { citations, id, locale, share, text } from './fields.ts';

const base = {
  id,
  objective: id,
  points: z.int().min(1).max(10).optional(),
  prompt: text,
  explanation: text,
  cite: citations.min(1),
  tags: z.array(text).optional(),
  hints: z.array(text).min(1).max(5).optional(),
  penalty: share.optional(),
};

const option = z.strictObject({
  id,
  text,
  correct: z.boolean().optional(),
  feedback: text.optional(),
});
const choice = option.extend({ credit: share.optional() });
const entry = z.strictObject({ id, text });
const folds = z.array(z.enum(['case', 'accents', 'punctuation', 'arabic'])).optional();
const answers = z.array(text).min(1).max(40);
/** Accepted in every language; with a list for each, its readers see the first of theirs as right. */
const accept = z.union([
  answers,
  z
    .record(locale, answers)
    .refine((lists) => Object.keys(lists).length > 0, 'must have a list for some language'),
]);
const tickScoring = z.enum(['net', 'exact']).optional();

const singleChoice = z.strictObject({
  ...base,
  type: z.literal('single-choice'),
  choices: z.array(choice).min(3).max(5),
});

const trueFalse = z.strictObject({
  ...base,
  type: z.literal('true-false'),
  answer: z.boolean(),
  feedback: text,
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
  tolerance: z.number().min(0).optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  unit: text.optional(),
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
  text,
  gaps: z.array(gap).min(1).max(10),
});

const matching = z.strictObject({
  ...base,
  type: z.literal('matching'),
  rows: z
    .array(z.strictObject({ id, text, match: id, feedback: text.optional() }))
    .min(2)
    .max(8),
  targets: z.array(entry).min(2).max(10),
  feedback: text,
});

const ordering = z.strictObject({
  ...base,
  type: z.literal('ordering'),
  entries: z.array(entry).min(3).max(7),
  scoring: z.enum(['neighbours', 'exact']).optional(),
  feedback: text,
});

const hotText = z.strictObject({
  ...base,
  type: z.literal('hot-text'),
  sentences: z.array(option).min(4).max(8),
  scoring: tickScoring,
});

const level = z.strictObject({ id, text, share });
const criterion = z.strictObject({
  id,
  text,
  weight: z.number().positive().max(100).optional(),
  levels: z.array(level).min(2).max(6),
});

const essay = z.strictObject({
  ...base,
  type: z.literal('essay'),
  words: z.tuple([z.int().min(1), z.int().min(1).max(1500)]).optional(),
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
