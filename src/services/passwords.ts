import { getPasswordHash, setPasswordHash } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import type { PasswordGate } from './hashing.ts';
import { queueNotice } from './mailing.ts';
import { noteFailedTry, noteRightPassword, secondsToWait, type PasswordTry } from './throttling.ts';

/** A signed-in person types their password again, since somebody else may sit at the device. */
export interface OwnPasswordTry extends PasswordTry {
  readonly accountId: string;
  readonly current: string;
}

export interface PasswordChange extends OwnPasswordTry {
  readonly next: string;
}

type PasswordRefusal =
  | { readonly kind: 'wrong' }
  /** Too many failures; `seconds` to wait before the next try is looked at. */
  | { readonly kind: 'wait'; readonly seconds: number };

export type PasswordCheck = PasswordRefusal | { readonly kind: 'right' };
export type PasswordOutcome = PasswordRefusal | { readonly kind: 'changed' };

/**
 * Checks the password of somebody who is signed in. Wrong tries count as failed sign-ins do, since
 * whoever holds a stolen session would guess here.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function checkOwnPassword(
  db: Db,
  gate: PasswordGate,
  attempt: OwnPasswordTry,
  now: Date,
): Promise<PasswordCheck> {
  const seconds = await secondsToWait(db, attempt, now);
  if (seconds > 0) return { kind: 'wait', seconds };
  const stored = await getPasswordHash(db, attempt.accountId);
  if (await gate.verify(stored, attempt.current)) return { kind: 'right' };
  await recordWrongPassword(db, attempt, now);
  return { kind: 'wrong' };
}

/**
 * Changes a password and ends every session of the account.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function changePassword(
  db: Db,
  gate: PasswordGate,
  change: PasswordChange,
  now: Date,
): Promise<PasswordOutcome> {
  const check = await checkOwnPassword(db, gate, change, now);
  if (check.kind !== 'right') return check;
  const { accountId } = change;
  const hash = await gate.hash(change.next);
  await db.transaction().execute(async (tx) => {
    await noteRightPassword(tx, change.email);
    await setPasswordHash(tx, accountId, hash);
    await deleteSessionsOf(tx, accountId);
    await queueNotice(tx, accountId, 'password-changed', now);
    const event = { actorId: accountId, subject: accountId };
    await recordEvent(tx, { ...event, action: 'password-changed' }, now);
  });
  return { kind: 'changed' };
}

async function recordWrongPassword(db: Db, attempt: OwnPasswordTry, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await noteFailedTry(tx, attempt, now);
    const event = { actorId: attempt.accountId, subject: attempt.accountId };
    await recordEvent(tx, { ...event, action: 'password-refused' }, now);
  });
}

/** Sets a password from the command line, ending every session of the account. */
export async function setPassword(
  db: Db,
  gate: PasswordGate,
  accountId: string,
  password: string,
  now: Date,
): Promise<void> {
  const hash = await gate.hash(password);
  await db.transaction().execute(async (tx) => {
    await setPasswordHash(tx, accountId, hash);
    await deleteSessionsOf(tx, accountId);
    await queueNotice(tx, accountId, 'password-changed', now);
    await recordEvent(tx, { actorId: null, action: 'password-set', subject: accountId }, now);
  });
}
