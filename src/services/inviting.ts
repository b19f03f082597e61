import { emailKey, type Account, type Locale } from '../domain/account.ts';
import { insertAccount, isEmailTaken } from '../store/accounts.ts';
import { confirmEmail } from '../store/addresses.ts';
import { recordEvent } from '../store/audit.ts';
import { addMember, isMemberByEmail } from '../store/cohorts.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  findInvitationByToken,
  findInvitationOf,
  findOpenInvitation,
  insertInvitation,
  renewInvitation,
  setInvitationAccepted,
  setInvitationToken,
  type NewInvitation,
  type OpenInvitation,
} from '../store/invitations.ts';
import type { PasswordGate } from './hashing.ts';
import { hashToken, newToken } from './links.ts';
import { queueMail } from './mailing.ts';

/** Milliseconds for which an invitation can be accepted: time for holidays. */
const INVITATION_LIFE = 14 * 24 * 60 * 60_000;

/**
 * Invites a person to a cohort by mail; they become a member when they accept, never before. One
 * who was invited already gets another mail, and the earlier link opens nothing any more. The
 * address must have been checked.
 */
export async function invite(
  tx: Tx,
  invitation: NewInvitation,
  now: Date,
): Promise<'invited' | 'renewed' | 'already-member'> {
  const { cohortId, email, locale, invitedBy } = invitation;
  if (await isMemberByEmail(tx, cohortId, email)) return 'already-member';
  const known = await findInvitationOf(tx, cohortId, email);
  const expiresAt = new Date(now.getTime() + INVITATION_LIFE);
  if (known !== undefined) await renewInvitation(tx, known.id, invitation, expiresAt);
  const invitationId = known?.id ?? (await insertInvitation(tx, invitation, now, expiresAt));
  const mail = { kind: 'invitation', accountId: null, recipient: email, locale } as const;
  await queueMail(tx, { ...mail, params: { invitationId } }, now);
  const detail = { invitation: invitationId };
  await recordEvent(tx, { actorId: invitedBy, action: 'invited', subject: cohortId, detail }, now);
  return known === undefined ? 'invited' : 'renewed';
}

/** What the mail of an invitation says. */
export interface InvitationMatter {
  readonly token: string;
  readonly invitation: OpenInvitation;
}

/** Makes the link of an invitation; null where it cannot be accepted any more. */
export async function issueInvitation(
  tx: Tx,
  invitationId: string,
  now: Date,
): Promise<InvitationMatter | null> {
  const invitation = await findOpenInvitation(tx, invitationId, now);
  if (invitation === undefined) return null;
  const token = newToken();
  await setInvitationToken(tx, invitationId, hashToken(token) ?? '');
  return { token, invitation };
}

/** The invitation that a link opens; undefined for one that is used, replaced, over or made up. */
export async function findInvitation(
  db: Db,
  token: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const hash = hashToken(token);
  return hash === undefined ? undefined : await findInvitationByToken(db, hash, now);
}

export type AcceptOutcome =
  | { readonly kind: 'joined'; readonly accountId: string }
  /** The link opens nothing any more. */
  | { readonly kind: 'over' }
  /** Somebody with the address has an account: they must sign in with it. */
  | { readonly kind: 'has-account' }
  /** The invitation is for another address than the account's. */
  | { readonly kind: 'other-address' };

/**
 * Accepts for somebody without an account, and makes one with the address that was invited: who has
 * the link reads its mail, so the address counts as confirmed.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function acceptAsNew(
  db: Db,
  gate: PasswordGate,
  person: {
    readonly token: string;
    readonly name: string;
    readonly password: string;
    readonly locale: Locale;
  },
  now: Date,
): Promise<AcceptOutcome> {
  if ((await findInvitation(db, person.token, now)) === undefined) return { kind: 'over' };
  const passwordHash = await gate.hash(person.password);
  return await db.transaction().execute(async (tx): Promise<AcceptOutcome> => {
    // Looked at again: it may have been accepted while the password was hashed.
    const invitation = await findInvitation(tx, person.token, now);
    if (invitation === undefined) return { kind: 'over' };
    const { email } = invitation;
    if (await isEmailTaken(tx, email)) return { kind: 'has-account' };
    const account = { ...person, email, passwordHash, isAdmin: false };
    const accountId = await insertAccount(tx, account, now);
    return await join(tx, invitation, accountId, now);
  });
}

/** Accepts for the person who is signed in, if it is they who were invited. */
export async function acceptWithAccount(
  db: Db,
  account: Pick<Account, 'id' | 'email'>,
  token: string,
  now: Date,
): Promise<AcceptOutcome> {
  return await db.transaction().execute(async (tx): Promise<AcceptOutcome> => {
    const invitation = await findInvitation(tx, token, now);
    if (invitation === undefined) return { kind: 'over' };
    if (emailKey(invitation.email) !== emailKey(account.email)) return { kind: 'other-address' };
    await confirmEmail(tx, account.id, now);
    return await join(tx, invitation, account.id, now);
  });
}

async function join(
  tx: Tx,
  invitation: OpenInvitation,
  accountId: string,
  now: Date,
): Promise<AcceptOutcome> {
  const { id, cohortId, role } = invitation;
  if (!(await setInvitationAccepted(tx, id, now))) return { kind: 'over' };
  await addMember(tx, cohortId, accountId, role, now);
  const event = { actorId: accountId, action: 'invitation-accepted', subject: cohortId } as const;
  await recordEvent(tx, { ...event, detail: { invitation: id } }, now);
  return { kind: 'joined', accountId };
}
