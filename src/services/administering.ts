import type { Locale } from '../domain/account.ts';
import {
  countAdmins,
  findPerson,
  insertAccount,
  setAdmin,
  setDisabled,
  type Person,
} from '../store/accounts.ts';
import { recordEvent, type AuditAction } from '../store/audit.ts';
import {
  insertCohort,
  removeMember,
  setMemberRole,
  updateCohort,
  type CohortRole,
} from '../store/cohorts.ts';
import type { Db, Tx } from '../store/database.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import type { PasswordGate } from './hashing.ts';
import { newJoinCode } from './join-codes.ts';

/** Makes an account (command line and first set-up); the address must be free. */
export async function createAccount(
  db: Db,
  gate: PasswordGate,
  account: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    readonly isAdmin: boolean;
    readonly locale: Locale;
  },
  now: Date,
): Promise<string> {
  const passwordHash = await gate.hash(account.password);
  return await db.transaction().execute(async (tx) => {
    const id = await insertAccount(tx, { ...account, passwordHash }, now);
    await recordEvent(tx, { actorId: null, action: 'account-created', subject: id }, now);
    return id;
  });
}

export type RoleOutcome = 'done' | 'missing' | 'last-admin';

/** Grants or takes the admin role and signs the person out, so that no old session keeps old rights. */
export async function changeAdmin(
  db: Db,
  actorId: string,
  accountId: string,
  isAdmin: boolean,
  now: Date,
): Promise<RoleOutcome> {
  return await changeAccount(db, actorId, accountId, now, {
    isDone: (person) => person.isAdmin === isAdmin,
    removesAdmin: !isAdmin,
    action: isAdmin ? 'admin-granted' : 'admin-revoked',
    apply: (tx) => setAdmin(tx, accountId, isAdmin),
  });
}

/** Shuts an account out, or lets it in again. */
export async function changeDisabled(
  db: Db,
  actorId: string,
  accountId: string,
  disabled: boolean,
  now: Date,
): Promise<RoleOutcome> {
  return await changeAccount(db, actorId, accountId, now, {
    isDone: (person) => person.disabled === disabled,
    removesAdmin: disabled,
    action: disabled ? 'account-disabled' : 'account-enabled',
    apply: (tx) => setDisabled(tx, accountId, disabled ? now : null),
  });
}

interface AccountChange {
  /** Nothing happens then: nobody is signed out, nothing is recorded. */
  readonly isDone: (person: Person) => boolean;
  readonly removesAdmin: boolean;
  readonly action: AuditAction;
  readonly apply: (tx: Tx) => Promise<void>;
}

async function changeAccount(
  db: Db,
  actorId: string,
  accountId: string,
  now: Date,
  change: AccountChange,
): Promise<RoleOutcome> {
  return await db.transaction().execute(async (tx): Promise<RoleOutcome> => {
    const person = await findPerson(tx, accountId);
    if (person === undefined) return 'missing';
    if (change.isDone(person)) return 'done';
    const isActiveAdmin = person.isAdmin && !person.disabled;
    if (change.removesAdmin && isActiveAdmin && (await countAdmins(tx)) === 1) return 'last-admin';
    await change.apply(tx);
    await deleteSessionsOf(tx, accountId);
    await recordEvent(tx, { actorId, action: change.action, subject: accountId }, now);
    return 'done';
  });
}

/** Makes a cohort with a fresh join code. */
export async function createCohort(
  db: Db,
  actorId: string | null,
  name: string,
  now: Date,
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const id = await insertCohort(tx, { name, code: newJoinCode() }, now);
    await recordEvent(tx, { actorId, action: 'cohort-created', subject: id }, now);
    return id;
  });
}

export async function renameCohort(
  db: Db,
  actorId: string,
  cohortId: string,
  name: string,
  now: Date,
): Promise<void> {
  await changeCohort(db, { actorId, cohortId, action: 'cohort-renamed' }, { name }, now);
}

export async function archiveCohort(
  db: Db,
  actorId: string,
  cohortId: string,
  archived: boolean,
  now: Date,
): Promise<void> {
  const action = archived ? 'cohort-archived' : 'cohort-reopened';
  const archivedAt = archived ? now : null;
  await changeCohort(db, { actorId, cohortId, action }, { archivedAt }, now);
}

async function changeCohort(
  db: Db,
  change: { readonly actorId: string; readonly cohortId: string; readonly action: AuditAction },
  values: Parameters<typeof updateCohort>[2],
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { actorId, action, cohortId } = change;
    await updateCohort(tx, cohortId, values);
    await recordEvent(tx, { actorId, action, subject: cohortId }, now);
  });
}

export interface MembershipChange {
  readonly actorId: string | null;
  readonly cohortId: string;
  readonly accountId: string;
}

/** Adds a person to a cohort or changes their role in it, and signs them out. */
export async function setMembership(
  db: Db,
  change: MembershipChange & { readonly role: CohortRole },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await setMemberRole(tx, change.cohortId, change.accountId, change.role, now);
    await endMembershipSessions(tx, change, 'member-role-set', now);
  });
}

/** Takes a person out of a cohort; their work stays theirs. */
export async function endMembership(db: Db, change: MembershipChange, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await removeMember(tx, change.cohortId, change.accountId);
    await endMembershipSessions(tx, change, 'member-removed', now);
  });
}

async function endMembershipSessions(
  tx: Tx,
  change: MembershipChange,
  action: AuditAction,
  now: Date,
): Promise<void> {
  await deleteSessionsOf(tx, change.accountId);
  const { actorId, accountId: subject, cohortId } = change;
  await recordEvent(tx, { actorId, action, subject, detail: { cohort: cohortId } }, now);
}
