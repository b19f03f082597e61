import { recordEvent } from '../store/audit.ts';
import { addMember, removeMember } from '../store/cohorts.ts';
import type { Db } from '../store/database.ts';
import { findRole } from '../store/memberships.ts';

export interface Move {
  readonly actorId: string;
  readonly from: string;
  readonly to: string;
  readonly learnerIds: readonly string[];
}

/**
 * Moves learners from one cohort to another. Attempts, progress, reviews and what they were given by
 * name are the learners' own and stay as they are; dates and accommodations are those of the new
 * cohort from now on. Who teaches the other cohort, or is no learner of the first, is left where
 * they are. That the actor may is the caller's to see to. @returns how many were moved.
 */
export async function moveLearners(
  db: Db,
  { actorId, from, to, learnerIds }: Move,
  now: Date,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    let moved = 0;
    for (const learnerId of new Set(learnerIds)) {
      if ((await findRole(tx, from, learnerId)) !== 'student') continue;
      if ((await findRole(tx, to, learnerId)) === 'instructor') continue;
      await removeMember(tx, from, learnerId);
      await addMember(tx, to, learnerId, 'student', now);
      const event = { actorId, action: 'learner-moved', subject: learnerId } as const;
      await recordEvent(tx, { ...event, detail: { from, to } }, now);
      moved += 1;
    }
    return moved;
  });
}
