import { z } from 'zod';
import { CERTAINTIES } from '../../domain/certainty.ts';
import { FOLDS } from '../../domain/item.ts';
import { interactions } from '../../domain/items/registry.ts';
import type { ItemType } from '../../domain/item.ts';
import { learner } from './progress-schemas.ts';
import { count, id, instant, listOf, listQuery, named, share } from './schemas.ts';

export const itemType = z.enum(Object.keys(interactions) as [ItemType, ...ItemType[]]);
const points = z.number().min(0);

const result = {
  id,
  learner,
  quiz: z.string().describe('Id of the quiz; that of the lesson for a lesson’s quiz.'),
  quizTitle: z.string().describe('As it was when the attempt began.'),
  number: count.describe('First, second … attempt of the learner at the quiz.'),
  state: z.enum(['awaiting-grading', 'graded']),
  startedAt: instant,
  submittedAt: instant,
  endedBy: z.enum(['submission', 'expiry']).nullable(),
  score: points.nullable().describe('Null while a text waits for its reader.'),
  maxScore: points,
  share: share.nullable(),
  passed: z.boolean().nullable(),
  certaintyScore: z.number().nullable().describe('By certainty-based marking; may be negative.'),
};

const summary = named(
  'Result',
  'A submitted attempt. Marks may change later, when a text is graded, a dispute accepted or a question mended.',
  z.strictObject(result),
);
export const results = listOf('Result', summary);

export const resultQuery = listQuery.extend({
  since: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Only what was submitted then or later.'),
});

const byPart = z.record(z.string(), z.string());
const given = z
  .union([
    z.strictObject({ choice: z.string() }),
    z.strictObject({ answer: z.boolean() }),
    z.strictObject({ chosen: z.array(z.string()) }),
    z.strictObject({ text: z.string(), folds: z.array(z.enum(FOLDS)) }),
    z.strictObject({ text: z.string(), value: z.number() }),
    z.strictObject({ gaps: byPart }),
    z.strictObject({ rows: byPart }),
    z.strictObject({ ranks: z.record(z.string(), z.number()) }),
    z.strictObject({ text: z.string() }),
  ])
  .describe('In the ids of the question’s own version, by its type.');

const answer = named(
  'Answer',
  'What was given to one question, with its marks.',
  z.strictObject({
    number: count.describe('Place in the attempt, from 1.'),
    item: z.string().describe('Lesson and id of the question.'),
    version: z.string().describe('The version that was asked.'),
    type: itemType,
    points,
    given: given.nullable().describe('Null where nothing was answered.'),
    withheld: z.boolean().describe('A text that is graded without names and waits is not shown.'),
    score: points.nullable(),
    certainty: z.literal(CERTAINTIES).nullable(),
    dropped: z.boolean().describe('Counts for nothing.'),
    tries: count.describe('In practice: checks that were not fully right.'),
    hints: count,
  }),
);

export const resultWithAnswers = named(
  'ResultWithAnswers',
  'A submitted attempt with every answer.',
  z.strictObject({ ...result, answers: z.array(answer) }),
);
