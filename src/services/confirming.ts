import { emailKey, type Locale } from '../domain/account.ts';
import { getPasswordHash, isEmailTaken } from '../store/accounts.ts';
import { deleteTokens, findTokenOwner, insertToken } from '../store/account-tokens.ts';
import {
  confirmEmail,
  findAddressee,
  replaceEmail,
  setPendingEmail,
  type Addressee,
} from '../store/addresses.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import type { QueuedMail } from '../store/mail.ts';
import type { PasswordGate } from './hashing.ts';
import { hashToken, newToken } from './links.ts';
import { queueMail } from './mailing.ts';
import type { PasswordOutcome } from './passwords.ts';
import { noteFailedTry, noteRightPassword, secondsToWait, type PasswordTry } from './throttling.ts';

/** Milliseconds for which the link of a confirmation holds. */
const CONFIRMATION_LIFE = 3 * 24 * 60 * 60_000;

/** Sends the link that confirms an address of the account, its own or the one that is to be. */
export async function queueConfirmation(
  tx: Tx,
  account: { readonly id: string; readonly email: string; readonly locale: Locale },
  now: Date,
): Promise<void> {
  const { email: recipient, id: accountId, locale } = account;
  const mail = { kind: 'address-confirmation', params: {} } as const;
  await queueMail(tx, { ...mail, accountId, recipient, locale }, now);
}

/**
 * Sends the link again.
 * @returns seconds to wait before a further one is sent; 0 when this one was.
 */
export async function askForConfirmation(
  db: Db,
  accountId: string,
  { address, locale }: { readonly address: string; readonly locale: Locale },
  now: Date,
): Promise<number> {
  const person = await findAddressee(db, accountId);
  const email = person === undefined ? null : addressToConfirm(person);
  if (email === null) return 0;
  const seconds = await secondsToWait(db, { address, email }, now, 'mail-');
  if (seconds > 0) return seconds;
  await db.transaction().execute(async (tx) => {
    await noteFailedTry(tx, { address, email }, now, 'mail-');
    await queueConfirmation(tx, { id: accountId, email, locale }, now);
  });
  return 0;
}

/** What the mail of a confirmation says. */
export interface ConfirmationMatter {
  readonly token: string;
  readonly name: string;
  readonly email: string;
}

/** Makes the link of a confirmation; null where the address is confirmed, taken or not wanted. */
export async function issueConfirmation(
  tx: Tx,
  { accountId, recipient }: Pick<QueuedMail, 'accountId' | 'recipient'>,
  now: Date,
): Promise<ConfirmationMatter | null> {
  const person = await findAddressee(tx, accountId ?? '');
  if (person === undefined || !isWaitingFor(person, emailKey(recipient))) return null;
  // Whoever has the address already is not to hear of it; nor is whoever typed it.
  if (person.pendingEmail !== null && (await isEmailTaken(tx, recipient))) return null;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + CONFIRMATION_LIFE);
  const owner = { hash: hashToken(token) ?? '', accountId: person.id, email: recipient };
  await insertToken(tx, { ...owner, purpose: 'address-confirmation', expiresAt }, now);
  return { token, name: person.name, email: recipient };
}

/** A link that can still confirm an address, and whose account it is for. */
export interface Confirmation {
  readonly accountId: string;
  readonly email: string;
}

/** What a link confirms; undefined for one that is used, replaced, over or made up. */
export async function findConfirmation(
  db: Db,
  token: string,
  now: Date,
): Promise<Confirmation | undefined> {
  const hash = hashToken(token);
  if (hash === undefined) return undefined;
  const owner = await findTokenOwner(db, hash, 'address-confirmation', now);
  const person = owner && (await findAddressee(db, owner.accountId));
  if (person === undefined || !isWaitingFor(person, owner?.emailKey)) return undefined;
  return { accountId: person.id, email: person.pendingEmail ?? person.email };
}

export type ConfirmOutcome = 'confirmed' | 'over' | 'other-account' | 'taken';

/**
 * Confirms an address for the account that is signed in. Who only reads the mail, since somebody
 * mistyped their own address, gets nothing by the link.
 */
export async function confirmAddress(
  db: Db,
  accountId: string,
  token: string,
  now: Date,
): Promise<ConfirmOutcome> {
  return await db.transaction().execute(async (tx): Promise<ConfirmOutcome> => {
    const confirmation = await findConfirmation(tx, token, now);
    if (confirmation === undefined) return 'over';
    if (confirmation.accountId !== accountId) return 'other-account';
    const person = await findAddressee(tx, accountId);
    const isChange = person?.pendingEmail !== null;
    if (isChange && (await isEmailTaken(tx, confirmation.email))) return 'taken';
    if (isChange) await replaceEmail(tx, accountId, confirmation.email, now);
    else await confirmEmail(tx, accountId, now);
    await deleteTokens(tx, accountId, ['address-confirmation', 'password-reset']);
    const action = isChange ? 'address-changed' : 'address-confirmed';
    await recordEvent(tx, { actorId: accountId, action, subject: accountId }, now);
    return 'confirmed';
  });
}

export interface AddressChange extends PasswordTry {
  readonly accountId: string;
  readonly current: string;
  /** The address that is to be. */
  readonly next: string;
  readonly locale: Locale;
}

/**
 * Asks for another address, which takes the place of the old one when it is confirmed. The old one
 * is told at once, while its owner can still do something about it. The answer does not say whether
 * somebody else has the new one. Wrong passwords count as failed sign-ins do.
 * @throws {GateFullError} when too many passwords are being checked.
 */
export async function changeAddress(
  db: Db,
  gate: PasswordGate,
  change: AddressChange,
  now: Date,
): Promise<PasswordOutcome> {
  const seconds = await secondsToWait(db, change, now);
  if (seconds > 0) return { kind: 'wait', seconds };
  const { accountId } = change;
  if (!(await gate.verify(await getPasswordHash(db, accountId), change.current))) {
    await db.transaction().execute(async (tx) => {
      await noteFailedTry(tx, change, now);
      const event = { actorId: accountId, subject: accountId };
      await recordEvent(tx, { ...event, action: 'password-refused' }, now);
    });
    return { kind: 'wrong' };
  }
  await db.transaction().execute(async (tx) => {
    await noteRightPassword(tx, change.email);
    await queueChange(tx, change, now);
  });
  return { kind: 'changed' };
}

async function queueChange(tx: Tx, change: AddressChange, now: Date): Promise<void> {
  const { accountId, locale, next } = change;
  const person = await findAddressee(tx, accountId);
  if (person === undefined) return;
  // The address that there is: nothing is to change after all.
  const isBack = emailKey(next) === emailKey(person.email);
  await setPendingEmail(tx, accountId, isBack ? null : next);
  await deleteTokens(tx, accountId, ['address-confirmation']);
  if (isBack) return;
  await queueConfirmation(tx, { id: accountId, email: next, locale }, now);
  const event = { actorId: accountId, action: 'address-change-asked', subject: accountId } as const;
  await recordEvent(tx, event, now);
  // An address that was never confirmed may be a stranger's.
  if (!person.isConfirmed) return;
  const notice = { kind: 'address-change', accountId, recipient: person.email } as const;
  await queueMail(tx, { ...notice, locale: person.locale, params: { next } }, now);
}

/** The address that waits to be confirmed; null where none does. */
function addressToConfirm({ email, isConfirmed, pendingEmail }: Addressee): string | null {
  return pendingEmail ?? (isConfirmed ? null : email);
}

function isWaitingFor(person: Addressee, key: string | undefined): boolean {
  const email = addressToConfirm(person);
  return email !== null && emailKey(email) === key;
}
