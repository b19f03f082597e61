import { emailKey, type Locale } from '../domain/account.ts';
import type { Db, Tx } from './database.ts';

/** An account that mail may go to, or is to go to. */
export interface Addressee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  /** Whether mail to `email` is known to reach them. */
  readonly isConfirmed: boolean;
  /** The address that takes the place of `email` once it is confirmed. */
  readonly pendingEmail: string | null;
}

/** An account that is not shut out. */
export async function findAddressee(db: Db, accountId: string): Promise<Addressee | undefined> {
  const row = await addressees(db).where('id', '=', accountId).executeTakeFirst();
  return row && toAddressee(row);
}

/** The account with this address, if it is not shut out. */
export async function findAddresseeByEmail(db: Db, email: string): Promise<Addressee | undefined> {
  const row = await addressees(db).where('email_key', '=', emailKey(email)).executeTakeFirst();
  return row && toAddressee(row);
}

function addressees(db: Db) {
  return db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'locale', 'email_confirmed_at', 'pending_email'])
    .where('disabled_at', 'is', null);
}

function toAddressee(row: {
  id: string;
  name: string;
  email: string;
  locale: string;
  email_confirmed_at: string | null;
  pending_email: string | null;
}): Addressee {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    locale: row.locale as Locale,
    isConfirmed: row.email_confirmed_at !== null,
    pendingEmail: row.pending_email,
  };
}

/** Notes that mail to the account's address reaches its owner; an earlier note stays. */
export async function confirmEmail(db: Tx, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable('account')
    .set({ email_confirmed_at: now.toISOString() })
    .where('id', '=', accountId)
    .where('email_confirmed_at', 'is', null)
    .execute();
}

/** The address that is to replace the account's own; null for none. */
export async function setPendingEmail(
  db: Tx,
  accountId: string,
  email: string | null,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ pending_email: email?.trim() ?? null })
    .where('id', '=', accountId)
    .execute();
}

/** Puts a confirmed address in the place of the account's own. @throws when it is taken. */
export async function replaceEmail(
  db: Tx,
  accountId: string,
  email: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('account')
    .set({
      email,
      email_key: emailKey(email),
      email_confirmed_at: now.toISOString(),
      pending_email: null,
    })
    .where('id', '=', accountId)
    .execute();
}
