import { getPasswordHash, setPasswordHash } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import type { PasswordGate } from './hashing.ts';
import { queueNotice } from './mailing.ts';
import { noteFailedTry, noteRightPassword, secondsToWait, type PasswordTry } from './throttling.ts';

export interface PasswordChange extends PasswordTry {
  readonly accountId: string;
  readonly current: string;
  readonly next: string;
}

export type PasswordOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'wrong' }
  /** Too many failures; `seconds` to wait before the next try is looked at. */
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Changes a password and ends every session of the account. Wrong tries count as failed sign-ins
 * do, since whoever holds a stolen session would guess here.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function changePassword(
  db: Db,
  gate: PasswordGate,
  change: PasswordChange,
  now: Date,
): Promise<PasswordOutcome> {
  const seconds = await secondsToWait(db, change, now);
  if (seconds > 0) return { kind: 'wait', seconds };
  const { accountId } = change;
  const stored = await getPasswordHash(db, accountId);
  if (!(await gate.verify(stored, change.current))) {
    await recordWrongPassword(db, change, now);
    return { kind: 'wrong' };
  }
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

async function recordWrongPassword(db: Db, change: PasswordChange, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await noteFailedTry(tx, change, now);
    const event = { actorId: change.accountId, subject: change.accountId };
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
