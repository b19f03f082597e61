import type { Db } from './database.ts';

/** What may be seen of one learner. */
export const LEARNER_LOOKS = ['learner', 'attempt', 'essay', 'dispute', 'person'] as const;
/** What may be seen of all learners of a cohort at once. */
export const COHORT_LOOKS = ['cohort', 'export', 'api'] as const;
type LearnerLook = (typeof LEARNER_LOOKS)[number];
type CohortLook = (typeof COHORT_LOOKS)[number];

/** Somebody looks at a learner's work, or at a list in which a cohort's learners stand. */
export type Look = { readonly viewerId: string } & (
  | { readonly learnerId: string; readonly what: LearnerLook }
  | { readonly cohortId: string; readonly what: CohortLook }
);

/** One line of what a learner is told: a day's looks of one viewer at one thing. */
export interface RecordedLook {
  readonly viewer: string;
  readonly what: LearnerLook | CohortLook;
  /** Name of the cohort whose list it was; null where it was about the learner alone. */
  readonly cohort: string | null;
  readonly times: number;
  readonly lastAt: Date;
}

/**
 * Records that somebody looks at another's work: one row for each viewer, subject, thing and day
 * (UTC), which counts. What people see of themselves is not recorded. A list of a cohort is one
 * row, not one for each learner.
 */
export async function recordLook(db: Db, look: Look, now: Date): Promise<void> {
  const subject = 'learnerId' in look ? look.learnerId : look.cohortId;
  if (subject === look.viewerId) return;
  const at = now.toISOString();
  await db
    .insertInto('work_view')
    .values({
      subject_id: subject,
      viewer_id: look.viewerId,
      what: look.what,
      day: at.slice(0, 'YYYY-MM-DD'.length),
      times: 1,
      last_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['subject_id', 'day', 'viewer_id', 'what'])
        .doUpdateSet((eb) => ({ times: eb('work_view.times', '+', 1), last_at: at })),
    )
    .execute();
}

/**
 * Who looked at a learner's work, newest first: at it alone, and at lists of the cohorts that the
 * learner is in, since they joined.
 */
export async function listLooks(
  db: Db,
  accountId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<RecordedLook[]> {
  const rows = await looksAt(db, accountId)
    .innerJoin('account as viewer', 'viewer.id', 'work_view.viewer_id')
    .leftJoin('cohort', 'cohort.id', 'work_view.subject_id')
    .select(['viewer.name as viewer', 'cohort.name as cohort', 'work_view.what'])
    .select(['work_view.times', 'work_view.last_at'])
    .orderBy('work_view.last_at', 'desc')
    .orderBy('work_view.viewer_id')
    .orderBy('work_view.what')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ viewer, cohort, what, times, last_at: lastAt }) => {
    return {
      viewer,
      cohort,
      what: what as RecordedLook['what'],
      times,
      lastAt: new Date(lastAt),
    };
  });
}

function looksAt(db: Db, accountId: string) {
  return db
    .selectFrom('work_view')
    .leftJoin('membership', (join) =>
      join
        .onRef('membership.cohort_id', '=', 'work_view.subject_id')
        .on('membership.account_id', '=', accountId),
    )
    .where('work_view.viewer_id', '<>', accountId)
    .where('work_view.subject_id', 'in', (eb) =>
      eb
        .selectFrom('membership as own')
        .select('own.cohort_id as cohort_id')
        .where('own.account_id', '=', accountId)
        .where('own.role', '=', 'student')
        .unionAll(eb.selectFrom('account').select('id as cohort_id').where('id', '=', accountId)),
    )
    .where((eb) =>
      eb.or([
        eb('membership.joined_at', 'is', null),
        eb('work_view.last_at', '>=', eb.ref('membership.joined_at')),
      ]),
    );
}
