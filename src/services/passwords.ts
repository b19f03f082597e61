import { getPasswordHash, setPasswordHash } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import type { PasswordGate } from './hashing.ts';

/**
 * Changes a password and ends every session of the account; false when `current` is wrong.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function changePassword(
  db: Db,
  gate: PasswordGate,
  change: { readonly accountId: string; readonly current: string; readonly next: string },
  now: Date,
): Promise<boolean> {
  const { accountId } = change;
  const stored = await getPasswordHash(db, accountId);
  if (!(await gate.verify(stored, change.current))) return false;
  const hash = await gate.hash(change.next);
  await db.transaction().execute(async (tx) => {
    await setPasswordHash(tx, accountId, hash);
    await deleteSessionsOf(tx, accountId);
    const event = { actorId: accountId, subject: accountId };
    await recordEvent(tx, { ...event, action: 'password-changed' }, now);
  });
  return true;
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
    await recordEvent(tx, { actorId: null, action: 'password-set', subject: accountId }, now);
  });
}
