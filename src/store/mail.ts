import { emailKey, type Locale } from '../domain/account.ts';
import type { MailKind, MailState } from '../domain/mail.ts';
import type { Db, Tx } from './database.ts';
import { newId } from './ids.ts';

/** A mail to be sent, as it was queued. */
export interface QueuedMail {
  readonly id: string;
  readonly kind: MailKind;
  readonly accountId: string | null;
  readonly recipient: string;
  readonly locale: Locale;
  readonly params: unknown;
  /** Tries so far, this one counted. */
  readonly tries: number;
  readonly createdAt: Date;
}

/** A mail as admins see it: never what is in it. */
export interface MailEntry {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly locale: string;
  readonly state: MailState;
  readonly tries: number;
  readonly nextTryAt: string;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly error: string | null;
}

export interface MailFilter {
  readonly state?: MailState;
  readonly kind?: string;
  /** The whole address, however it is written. */
  readonly recipient?: string;
}

/** Puts a mail into the queue, due at once; gives its id. */
export async function insertMail(
  db: Tx,
  mail: Pick<QueuedMail, 'kind' | 'accountId' | 'recipient' | 'locale' | 'params'>,
  now: Date,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('mail')
    .values({
      id,
      kind: mail.kind,
      account_id: mail.accountId,
      recipient: mail.recipient,
      recipient_key: emailKey(mail.recipient),
      locale: mail.locale,
      params: JSON.stringify(mail.params),
      state: 'queued',
      tries: 0,
      next_try_at: now.toISOString(),
      created_at: now.toISOString(),
      sent_at: null,
      error: null,
    })
    .execute();
  return id;
}

/**
 * Takes the mail that has waited longest, so that no other process takes it before `until`;
 * undefined where none is due.
 */
export async function claimMail(db: Db, now: Date, until: Date): Promise<QueuedMail | undefined> {
  for (;;) {
    const row = await db
      .selectFrom('mail')
      .selectAll()
      .where('state', '=', 'queued')
      .where('next_try_at', '<=', now.toISOString())
      .orderBy('next_try_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const tries = row.tries + 1;
    const { numUpdatedRows } = await db
      .updateTable('mail')
      .set({ tries, next_try_at: until.toISOString() })
      .where('id', '=', row.id)
      .where('state', '=', 'queued')
      .where('tries', '=', row.tries)
      .executeTakeFirst();
    // Otherwise another process was quicker.
    if (Number(numUpdatedRows) === 1) {
      return {
        id: row.id,
        kind: row.kind as MailKind,
        accountId: row.account_id,
        recipient: row.recipient,
        locale: row.locale as Locale,
        params: JSON.parse(row.params) as unknown,
        tries,
        createdAt: new Date(row.created_at),
      };
    }
  }
}

/** Notes that a claimed mail is gone, and forgets what it was about. */
export async function setMailSent(db: Db, mail: QueuedMail, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'sent', sent_at: now.toISOString(), params: '{}', error: null })
    .where('id', '=', mail.id)
    .where('tries', '=', mail.tries)
    .execute();
}

/** Notes why a claimed mail did not go; `next` null for no further try. */
export async function setMailFailed(
  db: Db,
  mail: QueuedMail,
  error: string,
  next: Date | null,
): Promise<void> {
  await db
    .updateTable('mail')
    .set(next === null ? { state: 'failed', error } : { next_try_at: next.toISOString(), error })
    .where('id', '=', mail.id)
    .where('tries', '=', mail.tries)
    .execute();
}

/** Takes a mail out that is not needed any more. */
export async function deleteMail(db: Db, mailId: string): Promise<void> {
  await db.deleteFrom('mail').where('id', '=', mailId).execute();
}

/** Newest first, at most `limit`; `before` is the last id of the page before, null for the first. */
export async function listMail(
  db: Db,
  filter: MailFilter,
  page: { readonly limit: number; readonly before: string | null },
): Promise<MailEntry[]> {
  const { state, kind, recipient } = filter;
  let query = db
    .selectFrom('mail')
    .select(['id', 'kind', 'recipient', 'locale', 'state', 'tries'])
    .select(['next_try_at', 'created_at', 'sent_at', 'error'])
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (state !== undefined) query = query.where('state', '=', state);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (recipient !== undefined) query = query.where('recipient_key', '=', emailKey(recipient));
  if (page.before !== null) query = query.where('id', '<', page.before);
  const rows = await query.execute();
  return rows.map(({ next_try_at, created_at, sent_at, ...row }) => ({
    ...row,
    nextTryAt: next_try_at,
    createdAt: created_at,
    sentAt: sent_at,
  }));
}

/** How many mails are in each state. */
export async function countMail(db: Db): Promise<Readonly<Record<MailState, number>>> {
  const rows = await db
    .selectFrom('mail')
    .select('state')
    .select((eb) => eb.fn.countAll().as('count'))
    .groupBy('state')
    .execute();
  const counts = { queued: 0, sent: 0, failed: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** Puts a mail that failed for good back into the queue; false where there is no such mail. */
export async function retryMail(db: Tx, mailId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ state: 'queued', tries: 0, next_try_at: now.toISOString() })
    .where('id', '=', mailId)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}
