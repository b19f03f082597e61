import { sql, type Selectable } from 'kysely';
import { CERTAINTIES } from '../domain/certainty.ts';
import type { LearnerStanding, UnitEffort } from '../domain/learner-standing.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import type { StandingTable } from './standing-tables.ts';

/** A standing as it was worked out last. */
export interface KeptStanding extends LearnerStanding {
  readonly accountId: string;
}

const upsertStale = compileOnce((db) =>
  db
    .insertInto('standing')
    .values({ account_id: '', stale: 1 })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ stale: 1 })),
);

/** Notes, in the transaction of the deed, that a learner's standing must be worked out anew. */
export async function markStale(db: Tx, accountId: string): Promise<void> {
  await upsertStale(db, [accountId, 1, 1]);
}

/** Marks all standings that were worked out with another list of lessons and quizzes. */
export async function markStaleForCourse(db: Db, digest: string): Promise<void> {
  await db
    .updateTable('standing')
    .set({ stale: 1 })
    .where('stale', '=', 0)
    .where((eb) => eb.or([eb('course', 'is', null), eb('course', '<>', digest)]))
    .execute();
}

/** Learners whose standing must be worked out anew; a literal, for the index. */
export async function listStale(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('standing')
    .select('account_id')
    .where('stale', '=', sql.lit<1>(1))
    .limit(limit)
    .execute();
  return rows.map((row) => row.account_id);
}

/** The same among the learners of a cohort; `digest` names the lessons and quizzes as they are. */
export async function listStaleIn(
  db: Db,
  cohortId: string,
  digest: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('standing', 'standing.account_id', 'membership.account_id')
    .select('standing.account_id')
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .where((eb) =>
      eb.or([eb('standing.stale', '=', 1), eb('course', 'is', null), eb('course', '<>', digest)]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => row.account_id);
}

/**
 * Takes a standing to be worked out in this transaction. First of all: whoever marks it as stale
 * meanwhile waits, and is not undone.
 */
export async function claimStanding(db: Tx, accountId: string): Promise<void> {
  await db.updateTable('standing').set({ stale: 0 }).where('account_id', '=', accountId).execute();
}

/** Writes a standing that was worked out with the list of lessons and quizzes of this digest. */
export async function putStanding(
  db: Tx,
  accountId: string,
  standing: LearnerStanding,
  kept: { readonly digest: string; readonly needsHand: boolean },
): Promise<void> {
  const { stuck, certain, guessing } = standing;
  await db
    .updateTable('standing')
    .set({
      course: kept.digest,
      last_active_at: standing.lastActiveAt?.toISOString() ?? null,
      started: standing.started,
      done: standing.done,
      passed: standing.passed,
      course_passed: standing.coursePassed ? 1 : 0,
      mastery: standing.mastery,
      time_ms: standing.time,
      stopped_at: standing.stoppedAt,
      stuck_quiz: stuck?.quizId ?? null,
      failures: stuck?.failures ?? 0,
      certain_wrong: certain.wrong,
      certain_of: certain.of,
      fast_runs: guessing.runs,
      fast_of: guessing.of,
      fast_share: guessing.share,
      needs_hand: kept.needsHand ? 1 : 0,
      calibration: JSON.stringify(standing.calibration.map((row) => [row.answers, row.right])),
    })
    .where('account_id', '=', accountId)
    .execute();
}

const setEffort = compileOnce((db) =>
  db
    .updateTable('lesson_progress')
    .set({ time_ms: 0, failures: 0 })
    .where('account_id', '=', '')
    .where('lesson_id', '=', ''),
);

/** Writes time on task and failures of each unit beside the learner's progress in it. */
export async function putEfforts(
  db: Tx,
  accountId: string,
  efforts: readonly UnitEffort[],
): Promise<void> {
  for (const { quizId, time, failures } of efforts) {
    await setEffort(db, [time, failures, accountId, quizId]);
  }
}

/** The standings of a cohort's learners, by account id; who never did anything has none. */
export async function listStandings(
  db: Db,
  cohortId: string,
): Promise<ReadonlyMap<string, KeptStanding>> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('standing', 'standing.account_id', 'membership.account_id')
    .selectAll('standing')
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .execute();
  return new Map(rows.map((row) => [row.account_id, toStanding(row)]));
}

/** A learner's standing as it was worked out last; undefined for somebody who never did anything. */
export async function findStanding(db: Db, accountId: string): Promise<KeptStanding | undefined> {
  const row = await db
    .selectFrom('standing')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && toStanding(row);
}

function toStanding(row: Selectable<StandingTable>): KeptStanding {
  const { stuck_quiz: quizId, failures } = row;
  // Written by `putStanding`, in the order of the certainties.
  const counts = JSON.parse(row.calibration) as (readonly [number, number])[];
  return {
    accountId: row.account_id,
    lastActiveAt: row.last_active_at === null ? null : new Date(row.last_active_at),
    started: row.started,
    done: row.done,
    passed: row.passed,
    coursePassed: row.course_passed === 1,
    mastery: row.mastery,
    time: row.time_ms,
    stoppedAt: row.stopped_at,
    stuck: quizId === null ? null : { quizId, failures },
    certain: { wrong: row.certain_wrong, of: row.certain_of },
    guessing: { runs: row.fast_runs, of: row.fast_of, share: row.fast_share },
    calibration: CERTAINTIES.map((certainty, place) => {
      const [answers, right] = counts[place] ?? [0, 0];
      return { certainty, answers, right };
    }),
  };
}
