import { sql } from 'kysely';
import { emailKey } from '../domain/account.ts';
import type { Database, Tx } from './database.ts';

/** Takes away the rows of a table that hold this value in this column. */
export async function deleteRowsOf(
  tx: Tx,
  table: keyof Database,
  column: string,
  value: string,
): Promise<void> {
  // Which tables and columns there are, is known when the program is written.
  await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${value}`.execute(tx);
}

/** Empties this column where it holds this value. */
export async function emptyColumnOf(
  tx: Tx,
  table: keyof Database,
  column: string,
  value: string,
): Promise<void> {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = null
    where ${sql.ref(column)} = ${value}`.execute(tx);
}

/**
 * Leaves ids only in the audit log: failed sign-ins with the person's address are about the account
 * then, and details that have the name or the address lose them.
 */
export async function forgetInAudit(
  tx: Tx,
  person: { readonly id: string; readonly name: string; readonly email: string },
): Promise<void> {
  const key = emailKey(person.email);
  await tx
    .updateTable('audit_event')
    .set({ subject: person.id })
    .where('subject', '=', key)
    .execute();
  const events = await tx
    .selectFrom('audit_event')
    .select(['id', 'detail'])
    .where('detail', '<>', '{}')
    .where((eb) => eb.or([eb('subject', '=', person.id), eb('actor_id', '=', person.id)]))
    .execute();
  const told = [person.name, person.email, key];
  for (const { id, detail } of events) {
    // Written by `recordEvent` from texts by name.
    const kept = Object.entries(JSON.parse(detail) as Record<string, string>).filter(
      // A reason is somebody's own words about the person.
      ([name, value]) => name !== 'reason' && !told.some((text) => value.includes(text)),
    );
    const left = JSON.stringify(Object.fromEntries(kept));
    if (left === detail) continue;
    await tx.updateTable('audit_event').set({ detail: left }).where('id', '=', id).execute();
  }
}

/** Whether results of this person wait to be taken into the statistics. */
export async function hasUntalliedOf(tx: Tx, accountId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('attempt')
    .select('id')
    .where('account_id', '=', accountId)
    .where('tallied', '=', 0)
    .where('number', '=', 1)
    .where('state', '=', 'graded')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
