import { z } from 'zod';
import { count, id, instant, listOf, named } from './schemas.ts';

export const cohort = named(
  'Cohort',
  'A group of learners with those who teach it.',
  z.strictObject({
    id,
    name: z.string(),
    archived: z.boolean().describe('Nobody can join it any more.'),
    createdAt: instant,
    learners: count,
    instructors: count,
  }),
);

export const cohorts = listOf('Cohort', cohort);
