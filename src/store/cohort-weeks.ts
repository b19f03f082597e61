import type { Db } from './database.ts';

/** What happened in a cohort since some day, and what waits in it now. */
export interface CohortWeek {
  readonly id: string;
  readonly name: string;
  readonly learners: number;
  /** Learners who submitted a quiz. */
  readonly active: number;
  /** Quizzes that were submitted. */
  readonly submissions: number;
  /** Quizzes with a text that waits for a grade. */
  readonly essays: number;
  readonly disputes: number;
}

/** The cohorts that run and that `accountId` teaches, by name. */
export async function listCohortWeeks(
  db: Db,
  accountId: string,
  since: string,
): Promise<CohortWeek[]> {
  const cohorts = await db
    .selectFrom('cohort')
    .innerJoin('membership', 'membership.cohort_id', 'cohort.id')
    .select(['cohort.id', 'cohort.name'])
    .where('membership.account_id', '=', accountId)
    .where('membership.role', '=', 'instructor')
    .where('cohort.archived_at', 'is', null)
    .orderBy('cohort.name')
    .orderBy('cohort.id')
    .execute();
  const weeks: CohortWeek[] = [];
  for (const cohort of cohorts)
    weeks.push({ ...cohort, ...(await countWeek(db, cohort.id, since)) });
  return weeks;
}

async function countWeek(db: Db, cohortId: string, since: string) {
  const learners = await learnersOf(db, cohortId)
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  const attempts = learnersOf(db, cohortId).innerJoin(
    'attempt',
    'attempt.account_id',
    'membership.account_id',
  );
  const submitted = await attempts
    .select((eb) => eb.fn.count('attempt.id').as('submissions'))
    .select((eb) => eb.fn.count('attempt.account_id').distinct().as('active'))
    .where('attempt.submitted_at', '>=', since)
    .executeTakeFirstOrThrow();
  const essays = await attempts
    .select((eb) => eb.fn.countAll().as('count'))
    .where('attempt.state', '=', 'awaiting-grading')
    .executeTakeFirstOrThrow();
  const disputes = await learnersOf(db, cohortId)
    .innerJoin('dispute', 'dispute.account_id', 'membership.account_id')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('dispute.state', '=', 'open')
    .executeTakeFirstOrThrow();
  return {
    learners: Number(learners.count),
    active: Number(submitted.active),
    submissions: Number(submitted.submissions),
    essays: Number(essays.count),
    disputes: Number(disputes.count),
  };
}

function learnersOf(db: Db, cohortId: string) {
  return db
    .selectFrom('membership')
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student');
}
