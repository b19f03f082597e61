import type { Selectable } from 'kysely';
import type { ApiScope } from '../domain/api-token.ts';
import { teachesExpression } from './accounts.ts';
import type { ApiTokenTable } from './api-token-tables.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import { newId } from './ids.ts';

export interface NewApiToken {
  readonly accountId: string;
  readonly name: string;
  readonly digest: string;
  readonly scopes: readonly ApiScope[];
  /** Ids; null for every cohort that the owner may see. */
  readonly cohorts: readonly string[] | null;
  readonly expiresAt: Date;
}

/** A token as lists show it. */
export interface ApiToken extends Omit<NewApiToken, 'digest'> {
  readonly id: string;
  readonly ownerName: string;
  readonly createdAt: Date;
  /** `YYYY-MM-DD`; null where it was never used. */
  readonly lastUsedOn: string | null;
  readonly revokedAt: Date | null;
}

/** Somebody who reads with a token: no more than its owner may at this moment. */
export interface TokenBearer {
  readonly tokenId: string;
  readonly accountId: string;
  readonly isAdmin: boolean;
  /** Instructor of at least one cohort. */
  readonly teaches: boolean;
  readonly scopes: ReadonlySet<ApiScope>;
  /** Ids; null for no limit but the owner's. */
  readonly cohorts: readonly string[] | null;
  readonly lastUsedOn: string | null;
}

export async function insertApiToken(db: Tx, token: NewApiToken, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto('api_token')
    .values({
      id,
      digest: token.digest,
      account_id: token.accountId,
      name: token.name,
      scopes: JSON.stringify(token.scopes),
      cohorts: token.cohorts === null ? null : JSON.stringify(token.cohorts),
      created_at: now.toISOString(),
      expires_at: token.expiresAt.toISOString(),
      last_used_on: null,
      revoked_at: null,
    })
    .execute();
  return id;
}

const selectBearer = compileOnce((db) =>
  db
    .selectFrom('api_token')
    .innerJoin('account', 'account.id', 'api_token.account_id')
    .select(['api_token.id', 'account_id', 'scopes', 'cohorts', 'last_used_on', 'is_admin'])
    .select(teachesExpression.as('teaches'))
    .where('digest', '=', '')
    .where('expires_at', '>', '')
    .where('revoked_at', 'is', null)
    .where('account.disabled_at', 'is', null),
);

/** Who holds the token with this digest; undefined where it, or its owner, is no longer good. */
export async function findBearer(
  db: Db,
  digest: string,
  now: Date,
): Promise<TokenBearer | undefined> {
  const [row] = await selectBearer(db, [digest, now.toISOString()]);
  return (
    row && {
      tokenId: row.id,
      accountId: row.account_id,
      isAdmin: row.is_admin === 1,
      teaches: Boolean(row.teaches),
      ...limitsOf(row),
      scopes: new Set(limitsOf(row).scopes),
      lastUsedOn: row.last_used_on,
    }
  );
}

/** Notes the day of a use; `day` is `YYYY-MM-DD`. */
export async function noteTokenUse(db: Db, tokenId: string, day: string): Promise<void> {
  await db.updateTable('api_token').set({ last_used_on: day }).where('id', '=', tokenId).execute();
}

/** Tokens, newest first: of one owner, or everybody's where `accountId` is null. */
export async function listApiTokens(
  db: Db,
  accountId: string | null,
  limit: number,
): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_token')
    .innerJoin('account', 'account.id', 'api_token.account_id')
    .selectAll('api_token')
    .select('account.name as owner_name')
    .$if(accountId !== null, (query) => query.where('account_id', '=', accountId))
    .orderBy('api_token.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toToken);
}

/**
 * Ends a token; `accountId` is the owner it must have, null for any.
 * @returns its name; undefined where there is no such token that still works.
 */
export async function revokeApiToken(
  db: Tx,
  tokenId: string,
  accountId: string | null,
  now: Date,
): Promise<{ readonly name: string; readonly accountId: string } | undefined> {
  return await db
    .updateTable('api_token')
    .set({ revoked_at: now.toISOString() })
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .$if(accountId !== null, (query) => query.where('account_id', '=', accountId))
    .returning(['name', 'account_id as accountId'])
    .executeTakeFirst();
}

/** Written by `insertApiToken`. */
function limitsOf(row: Pick<ApiTokenTable, 'scopes' | 'cohorts'>) {
  return {
    scopes: JSON.parse(row.scopes) as ApiScope[],
    cohorts: row.cohorts === null ? null : (JSON.parse(row.cohorts) as string[]),
  };
}

function toToken(row: Selectable<ApiTokenTable> & { owner_name: string }): ApiToken {
  return {
    id: row.id,
    accountId: row.account_id,
    ownerName: row.owner_name,
    name: row.name,
    ...limitsOf(row),
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at),
  };
}
