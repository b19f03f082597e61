import { sql } from 'kysely';
import type { Db } from './database.ts';

/** What is counted and added up of the learners of a cohort, for putting cohorts side by side. */
export interface CohortSums {
  readonly cohortId: string;
  readonly name: string;
  readonly archived: boolean;
  readonly learners: number;
  /** Learners who have done anything. */
  readonly started: number;
  readonly needHand: number;
  /** Learners who have done nothing yet and are not expected to have. */
  readonly notStarted: number;
  readonly coursePassed: number;
  /** Lessons passed, over all learners. */
  readonly lessonsPassed: number;
  /** Of the learners' mean shares: how many have one, their sum, and the sum of their squares. */
  readonly mastery: { readonly n: number; readonly sum: number; readonly squares: number };
}

/**
 * The sums of every cohort, newest first, from one row for each learner: however many attempts there
 * are, it costs the same. Who has been active last at or before `inactiveBefore` needs a hand, as in
 * `reasonsOf`.
 */
export async function listCohortSums(db: Db, inactiveBefore: Date): Promise<CohortSums[]> {
  const limit = inactiveBefore.toISOString();
  const rows = await db
    .selectFrom('cohort')
    .leftJoin('membership', (join) =>
      join.onRef('membership.cohort_id', '=', 'cohort.id').on('membership.role', '=', 'student'),
    )
    .leftJoin('standing', 'standing.account_id', 'membership.account_id')
    .select(['cohort.id', 'cohort.name', 'cohort.archived_at'])
    .select((eb) => {
      const since = eb.fn.coalesce('standing.last_active_at', 'membership.joined_at');
      const unfinished = eb(eb.fn.coalesce('standing.course_passed', sql.lit(0)), '=', 0);
      const expected = eb('cohort.archived_at', 'is', null);
      const inactive = eb.and([expected, unfinished, eb(since, '<=', limit)]);
      const needsHand = eb.or([eb('standing.needs_hand', '=', 1), inactive]);
      const member = eb('membership.account_id', 'is not', null);
      const active = eb('standing.last_active_at', 'is not', null);
      const idle = eb('standing.last_active_at', 'is', null);
      return [
        eb.fn.count('membership.account_id').as('learners'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([member, active]))
          .as('started'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([member, needsHand]))
          .as('need_hand'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([member, idle, eb.not(inactive)]))
          .as('not_started'),
        eb.fn.countAll().filterWhere('standing.course_passed', '=', 1).as('course_passed'),
        eb.fn.sum('standing.passed').as('passed'),
        eb.fn.count('standing.mastery').as('mastery_n'),
        eb.fn.sum('standing.mastery').as('mastery_sum'),
        eb.fn.sum(eb('standing.mastery', '*', eb.ref('standing.mastery'))).as('mastery_squares'),
      ];
    })
    .groupBy(['cohort.id', 'cohort.name', 'cohort.archived_at', 'cohort.created_at'])
    .orderBy('cohort.created_at', 'desc')
    .orderBy('cohort.id', 'desc')
    .execute();
  return rows.map((row) => ({
    cohortId: row.id,
    name: row.name,
    archived: row.archived_at !== null,
    learners: Number(row.learners),
    started: Number(row.started),
    needHand: Number(row.need_hand),
    notStarted: Number(row.not_started),
    coursePassed: Number(row.course_passed),
    lessonsPassed: Number(row.passed),
    mastery: {
      n: Number(row.mastery_n),
      sum: Number(row.mastery_sum),
      squares: Number(row.mastery_squares),
    },
  }));
}
