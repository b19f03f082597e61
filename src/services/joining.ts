import type { Locale } from '../domain/account.ts';
import { insertAccount, isEmailTaken } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import { addMember, findOpenCohort } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';
import { queueConfirmation } from './confirming.ts';
import type { PasswordGate } from './hashing.ts';

export interface NewLearner {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: Locale;
}

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly accountId: string; readonly cohort: string }
  | { readonly kind: 'unknown-code' }
  | { readonly kind: 'email-taken' };

/** Join codes are read aloud and typed on phones: spaces, hyphens and case do not matter. */
export function foldCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '');
}

/**
 * Registers a learner in the cohort that the code opens.
 * @throws {GateFullError} when too many passwords are being hashed.
 */
export async function joinAsNewLearner(
  db: Db,
  gate: PasswordGate,
  learner: NewLearner,
  now: Date,
): Promise<JoinOutcome> {
  const cohort = await findOpenCohort(db, foldCode(learner.code));
  if (cohort === undefined) return { kind: 'unknown-code' };
  if (await isEmailTaken(db, learner.email)) return { kind: 'email-taken' };
  // Whoever has the code may have typed any address.
  const account = { ...learner, isAdmin: false, isConfirmed: false };
  const passwordHash = await gate.hash(learner.password);
  return await db.transaction().execute(async (tx): Promise<JoinOutcome> => {
    // Looked at again: another request may have taken the address while the password was hashed.
    if (await isEmailTaken(tx, learner.email)) return { kind: 'email-taken' };
    const accountId = await insertAccount(tx, { ...account, passwordHash }, now);
    const { email, locale } = learner;
    await queueConfirmation(tx, { id: accountId, email: email.trim(), locale }, now);
    await addMember(tx, cohort.id, accountId, 'student', now);
    const event = { actorId: accountId, subject: cohort.id };
    await recordEvent(tx, { ...event, action: 'joined' }, now);
    return { kind: 'joined', accountId, cohort: cohort.name };
  });
}

/** Adds somebody who has an account already; an earlier membership is left as it is. */
export async function joinWithAccount(
  db: Db,
  accountId: string,
  code: string,
  now: Date,
): Promise<JoinOutcome> {
  return await db.transaction().execute(async (tx): Promise<JoinOutcome> => {
    const cohort = await findOpenCohort(tx, foldCode(code));
    if (cohort === undefined) return { kind: 'unknown-code' };
    await addMember(tx, cohort.id, accountId, 'student', now);
    await recordEvent(tx, { actorId: accountId, action: 'joined', subject: cohort.id }, now);
    return { kind: 'joined', accountId, cohort: cohort.name };
  });
}
