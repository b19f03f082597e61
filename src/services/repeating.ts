import { shiftDays } from '../domain/local-time.ts';
import { insertAccommodation, listAccommodationsOf } from '../store/accommodations.ts';
import { listAssignments, putAssignments } from '../store/assignments.ts';
import { recordEvent } from '../store/audit.ts';
import { addMember, insertCohort, listMembers } from '../store/cohorts.ts';
import type { Db, Tx } from '../store/database.ts';
import { newJoinCode } from './join-codes.ts';

export interface Repetition {
  readonly name: string;
  /** Days by which all dates move; the times of day stay. */
  readonly days: number;
  readonly timeZone: string;
}

/**
 * Makes a cohort for a new term like the one there was: the same instructors, its dates and its
 * accommodations moved by days, another join code, no learners. @returns the new cohort's id.
 */
export async function repeatCohort(
  db: Db,
  actorId: string,
  cohortId: string,
  { name, days, timeZone }: Repetition,
  now: Date,
): Promise<string> {
  const moved = (date: Date | null) => (date === null ? null : shiftDays(date, days, timeZone));
  return await db.transaction().execute(async (tx) => {
    const id = await insertCohort(tx, { name, code: newJoinCode() }, now);
    const members = await listMembers(tx, cohortId);
    for (const { accountId, role } of members) {
      if (role === 'instructor') await addMember(tx, id, accountId, role, now);
    }
    await copyDates(tx, cohortId, id, moved);
    await copyAccommodations(tx, { from: cohortId, to: id, now }, moved);
    const detail = { from: cohortId, days: String(days) };
    await recordEvent(tx, { actorId, action: 'cohort-repeated', subject: id, detail }, now);
    return id;
  });
}

type Moved = (date: Date | null) => Date | null;

async function copyDates(tx: Tx, from: string, to: string, moved: Moved): Promise<void> {
  const windows = [...(await listAssignments(tx, from))].map(
    ([unit, { opensAt, dueAt }]) =>
      [unit, { opensAt: moved(opensAt), dueAt: moved(dueAt) }] as const,
  );
  await putAssignments(tx, to, new Map(windows));
}

async function copyAccommodations(
  tx: Tx,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
  moved: Moved,
): Promise<void> {
  for (const one of await listAccommodationsOf(tx, { accountId: null, cohortId: from })) {
    const given = { ...one, opensAt: moved(one.opensAt), closesAt: moved(one.closesAt) };
    await insertAccommodation(
      tx,
      { accountId: null, cohortId: to, quizId: one.quizId },
      given,
      now,
    );
  }
}
