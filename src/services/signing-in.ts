import { emailKey, type Locale } from '../domain/account.ts';
import { findCredentials } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import type { PasswordGate } from './hashing.ts';
import { noteFailedTry, noteRightPassword, secondsToWait, type PasswordTry } from './throttling.ts';

export interface SignInRequest extends PasswordTry {
  readonly password: string;
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

async function recordRefusal(db: Db, request: SignInRequest, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await noteFailedTry(tx, request, now);
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
    await noteRightPassword(tx, request.email);
    await recordEvent(tx, { actorId: accountId, action: 'signed-in', subject: accountId }, now);
  });
}
