import { sql, type Expression } from 'kysely';
import {
  emailKey,
  type Account,
  type Locale,
  type Preferences,
  type QuizLayout,
  type TextSize,
} from '../domain/account.ts';
import type { AccountTable, Db } from './database.ts';
import { newId } from './ids.ts';

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly isAdmin: boolean;
  readonly locale: Locale;
  /** False where nobody has vouched for the address yet; otherwise it counts as confirmed. */
  readonly isConfirmed?: boolean;
}

/** A row of the people page. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isAdmin: boolean;
  readonly disabled: boolean;
  readonly createdAt: string;
}

/** True for accounts that teach some cohort; written into queries on `account`. */
export const teachesExpression = sql<number>`exists (
  select 1 from membership where membership.account_id = account.id and membership.role = 'instructor'
)`;

/** @throws when the address is taken (unique index on the folded address). */
export async function insertAccount(db: Db, account: NewAccount, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto('account')
    .values({
      id,
      email: account.email.trim(),
      email_key: emailKey(account.email),
      name: account.name,
      password_hash: account.passwordHash,
      is_admin: account.isAdmin ? 1 : 0,
      disabled_at: null,
      locale: account.locale,
      text_size: 'normal',
      quiz_layout: 'one',
      created_at: now.toISOString(),
      email_confirmed_at: account.isConfirmed === false ? null : now.toISOString(),
    })
    .execute();
  return id;
}

/** What signing in needs; undefined for an unknown or disabled account. */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<{ id: string; passwordHash: string; locale: Locale } | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'password_hash', 'locale'])
    .where('email_key', '=', emailKey(email))
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { id: row.id, passwordHash: row.password_hash, locale: row.locale as Locale };
}

export async function isEmailTaken(db: Db, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
  return row !== undefined;
}

export async function getPasswordHash(db: Db, accountId: string): Promise<string> {
  const row = await db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return row.password_hash;
}

export async function setPasswordHash(db: Db, accountId: string, hash: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ password_hash: hash })
    .where('id', '=', accountId)
    .execute();
}

export async function setPreferences(
  db: Db,
  accountId: string,
  preferences: Preferences & { readonly name: string },
): Promise<void> {
  await db
    .updateTable('account')
    .set({
      name: preferences.name,
      locale: preferences.locale,
      text_size: preferences.textSize,
      quiz_layout: preferences.quizLayout,
    })
    .where('id', '=', accountId)
    .execute();
}

export async function setAdmin(db: Db, accountId: string, isAdmin: boolean): Promise<void> {
  await db
    .updateTable('account')
    .set({ is_admin: isAdmin ? 1 : 0 })
    .where('id', '=', accountId)
    .execute();
}

/** `at` null enables the account again. */
export async function setDisabled(db: Db, accountId: string, at: Date | null): Promise<void> {
  await db
    .updateTable('account')
    .set({ disabled_at: at?.toISOString() ?? null })
    .where('id', '=', accountId)
    .execute();
}

export async function countAdmins(db: Db): Promise<number> {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('is_admin', '=', 1)
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function countAccounts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export const PERSON_ROLES = ['admin', 'instructor', 'other'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Which people are looked for. */
export interface PeopleFilter {
  /** Part of the name or of the address; empty for any. */
  readonly search: string;
  readonly role: PersonRole | null;
  readonly disabled: boolean | null;
}

/** People by name; at most `limit` from `offset`. */
export async function listPeople(
  db: Db,
  { search, role, disabled }: PeopleFilter,
  limit: number,
  offset: number,
): Promise<Person[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'is_admin', 'disabled_at', 'created_at'])
    .$if(search !== '', (query) =>
      query.where((eb) =>
        eb.or([contains(eb.ref('email_key'), emailKey(search)), contains(eb.ref('name'), search)]),
      ),
    )
    .$if(role === 'admin', (query) => query.where('is_admin', '=', 1))
    .$if(role === 'instructor', (query) => query.where(sql<boolean>`${teachesExpression}`))
    .$if(role === 'other', (query) =>
      query.where('is_admin', '=', 0).where(sql<boolean>`not ${teachesExpression}`),
    )
    .$if(disabled !== null, (query) =>
      query.where('disabled_at', disabled === true ? 'is not' : 'is', null),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toPerson);
}

export async function findPerson(db: Db, accountId: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'is_admin', 'disabled_at', 'created_at'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row && toPerson(row);
}

export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'is_admin', 'disabled_at', 'created_at'])
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
  return row && toPerson(row);
}

/** The columns that make an {@link Account}, as read by {@link toAccount}. */
export type AccountRow = Pick<
  AccountTable,
  'name' | 'email' | 'email_confirmed_at' | 'is_admin' | 'locale' | 'text_size' | 'quiz_layout'
> & { account_id: string; teaches: number };

export function toAccount(row: AccountRow): Account {
  return {
    id: row.account_id,
    name: row.name,
    email: row.email,
    isAdmin: row.is_admin === 1,
    isConfirmed: row.email_confirmed_at !== null,
    teaches: Boolean(row.teaches),
    locale: row.locale as Locale,
    textSize: row.text_size as TextSize,
    quizLayout: row.quiz_layout as QuizLayout,
  };
}

function toPerson(
  row: Pick<AccountTable, 'id' | 'name' | 'email' | 'is_admin' | 'disabled_at' | 'created_at'>,
): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    isAdmin: row.is_admin === 1,
    disabled: row.disabled_at !== null,
    createdAt: row.created_at,
  };
}

/** True where the column holds `text`; `%` and `_` are looked for as they are. */
function contains(column: Expression<string>, text: string) {
  const pattern = `%${text.replaceAll(/[%_!]/g, (mark) => `!${mark}`)}%`;
  return sql<boolean>`${column} like ${pattern} escape '!'`;
}
