import type { Locale } from '../domain/account.ts';
import { codeRefusal, type CodeRefusal } from '../domain/join-code.ts';
import { insertAccount, isEmailTaken } from '../store/accounts.ts';
import { recordEvent } from '../store/audit.ts';
import { addMember } from '../store/cohorts.ts';
import type { Db, Tx } from '../store/database.ts';
import { findJoinCode, takePlace, type JoinCode } from '../store/join-codes.ts';
import { findRole } from '../store/memberships.ts';
import { queueConfirmation } from './confirming.ts';
import type { PasswordGate } from './hashing.ts';

export interface NewLearner {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: Locale;
}

/** Why a code lets somebody into no cohort. */
export type CodeProblem = 'unknown' | CodeRefusal;

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly accountId: string; readonly cohort: string }
  | { readonly kind: 'bad-code'; readonly problem: CodeProblem }
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
  const asked = await readCode(db, learner.code, now);
  if (typeof asked === 'string') return { kind: 'bad-code', problem: asked };
  if (await isEmailTaken(db, learner.email)) return { kind: 'email-taken' };
  // Whoever has the code may have typed any address.
  const account = { ...learner, isAdmin: false, isConfirmed: false };
  const passwordHash = await gate.hash(learner.password);
  return await db.transaction().execute(async (tx): Promise<JoinOutcome> => {
    // Looked at again: others may have taken the address or the last place meanwhile.
    if (await isEmailTaken(tx, learner.email)) return { kind: 'email-taken' };
    const code = await openCode(tx, learner.code, now);
    if (typeof code === 'string') return { kind: 'bad-code', problem: code };
    const accountId = await insertAccount(tx, { ...account, passwordHash }, now);
    const { email, locale } = learner;
    await queueConfirmation(tx, { id: accountId, email: email.trim(), locale }, now);
    return await join(tx, accountId, code, now);
  });
}

/**
 * Adds somebody who has an account already; an earlier membership is left as it is, and takes no
 * place of the code.
 */
export async function joinWithAccount(
  db: Db,
  accountId: string,
  typed: string,
  now: Date,
): Promise<JoinOutcome> {
  return await db.transaction().execute(async (tx): Promise<JoinOutcome> => {
    const known = await findJoinCode(tx, foldCode(typed));
    if (known !== undefined && (await findRole(tx, known.cohortId, accountId)) !== undefined) {
      return { kind: 'joined', accountId, cohort: known.cohort };
    }
    const code = await openCode(tx, typed, now);
    if (typeof code === 'string') return { kind: 'bad-code', problem: code };
    return await join(tx, accountId, code, now);
  });
}

/** The code if it opens a cohort now, or why it does not. */
async function readCode(db: Db, typed: string, now: Date): Promise<JoinCode | CodeProblem> {
  const code = await findJoinCode(db, foldCode(typed));
  if (code === undefined) return 'unknown';
  return codeRefusal(code, code.joins, now) ?? code;
}

/** Takes a place of the code, or says why there is none. */
async function openCode(tx: Tx, typed: string, now: Date): Promise<JoinCode | CodeProblem> {
  const code = await readCode(tx, typed, now);
  if (typeof code === 'string') return code;
  return (await takePlace(tx, code, now)) ? code : 'used-up';
}

async function join(tx: Tx, accountId: string, code: JoinCode, now: Date): Promise<JoinOutcome> {
  await addMember(tx, code.cohortId, accountId, 'student', now);
  await recordEvent(tx, { actorId: accountId, action: 'joined', subject: code.cohortId }, now);
  return { kind: 'joined', accountId, cohort: code.cohort };
}
