import { z } from 'zod';
import { FOLDS } from '../../domain/item.ts';
import { itemType } from './result-schemas.ts';
import { id, listOf, listQuery, named, share } from './schemas.ts';

const html = z.string().describe('HTML.');

const head = {
  ref: z.string().describe('Lesson and id of the question.'),
  version: z.string().describe('Changes with every change of the question.'),
  lesson: id,
  objective: id,
  points: z.number().min(0),
  language: z.string().describe('BCP 47 tag of its texts.'),
  prompt: html,
  tags: z.array(z.string()),
  cites: z.array(z.string()).describe('Paragraphs of sources that it rests on.'),
};

const item = named(
  'Item',
  'A question without its key.',
  z.strictObject({ ...head, type: itemType }),
);
export const items = listOf('Item', item);

export const itemQuery = listQuery.extend({
  lesson: z.string().max(100).optional().describe('Only those of this lesson.'),
});

const option = z.strictObject({ id, text: html, correct: z.boolean(), feedback: html.nullable() });
const choice = option.extend({ credit: share });
const labelled = z.strictObject({ id, text: html });
const scoring = z.enum(['net', 'exact']);
const textKey = {
  accept: z.array(z.string()),
  folds: z.array(z.enum(FOLDS)),
  language: z.string().optional(),
};
const gap = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('select'), choices: z.array(option) }),
  z.strictObject({ id, kind: z.literal('text'), ...textKey, feedback: html }),
]);
const level = z.strictObject({ id, text: html, share });

const interaction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single-choice'), choices: z.array(choice) }),
  z.strictObject({ type: z.literal('true-false'), answer: z.boolean(), feedback: html }),
  z.strictObject({ type: z.literal('multiple-response'), choices: z.array(option), scoring }),
  z.strictObject({ type: z.literal('short-text'), ...textKey, feedback: html }),
  z.strictObject({
    type: z.literal('numeric'),
    min: z.number(),
    max: z.number(),
    value: z.number(),
    unit: z.string().nullable(),
    unitLanguage: z.string().optional(),
    feedback: html,
  }),
  z.strictObject({
    type: z.literal('cloze'),
    parts: z.array(z.union([z.strictObject({ html }), z.strictObject({ gap: id })])),
    partsLanguage: z.string().optional(),
    gaps: z.array(gap),
  }),
  z.strictObject({
    type: z.literal('matching'),
    rows: z.array(labelled.extend({ match: id, feedback: html.nullable() })),
    targets: z.array(labelled),
    feedback: html,
  }),
  z.strictObject({
    type: z.literal('ordering'),
    entries: z.array(labelled).describe('In the right order.'),
    scoring: z.enum(['neighbours', 'exact']),
    feedback: html,
  }),
  z.strictObject({ type: z.literal('hot-text'), sentences: z.array(option), scoring }),
  z.strictObject({
    type: z.literal('essay'),
    words: z.strictObject({ least: z.number(), most: z.number() }).nullable(),
    rubric: z.array(labelled.extend({ weight: z.number(), levels: z.array(level) })),
  }),
]);

export const itemWithKey = named(
  'ItemWithKey',
  'A version of a question with its key.',
  z.strictObject({
    ...head,
    current: z.boolean().describe('The course asks this version now.'),
    explanation: html,
    hints: z.array(html),
    penalty: share.describe('Share of the points that a wrong try or a hint costs in practice.'),
    interaction,
  }),
);
