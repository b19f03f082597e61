import type { ExpressionBuilder } from 'kysely';
import type { TokenBearer } from './api-tokens.ts';
import type { CohortRole } from './cohorts.ts';
import type { Database, Db } from './database.ts';

/** What decides which cohorts a token opens. */
export type CohortReader = Pick<TokenBearer, 'accountId' | 'isAdmin' | 'cohorts'>;

export interface ReadCohort {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly createdAt: string;
  readonly learners: number;
  readonly instructors: number;
}

/** The cohorts that a token opens, oldest first, from behind the id `after` (empty for the first). */
export async function listCohortsFor(
  db: Db,
  reader: CohortReader,
  after: string,
  limit: number,
): Promise<ReadCohort[]> {
  const rows = await cohortsFor(db, reader)
    .where('cohort.id', '>', after)
    .orderBy('cohort.id')
    .limit(limit)
    .execute();
  return rows.map(toCohort);
}

/** The cohort, if the token opens it. */
export async function findCohortFor(
  db: Db,
  reader: CohortReader,
  cohortId: string,
): Promise<ReadCohort | undefined> {
  const row = await cohortsFor(db, reader).where('cohort.id', '=', cohortId).executeTakeFirst();
  return row && toCohort(row);
}

/** A learner whom the token shows, with the cohort through which it does. */
export async function findLearnerFor(
  db: Db,
  reader: CohortReader,
  attemptId: string,
): Promise<{ accountId: string; cohortId: string } | undefined> {
  return await db
    .selectFrom('attempt')
    .innerJoin('membership', 'membership.account_id', 'attempt.account_id')
    .select(['attempt.account_id as accountId', 'membership.cohort_id as cohortId'])
    .where('attempt.id', '=', attemptId)
    .where('membership.role', '=', 'student')
    .where((eb) => eb('membership.cohort_id', 'in', idsFor(eb, reader)))
    .orderBy('membership.cohort_id')
    .executeTakeFirst();
}

function cohortsFor(db: Db, reader: CohortReader) {
  return db
    .selectFrom('cohort')
    .select(['cohort.id', 'cohort.name', 'cohort.archived_at', 'cohort.created_at'])
    .select((eb) => [
      headCount(eb, 'student').as('learners'),
      headCount(eb, 'instructor').as('instructors'),
    ])
    .where((eb) => eb('cohort.id', 'in', idsFor(eb, reader)));
}

/** Ids of the cohorts that the owner may see now and that the token is not kept from. */
function idsFor(eb: Pick<ExpressionBuilder<Database, never>, 'selectFrom'>, reader: CohortReader) {
  const { accountId, cohorts, isAdmin } = reader;
  return eb
    .selectFrom('cohort as open')
    .select('open.id')
    .$if(!isAdmin, (query) =>
      query.where('open.id', 'in', (inner) =>
        inner
          .selectFrom('membership as teacher')
          .select('teacher.cohort_id')
          .where('teacher.account_id', '=', accountId)
          .where('teacher.role', '=', 'instructor'),
      ),
    )
    .$if(cohorts !== null, (query) => query.where('open.id', 'in', [...(cohorts ?? []), '']));
}

function headCount(eb: ExpressionBuilder<Database, 'cohort'>, role: CohortRole) {
  return eb
    .selectFrom('membership')
    .select((inner) => inner.fn.countAll().as('count'))
    .whereRef('membership.cohort_id', '=', 'cohort.id')
    .where('membership.role', '=', role);
}

function toCohort(row: {
  id: string;
  name: string;
  archived_at: string | null;
  created_at: string;
  learners: string | number | bigint | null;
  instructors: string | number | bigint | null;
}): ReadCohort {
  return {
    id: row.id,
    name: row.name,
    archived: row.archived_at !== null,
    createdAt: row.created_at,
    learners: Number(row.learners),
    instructors: Number(row.instructors),
  };
}
