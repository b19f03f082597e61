import type { ExpressionBuilder } from 'kysely';
import { emailKey } from '../domain/account.ts';
import type { Database, Db, Tx } from './database.ts';
import { newId } from './ids.ts';

export type CohortRole = 'student' | 'instructor';

export interface Cohort {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly archived: boolean;
  readonly learners: number;
  readonly instructors: number;
}

export interface Member {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: CohortRole;
  readonly joinedAt: string;
}

export async function insertCohort(
  db: Db,
  cohort: { name: string; code: string },
  now: Date,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('cohort')
    .values({ id, ...cohort, created_at: now.toISOString(), archived_at: null })
    .execute();
  return id;
}

/** The cohort that a join code opens; archived cohorts take nobody. */
export async function findOpenCohort(
  db: Db,
  code: string,
): Promise<{ id: string; name: string } | undefined> {
  return await db
    .selectFrom('cohort')
    .select(['id', 'name'])
    .where('code', '=', code)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

export async function updateCohort(
  db: Db,
  cohortId: string,
  values: { name?: string; archivedAt?: Date | null },
): Promise<void> {
  await db
    .updateTable('cohort')
    .set({
      ...(values.name === undefined ? {} : { name: values.name }),
      ...(values.archivedAt === undefined
        ? {}
        : { archived_at: values.archivedAt?.toISOString() ?? null }),
    })
    .where('id', '=', cohortId)
    .execute();
}

/** All cohorts, newest first, with head counts. */
export async function listCohorts(db: Db): Promise<Cohort[]> {
  return (await cohortsWithCounts(db).execute()).map(toCohort);
}

/** Cohorts that `accountId` teaches. */
export async function listCohortsTaughtBy(db: Db, accountId: string): Promise<Cohort[]> {
  const rows = await cohortsWithCounts(db)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('membership as teacher')
          .select('teacher.cohort_id')
          .whereRef('teacher.cohort_id', '=', 'cohort.id')
          .where('teacher.account_id', '=', accountId)
          .where('teacher.role', '=', 'instructor'),
      ),
    )
    .execute();
  return rows.map(toCohort);
}

export async function findCohort(db: Db, cohortId: string): Promise<Cohort | undefined> {
  const row = await cohortsWithCounts(db).where('cohort.id', '=', cohortId).executeTakeFirst();
  return row && toCohort(row);
}

/** The cohort, if `accountId` teaches it. */
export async function findCohortTaughtBy(
  db: Db,
  cohortId: string,
  accountId: string,
): Promise<Cohort | undefined> {
  const cohorts = await listCohortsTaughtBy(db, accountId);
  return cohorts.find((cohort) => cohort.id === cohortId);
}

/** Cohorts that are not archived. */
export async function countOpenCohorts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('cohort')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function listMembers(db: Db, cohortId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'membership.role'])
    .select('membership.joined_at')
    .where('membership.cohort_id', '=', cohortId)
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.joined_at,
  }));
}

/** The cohorts of one person, with the role held in each. */
export async function listMemberships(
  db: Db,
  accountId: string,
): Promise<{ cohortId: string; cohortName: string; role: CohortRole }[]> {
  return await db
    .selectFrom('membership')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .select(['cohort.id as cohortId', 'cohort.name as cohortName', 'membership.role'])
    .where('membership.account_id', '=', accountId)
    .orderBy('cohort.name')
    .execute();
}

/** A learner of the cohort; undefined for anybody else, its instructors included. */
export async function findLearner(
  db: Db,
  cohortId: string,
  accountId: string,
): Promise<Member | undefined> {
  const members = await listMembers(db, cohortId);
  return members.find((member) => member.accountId === accountId && member.role === 'student');
}

/** Whether the account with this address is a member, in whatever role. */
export async function isMemberByEmail(db: Db, cohortId: string, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select('account.id')
    .where('membership.cohort_id', '=', cohortId)
    .where('account.email_key', '=', emailKey(email))
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds the person, or leaves an earlier membership as it is. */
export async function addMember(
  db: Tx,
  cohortId: string,
  accountId: string,
  role: CohortRole,
  now: Date,
): Promise<void> {
  await db
    .insertInto('membership')
    .values({ cohort_id: cohortId, account_id: accountId, role, joined_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['cohort_id', 'account_id']).doNothing())
    .execute();
}

/** Sets the role, adding the person where they were no member. */
export async function setMemberRole(
  db: Tx,
  cohortId: string,
  accountId: string,
  role: CohortRole,
  now: Date,
): Promise<void> {
  await db
    .insertInto('membership')
    .values({ cohort_id: cohortId, account_id: accountId, role, joined_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['cohort_id', 'account_id']).doUpdateSet({ role }))
    .execute();
}

export async function removeMember(db: Tx, cohortId: string, accountId: string): Promise<void> {
  await db
    .deleteFrom('membership')
    .where('cohort_id', '=', cohortId)
    .where('account_id', '=', accountId)
    .execute();
}

function cohortsWithCounts(db: Db) {
  return db
    .selectFrom('cohort')
    .select(['cohort.id', 'cohort.name', 'cohort.code', 'cohort.archived_at'])
    .select((eb) => [headCount(eb, 'student').as('learners')])
    .select((eb) => [headCount(eb, 'instructor').as('instructors')])
    .orderBy('cohort.created_at', 'desc')
    .orderBy('cohort.id', 'desc');
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
  code: string;
  archived_at: string | null;
  learners: string | number | bigint | null;
  instructors: string | number | bigint | null;
}): Cohort {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    archived: row.archived_at !== null,
    learners: Number(row.learners),
    instructors: Number(row.instructors),
  };
}
