import { emailKey } from '../domain/account.ts';
import type { SubscriptionKind } from '../domain/subscription.ts';
import type { Db, Tx } from './database.ts';

/** What a link does for the account that it was made for. */
export type TokenPurpose = 'password-reset' | 'address-confirmation' | SubscriptionKind;

/** A link's account, and the folded address that the link was sent to. */
export interface TokenOwner {
  readonly accountId: string;
  readonly emailKey: string;
}

/** Stores the hash of a new link's secret, and forgets links that are over. */
export async function insertToken(
  db: Tx,
  token: {
    readonly hash: string;
    readonly accountId: string;
    readonly purpose: TokenPurpose;
    readonly email: string;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await db.deleteFrom('account_token').where('expires_at', '<=', now.toISOString()).execute();
  await db
    .insertInto('account_token')
    .values({
      hash: token.hash,
      account_id: token.accountId,
      purpose: token.purpose,
      email_key: emailKey(token.email),
      created_at: now.toISOString(),
      expires_at: token.expiresAt.toISOString(),
    })
    .execute();
}

/** Whom a link is for, while it holds and the account is not shut out. */
export async function findTokenOwner(
  db: Db,
  hash: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<TokenOwner | undefined> {
  const row = await db
    .selectFrom('account_token')
    .innerJoin('account', 'account.id', 'account_token.account_id')
    .select(['account_token.account_id', 'account_token.email_key'])
    .where('account_token.hash', '=', hash)
    .where('account_token.purpose', '=', purpose)
    .where('account_token.expires_at', '>', now.toISOString())
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  return row && { accountId: row.account_id, emailKey: row.email_key };
}

/** Makes every link of these kinds that the account has open nothing any more. */
export async function deleteTokens(
  db: Tx,
  accountId: string,
  purposes: readonly TokenPurpose[],
): Promise<void> {
  await db
    .deleteFrom('account_token')
    .where('account_id', '=', accountId)
    .where('purpose', 'in', purposes)
    .execute();
}
