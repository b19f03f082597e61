import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';

/** Takes away events of the audit log before `until`, the oldest first; returns how many. */
export async function deleteOldEvents(db: Db, until: Date, limit: number): Promise<number> {
  const result = await db
    .deleteFrom('audit_event')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('audit_event as old')
        .select('old.id')
        .where('old.at', '<', until.toISOString())
        .orderBy('old.at')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Takes away who looked on one day, the first there is before `until`; returns how many rows. */
export async function deleteOldLooks(db: Db, until: Date): Promise<number> {
  const oldest = await db
    .selectFrom('work_view')
    .select('day')
    .where('day', '<', until.toISOString().slice(0, 'YYYY-MM-DD'.length))
    .orderBy('day')
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return 0;
  const result = await db.deleteFrom('work_view').where('day', '=', oldest.day).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Takes away mails from before `until` that were sent or given up; returns how many. */
export async function deleteOldMails(db: Db, until: Date, limit: number): Promise<number> {
  const result = await db
    .deleteFrom('mail')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('mail as old')
        .select('old.id')
        .where('old.state', '<>', 'queued')
        .where('old.created_at', '<', until.toISOString())
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/**
 * Learners who have done nothing since `since`: no sign-in, no reading, no attempt, no review, and
 * no session that was used. Nobody who teaches or is an admin, and nobody who is to be erased.
 */
export async function listUnused(db: Db | Tx, since: Date, limit: number): Promise<string[]> {
  const at = since.toISOString();
  const rows = await db
    .selectFrom('account')
    .select('account.id')
    .where('account.is_admin', '=', 0)
    .where('account.created_at', '<', at)
    .where(sql<boolean>`not exists (select 1 from erasure where account_id = account.id)`)
    .where(
      sql<boolean>`not exists (select 1 from membership
        where account_id = account.id and role = 'instructor')`,
    )
    .where((eb) => eb.and(TRACES.map(([table, whose, when]) => noTrace(table, whose, when, at))))
    .orderBy('account.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Where it shows that somebody used an account: table, column of the account, column of the time. */
const TRACES = [
  ['session', 'account_id', 'created_at'],
  ['attempt', 'account_id', 'started_at'],
  ['lesson_progress', 'account_id', 'updated_at'],
  ['review_answer', 'account_id', 'answered_at'],
  ['audit_event', 'actor_id', 'at'],
] as const;

function noTrace(table: string, whose: string, when: string, since: string) {
  return sql<boolean>`not exists (select 1 from ${sql.table(table)} as trace
    where ${sql.ref(`trace.${whose}`)} = account.id and ${sql.ref(`trace.${when}`)} >= ${since})`;
}
