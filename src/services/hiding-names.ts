import { recordEvent } from '../store/audit.ts';
import { findLearner } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';
import { deleteLift, putLift, setHiddenFromAll, setHiddenFromOne } from '../store/pseudonyms.ts';

/**
 * Hides the names of a cohort's learners behind pseudonyms, or shows them: before all its
 * instructors, or before the actor alone.
 */
export async function hideNames(
  db: Db,
  change: {
    readonly actorId: string;
    readonly cohortId: string;
    readonly from: 'all' | 'own';
    readonly hidden: boolean;
  },
  now: Date,
): Promise<void> {
  const { actorId, cohortId, from, hidden } = change;
  await db.transaction().execute(async (tx) => {
    if (from === 'all') await setHiddenFromAll(tx, cohortId, hidden);
    else await setHiddenFromOne(tx, cohortId, actorId, hidden);
    const action = hidden ? 'names-hidden' : 'names-shown';
    await recordEvent(tx, { actorId, action, subject: cohortId, detail: { from } }, now);
  });
}

/** Shows one learner's name although names are hidden, for a reason; false where there is no such learner. */
export async function liftName(
  db: Db,
  lift: {
    readonly actorId: string;
    readonly cohortId: string;
    readonly accountId: string;
    readonly reason: string;
  },
  now: Date,
): Promise<boolean> {
  const { actorId, cohortId, accountId: subject, reason } = lift;
  return await db.transaction().execute(async (tx) => {
    if ((await findLearner(tx, cohortId, subject)) === undefined) return false;
    await putLift(tx, lift, actorId, now);
    const detail = { cohort: cohortId, reason };
    await recordEvent(tx, { actorId, action: 'name-shown', subject, detail }, now);
    return true;
  });
}

/** Hides the name again; false where it was hidden. */
export async function coverName(
  db: Db,
  cover: { readonly actorId: string; readonly cohortId: string; readonly accountId: string },
  now: Date,
): Promise<boolean> {
  const { actorId, cohortId, accountId: subject } = cover;
  return await db.transaction().execute(async (tx) => {
    if (!(await deleteLift(tx, cohortId, subject))) return false;
    const event = { actorId, action: 'name-hidden', subject } as const;
    await recordEvent(tx, { ...event, detail: { cohort: cohortId } }, now);
    return true;
  });
}
