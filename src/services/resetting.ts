import { emailKey, type Locale } from '../domain/account.ts';
import { setPasswordHash } from '../store/accounts.ts';
import { deleteTokens, findTokenOwner, insertToken } from '../store/account-tokens.ts';
import {
  confirmEmail,
  findAddressee,
  findAddresseeByEmail,
  type Addressee,
} from '../store/addresses.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import type { QueuedMail } from '../store/mail.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import type { PasswordGate } from './hashing.ts';
import { hashToken, newToken } from './links.ts';
import { queueMail, queueNotice } from './mailing.ts';
import { noteFailedTry, noteRightPassword, secondsToWait, type PasswordTry } from './throttling.ts';

/** Milliseconds for which the link of a reset holds. */
const RESET_LIFE = 60 * 60_000;

export interface ResetRequest extends PasswordTry {
  readonly locale: Locale;
}

/**
 * Takes a request for a link that sets a new password. Whether anybody has the address is looked up
 * only when the mail is to go: nothing here differs, neither the answer nor the work for it.
 * @returns seconds to wait before a further request is taken; 0 when this one was.
 */
export async function askForReset(db: Db, request: ResetRequest, now: Date): Promise<number> {
  const seconds = await secondsToWait(db, request, now, 'mail-');
  if (seconds > 0) return seconds;
  const { email: recipient, locale } = request;
  await db.transaction().execute(async (tx) => {
    await noteFailedTry(tx, request, now, 'mail-');
    const mail = { kind: 'password-reset', accountId: null, params: {} } as const;
    await queueMail(tx, { ...mail, recipient, locale }, now);
    const event = { actorId: null, action: 'reset-asked', subject: emailKey(recipient) } as const;
    await recordEvent(tx, event, now);
  });
  return 0;
}

/**
 * Sends a person the link, because an admin vouches for their address, confirmed or not.
 * @returns false where the account is shut out or not there.
 */
export async function startReset(
  tx: Tx,
  actorId: string,
  accountId: string,
  now: Date,
): Promise<boolean> {
  const person = await findAddressee(tx, accountId);
  if (person === undefined) return false;
  const { email: recipient, locale } = person;
  await queueMail(tx, { kind: 'password-reset', accountId, recipient, locale, params: {} }, now);
  await recordEvent(tx, { actorId, action: 'reset-asked', subject: accountId }, now);
  return true;
}

/** What the mail of a reset says. */
export interface ResetMatter {
  readonly token: string;
  readonly name: string;
}

/** Makes the link of a reset; null where there is nobody to send it to. */
export async function issueReset(
  tx: Tx,
  mail: Pick<QueuedMail, 'accountId' | 'recipient'>,
  now: Date,
): Promise<ResetMatter | null> {
  const person = await recipientOf(tx, mail);
  if (person === undefined) return null;
  const { email, id: accountId, name } = person;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + RESET_LIFE);
  const hash = hashToken(token) ?? '';
  await insertToken(tx, { hash, accountId, purpose: 'password-reset', email, expiresAt }, now);
  return { token, name };
}

/** Who asks by themselves must have confirmed the address; it may be somebody else's by mistake. */
async function recipientOf(
  tx: Tx,
  { accountId, recipient }: Pick<QueuedMail, 'accountId' | 'recipient'>,
): Promise<Addressee | undefined> {
  if (accountId === null) {
    const person = await findAddresseeByEmail(tx, recipient);
    return person?.isConfirmed === true ? person : undefined;
  }
  const person = await findAddressee(tx, accountId);
  return person?.email === recipient ? person : undefined;
}

/** Whose password a link sets; undefined for one that is used, over or made up. */
export async function findReset(db: Db, token: string, now: Date): Promise<Addressee | undefined> {
  const hash = hashToken(token);
  const owner = hash && (await findTokenOwner(db, hash, 'password-reset', now));
  if (owner === undefined || owner === '') return undefined;
  const person = await findAddressee(db, owner.accountId);
  // A link that went to an address of before opens nothing.
  return person !== undefined && emailKey(person.email) === owner.emailKey ? person : undefined;
}

/**
 * Sets a new password, once, and ends every session and every such link of the account.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function completeReset(
  db: Db,
  gate: PasswordGate,
  { token, password }: { readonly token: string; readonly password: string },
  now: Date,
): Promise<'done' | 'over'> {
  if ((await findReset(db, token, now)) === undefined) return 'over';
  const passwordHash = await gate.hash(password);
  return await db.transaction().execute(async (tx): Promise<'done' | 'over'> => {
    // Looked at again: it may have been used while the password was hashed.
    const person = await findReset(tx, token, now);
    if (person === undefined) return 'over';
    const { email, id } = person;
    await setPasswordHash(tx, id, passwordHash);
    await deleteTokens(tx, id, ['password-reset']);
    await deleteSessionsOf(tx, id);
    await confirmEmail(tx, id, now);
    await noteRightPassword(tx, email);
    await queueNotice(tx, id, 'password-changed', now);
    await recordEvent(tx, { actorId: id, action: 'password-reset', subject: id }, now);
    return 'done';
  });
}
