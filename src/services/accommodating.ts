import {
  extendedDeadline,
  mostGenerous,
  startRules,
  type Accommodation,
} from '../domain/accommodation.ts';
import { arrival } from '../domain/deadline.ts';
import {
  deleteAccommodation,
  findAccommodationOf,
  insertAccommodation,
  listAccommodationsFor,
  type AccommodationOwner,
  type AccommodationScope,
} from '../store/accommodations.ts';
import { recordEvent, type AuditAction } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { listTimedRunning, setDeadline, type RunningAttempt } from '../store/running-attempts.ts';

/**
 * Gives a learner or a cohort something beyond the quiz's settings. Attempts that run gain the
 * time in the same transaction. That the actor may is the caller's to see to.
 * @returns the new accommodation's id.
 */
export async function giveAccommodation(
  db: Db,
  actorId: string,
  scope: AccommodationScope,
  given: Accommodation,
  now: Date,
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const id = await insertAccommodation(tx, scope, given, now);
    for (const attempt of await listTimedRunning(tx, scope)) {
      await extendAttempt(tx, attempt, now);
    }
    await record(tx, actorId, 'accommodation-given', { ...scope, ...given }, now);
    return id;
  });
}

/**
 * Ends an accommodation of this learner or cohort. An attempt that runs keeps the time that it
 * has. @returns false when there is none, or none of theirs.
 */
export async function endAccommodation(
  db: Db,
  actorId: string,
  owner: AccommodationOwner,
  id: string,
  now: Date,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const stored = await findAccommodationOf(tx, owner, id);
    if (stored === undefined) return false;
    await deleteAccommodation(tx, id);
    await record(tx, actorId, 'accommodation-ended', stored, now);
    return true;
  });
}

async function extendAttempt(tx: Tx, attempt: RunningAttempt, now: Date): Promise<void> {
  // Its time was up before: that it is not submitted yet is the sweep's affair.
  if (!arrival(attempt.deadlineAt, now).counts) return;
  const given = await listAccommodationsFor(tx, attempt.accountId, attempt.quizId);
  const deadline = extendedDeadline(attempt, startRules(attempt.settings, mostGenerous(given)));
  if (deadline?.getTime() !== attempt.deadlineAt.getTime()) {
    await setDeadline(tx, attempt.id, deadline);
  }
}

async function record(
  tx: Tx,
  actorId: string,
  action: AuditAction,
  what: AccommodationScope & Accommodation,
  now: Date,
): Promise<void> {
  const detail = {
    quiz: what.quizId ?? 'all',
    timeFactor: String(what.timeFactor),
    extraAttempts: String(what.extraAttempts),
    opensAt: what.opensAt?.toISOString() ?? '',
    closesAt: what.closesAt?.toISOString() ?? '',
  };
  const subject = what.accountId ?? what.cohortId;
  await recordEvent(tx, { actorId, action, subject, detail }, now);
}
