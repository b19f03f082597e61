import { emailKey, type Locale } from '../domain/account.ts';
import { FORGET_AFTER, remainingDelay, type ThrottleKind } from '../domain/throttle.ts';
import { findCredentials } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { clearThrottle, findThrottle, purgeThrottles, recordFailure } from '../store/throttles.ts';
import type { PasswordGate } from './hashing.ts';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** The visitor's network address. */
  readonly address: string;
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly accountId: string; readonly locale: Locale }
  | { readonly kind: 'refused' }
  /** Too many failures; `seconds` to wait before the next try is looked at. */
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Checks an address and a password. Unknown, disabled and wrong give the same answer in the same time.
 * @throws {GateFullError} when too many sign-ins are waiting.
 */
export async function signIn(
  db: Db,
  gate: PasswordGate,
  request: SignInRequest,
  now: Date,
): Promise<SignInOutcome> {
  const seconds = await secondsToWait(db, request, now);
  if (seconds > 0) return { kind: 'wait', seconds };
  const credentials = await findCredentials(db, request.email);
  const matches = await gate.verify(credentials?.passwordHash, request.password);
  if (credentials === undefined || !matches) {
    await recordRefusal(db, request, now);
    return { kind: 'refused' };
  }
  await recordSuccess(db, request, credentials.id, now);
  return { kind: 'signed-in', accountId: credentials.id, locale: credentials.locale };
}

function throttleKeys(request: SignInRequest): readonly (readonly [ThrottleKind, string])[] {
  return [
    ['account', `account:${emailKey(request.email)}`],
    ['address', `address:${request.address}`],
  ];
}

async function secondsToWait(db: Db, request: SignInRequest, now: Date): Promise<number> {
  let delay = 0;
  for (const [kind, key] of throttleKeys(request)) {
    delay = Math.max(delay, remainingDelay(kind, await findThrottle(db, key), now));
  }
  return Math.ceil(delay / 1000);
}

async function recordRefusal(db: Db, request: SignInRequest, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await purgeThrottles(tx, new Date(now.getTime() - FORGET_AFTER));
    for (const [, key] of throttleKeys(request)) await recordFailure(tx, key, now);
    const subject = emailKey(request.email);
    await recordEvent(tx, { actorId: null, action: 'sign-in-failed', subject }, now);
  });
}

async function recordSuccess(
  db: Db,
  request: SignInRequest,
  accountId: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Only the account's count: an attacker with one good account must not clear the address's.
    await clearThrottle(tx, `account:${emailKey(request.email)}`);
    await recordEvent(tx, { actorId: accountId, action: 'signed-in', subject: accountId }, now);
  });
}
