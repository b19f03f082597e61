import type { Tx } from './database.ts';

/**
 * Takes out of a restored database what must not come to life again: sessions, which would sign in
 * whoever was shut out since; links that may have been used since; and mails that may have gone
 * since, which stay in the list for an admin to send again.
 */
export async function forgetWhatWasLive(db: Tx): Promise<void> {
  await db.deleteFrom('session').execute();
  await db.deleteFrom('account_token').execute();
  await db
    .updateTable('mail')
    .set({ state: 'failed', error: 'The database was restored while this mail waited.' })
    .where('state', '=', 'queued')
    .execute();
}
