import { emailKey } from '../domain/account.ts';
import { FORGET_AFTER, remainingDelay, type ThrottleKind } from '../domain/throttle.ts';
import type { Db, Tx } from '../store/database.ts';
import { clearThrottle, findThrottle, purgeThrottles, recordFailure } from '../store/throttles.ts';

/** Who tries a password: both are slowed down by failures. */
export interface PasswordTry {
  readonly email: string;
  /** The visitor's network address. */
  readonly address: string;
}

/** What is counted: tries at a password, or mails that were asked for. */
type Counted = '' | 'mail-';

/** Seconds until a further try is looked at; 0 for at once. */
export async function secondsToWait(
  db: Db,
  attempt: PasswordTry,
  now: Date,
  counted: Counted = '',
): Promise<number> {
  let delay = 0;
  for (const [kind, key] of throttleKeys(attempt, counted)) {
    delay = Math.max(delay, remainingDelay(kind, await findThrottle(db, key), now));
  }
  return Math.ceil(delay / 1000);
}

/** Counts a failed try (or a mail), and forgets those of long ago. */
export async function noteFailedTry(
  tx: Tx,
  attempt: PasswordTry,
  now: Date,
  counted: Counted = '',
): Promise<void> {
  await purgeThrottles(tx, new Date(now.getTime() - FORGET_AFTER));
  for (const [, key] of throttleKeys(attempt, counted)) await recordFailure(tx, key, now);
}

/**
 * Forgets the account's failures after a right password. The address keeps its own: an attacker
 * with one good account must not clear it.
 */
export async function noteRightPassword(tx: Tx, email: string): Promise<void> {
  await clearThrottle(tx, accountThrottle(email));
}

function throttleKeys(
  attempt: PasswordTry,
  counted: Counted,
): readonly (readonly [ThrottleKind, string])[] {
  return [
    [`${counted}account`, `${counted}${accountThrottle(attempt.email)}`],
    [`${counted}address`, `${counted}address:${attempt.address}`],
  ];
}

/** The key under which failures of an account are counted. */
export function accountThrottle(email: string): string {
  return `account:${emailKey(email)}`;
}
