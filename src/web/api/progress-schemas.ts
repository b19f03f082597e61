import { z } from 'zod';
import { LESSON_STATES } from '../../domain/progress.ts';
import { REASONS } from '../../domain/standing-reasons.ts';
import { count, id, instant, listOf, named, share } from './schemas.ts';

const seconds = z.number().min(0).describe('Seconds.');

export const learner = named(
  'Learner',
  'Somebody who learns in a cohort.',
  z.strictObject({ id, name: z.string(), email: z.string() }),
);

const unitProgress = named(
  'UnitProgress',
  'How far a learner is in a lesson, or in a quiz of a module or of the course.',
  z.strictObject({
    unit: z.string().describe('Id of the lesson or quiz.'),
    state: z.enum(LESSON_STATES),
    share: share.nullable().describe('The share of the points that counts; null before a result.'),
    attempts: count.describe('Submitted attempts.'),
    timeOnTask: seconds,
    updatedAt: instant,
  }),
);

const learnerProgress = named(
  'LearnerProgress',
  'Where a learner stands: the figures of the cohort’s page. Units not begun are left out.',
  z.strictObject({
    learner,
    joinedAt: instant,
    lastActiveAt: instant.nullable(),
    state: z.enum(['on-track', 'needs-hand', 'not-started']),
    reasons: z.array(z.enum(REASONS)).describe('Why they may need a hand, most pressing first.'),
    lessonsStarted: count,
    lessonsDone: count.describe('Completed or passed.'),
    lessonsPassed: count,
    coursePassed: z.boolean(),
    mastery: share.nullable().describe('Mean of the shares that count, over lessons.'),
    timeOnTask: seconds,
    units: z.array(unitProgress),
  }),
);

export const progress = listOf('LearnerProgress', learnerProgress);
