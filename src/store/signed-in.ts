import type { Db, Tx } from './database.ts';

/** Somebody who is signed in somewhere. The session's id is nobody's to see. */
export interface SignedIn {
  readonly accountId: string;
  readonly name: string;
  /** ISO instant of signing in. */
  readonly since: string;
  /** When the session ends unless its owner comes back. */
  readonly until: string;
}

/** Where a page of the list goes on: after this session. */
export interface SignedInPlace {
  readonly since: string;
  readonly accountId: string;
}

/** Sessions that have not ended, newest first, at most `limit`; `after` null for the first page. */
export async function listSignedIn(
  db: Db,
  now: Date,
  { limit, after }: { readonly limit: number; readonly after: SignedInPlace | null },
): Promise<SignedIn[]> {
  return await sessionsUnderWay(db, now)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('session.created_at', 'session.account_id'),
          '<',
          eb.tuple(after?.since ?? '', after?.accountId ?? ''),
        ),
      ),
    )
    .limit(limit)
    .execute();
}

/** The sessions of one person that have not ended, newest first. */
export async function listSessionsOf(db: Db, accountId: string, now: Date): Promise<SignedIn[]> {
  return await sessionsUnderWay(db, now).where('session.account_id', '=', accountId).execute();
}

export async function countSignedIn(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('session')
    .select((eb) => eb.fn.count('account_id').distinct().as('count'))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Ends the sessions of a person, or the one that began at `since`; gives how many there were. */
export async function endSessionsOf(
  db: Tx,
  accountId: string,
  since: string | null,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .$if(since !== null, (query) => query.where('created_at', '=', since ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function sessionsUnderWay(db: Db, now: Date) {
  return db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.account_id as accountId', 'account.name'])
    .select(['session.created_at as since', 'session.expires_at as until'])
    .where('session.expires_at', '>', now.toISOString())
    .orderBy('session.created_at', 'desc')
    .orderBy('session.account_id', 'desc');
}
