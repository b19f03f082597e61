import { z } from 'zod';
import { COUNTING_RULES } from '../../domain/counting.ts';
import { QUIZ_MODES, RELEASE_TIMES } from '../../domain/release.ts';
import { id, text } from './fields.ts';

/** Longest time limit and cool-down, minutes: a week. */
const MAX_MINUTES = 10_080;

const instant = z.iso.datetime({
  offset: true,
  error: 'must be a date and time with its offset, such as 2026-10-01T08:00:00+01:00',
});
const release = z.enum(RELEASE_TIMES).optional();

/** The settings of a quiz; all have defaults. */
const settings = {
  mode: z
    .enum(QUIZ_MODES)
    .meta({ description: 'What the quiz is for; sets when marks and answers are shown.' })
    .optional(),
  pass: z
    .number()
    .min(0)
    .max(100)
    .meta({ description: 'Per cent of the points needed to pass; 70 if left out.' })
    .optional(),
  attempts: z
    .int()
    .min(1)
    .max(1000)
    .meta({ description: 'Attempts allowed; any number if left out.' })
    .optional(),
  counts: z.enum(COUNTING_RULES).meta({ description: 'Which attempt counts.' }).optional(),
  'time-limit': z.int().min(1).max(MAX_MINUTES).meta({ description: 'Minutes.' }).optional(),
  opens: instant
    .meta({ description: 'With its offset, such as 2026-10-01T08:00:00+01:00.' })
    .optional(),
  closes: instant
    .meta({ description: 'With its offset, such as 2026-10-08T20:00:00+01:00.' })
    .optional(),
  'cool-down': z
    .int()
    .min(1)
    .max(MAX_MINUTES)
    .meta({ description: 'Minutes between a submission and the next attempt.' })
    .optional(),
  certainty: z
    .boolean()
    .meta({ description: 'Whether learners say how sure they are.' })
    .optional(),
  'anonymous-grading': z.boolean().optional(),
  shuffle: z
    .strictObject({ items: z.boolean().optional(), choices: z.boolean().optional() })
    .optional(),
  release: z
    .strictObject({
      marks: release,
      'own-answers': release,
      'right-answers': release,
      explanations: release,
    })
    .optional(),
};

/** One draw from the banks; with neither of the last three, from all of them. */
const draw = z.strictObject({
  count: z.int().min(1).max(100).meta({ description: 'How many questions.' }),
  lesson: id.optional(),
  objective: text.meta({ description: 'As `lesson/objective`.' }).optional(),
  tag: text.optional(),
});

/** The quiz of a lesson: its whole bank, or draws from it. */
export const lessonQuizSchema = z.strictObject({
  ...settings,
  draw: z.array(draw).min(1).optional(),
});

/** A quiz of a module or of the course, drawn from the banks of the lessons below it. */
export const drawnQuizSchema = z.strictObject({
  id,
  title: text,
  summary: text,
  ...settings,
  draw: z.array(draw).min(1),
});

export type AuthoredQuiz = z.infer<typeof lessonQuizSchema>;
export type AuthoredDrawnQuiz = z.infer<typeof drawnQuizSchema>;
export type AuthoredDraw = z.infer<typeof draw>;
