import type { CohortRole } from './cohorts.ts';
import type { Db } from './database.ts';

/** Who is in a cohort or invited to it, by folded address. */
export interface KnownPeople {
  readonly members: ReadonlyMap<string, CohortRole>;
  readonly invited: ReadonlySet<string>;
}

/** Read at once: a list may have thousands. */
export async function listKnownPeople(db: Db, cohortId: string): Promise<KnownPeople> {
  const members = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.email_key', 'membership.role'])
    .where('membership.cohort_id', '=', cohortId)
    .execute();
  const invited = await db
    .selectFrom('invitation')
    .select('email_key')
    .where('cohort_id', '=', cohortId)
    .where('accepted_at', 'is', null)
    .execute();
  return {
    members: new Map(members.map((row) => [row.email_key, row.role])),
    invited: new Set(invited.map((row) => row.email_key)),
  };
}
