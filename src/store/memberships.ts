import type { CohortRole, Member } from './cohorts.ts';
import type { Db } from './database.ts';

/** The role that somebody has in a cohort; undefined for who is no member. */
export async function findRole(
  db: Db,
  cohortId: string,
  accountId: string,
): Promise<CohortRole | undefined> {
  const row = await db
    .selectFrom('membership')
    .select('role')
    .where('cohort_id', '=', cohortId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.role;
}

/** Members of a cohort in one role, by name; `limit` of them after the first `offset`. */
export async function listMembersInRole(
  db: Db,
  cohortId: string,
  role: CohortRole,
  limit: number,
  offset: number,
): Promise<Member[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'membership.joined_at'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', role)
    .orderBy('account.name')
    .orderBy('account.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    email: row.email,
    role,
    joinedAt: row.joined_at,
  }));
}
