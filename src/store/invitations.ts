import { emailKey, type Locale } from '../domain/account.ts';
import type { CohortRole } from './cohorts.ts';
import type { Db, Tx } from './database.ts';
import { newId } from './ids.ts';

export interface NewInvitation {
  readonly cohortId: string;
  readonly email: string;
  readonly name: string;
  readonly role: CohortRole;
  readonly locale: Locale;
  /** Null from the command line. */
  readonly invitedBy: string | null;
}

/** An invitation that can still be accepted. */
export interface OpenInvitation {
  readonly id: string;
  readonly cohortId: string;
  readonly cohort: string;
  readonly email: string;
  readonly name: string;
  readonly role: CohortRole;
  readonly locale: Locale;
  /** Name of whoever invited; null where nobody of that account is left. */
  readonly inviter: string | null;
  readonly expiresAt: Date;
}

export async function findInvitationOf(
  db: Db,
  cohortId: string,
  email: string,
): Promise<{ id: string } | undefined> {
  return await db
    .selectFrom('invitation')
    .select('id')
    .where('cohort_id', '=', cohortId)
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
}

export async function insertInvitation(
  db: Tx,
  invitation: NewInvitation,
  now: Date,
  expiresAt: Date,
): Promise<string> {
  const id = newId();
  await db
    .insertInto('invitation')
    .values({
      id,
      cohort_id: invitation.cohortId,
      email_key: emailKey(invitation.email),
      created_at: now.toISOString(),
      ...valuesOf(invitation, expiresAt),
    })
    .execute();
  return id;
}

/** Opens an invitation again, with what it says now; its earlier link opens nothing any more. */
export async function renewInvitation(
  db: Tx,
  id: string,
  invitation: NewInvitation,
  expiresAt: Date,
): Promise<void> {
  await db
    .updateTable('invitation')
    .set(valuesOf(invitation, expiresAt))
    .where('id', '=', id)
    .execute();
}

function valuesOf({ email, name, role, locale, invitedBy }: NewInvitation, expiresAt: Date) {
  return {
    email: email.trim(),
    name,
    role,
    locale,
    invited_by: invitedBy,
    token_hash: null,
    expires_at: expiresAt.toISOString(),
    accepted_at: null,
  };
}

export async function setInvitationToken(db: Tx, id: string, hash: string): Promise<void> {
  await db.updateTable('invitation').set({ token_hash: hash }).where('id', '=', id).execute();
}

/** The invitation with this id, while it can be accepted. */
export async function findOpenInvitation(
  db: Db,
  id: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const row = await openInvitations(db, now).where('invitation.id', '=', id).executeTakeFirst();
  return row && toOpenInvitation(row);
}

/** The invitation that a link opens, while it can be accepted. */
export async function findInvitationByToken(
  db: Db,
  hash: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const row = await openInvitations(db, now)
    .where('invitation.token_hash', '=', hash)
    .executeTakeFirst();
  return row && toOpenInvitation(row);
}

/** Takes the invitation, once; false where somebody did before. */
export async function setInvitationAccepted(db: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ accepted_at: now.toISOString() })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

function openInvitations(db: Db, now: Date) {
  return db
    .selectFrom('invitation')
    .innerJoin('cohort', 'cohort.id', 'invitation.cohort_id')
    .leftJoin('account as inviter', 'inviter.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.cohort_id', 'invitation.email', 'invitation.name'])
    .select(['invitation.role', 'invitation.locale', 'invitation.expires_at'])
    .select(['cohort.name as cohort', 'inviter.name as inviter'])
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.expires_at', '>', now.toISOString())
    .where('cohort.archived_at', 'is', null);
}

function toOpenInvitation(row: {
  id: string;
  cohort_id: string;
  cohort: string;
  email: string;
  name: string;
  role: CohortRole;
  locale: string;
  inviter: string | null;
  expires_at: string;
}): OpenInvitation {
  const { id, cohort, email, name, role, inviter } = row;
  return {
    id,
    cohort,
    email,
    name,
    role,
    inviter,
    cohortId: row.cohort_id,
    locale: row.locale as Locale,
    expiresAt: new Date(row.expires_at),
  };
}
