import type { Selectable } from 'kysely';
import type { LessonState } from '../domain/progress.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import type { LessonProgressTable } from './progress-tables.ts';

export interface LessonProgress {
  readonly lessonId: string;
  readonly state: LessonState;
  readonly sectionsRead: readonly string[];
  readonly lastSection: string | null;
  /** Best share of the points, 0 to 1; null before the first submission. */
  readonly bestShare: number | null;
  /** Submitted attempts. */
  readonly attempts: number;
  readonly updatedAt: Date;
  /** Time on task in the quiz, milliseconds, as it was worked out last. */
  readonly time: number;
  /** Failed attempts in a row, as they were counted last; 0 once it is passed. */
  readonly failures: number;
}

const selectProgress = compileOnce((db) =>
  db.selectFrom('lesson_progress').selectAll().where('account_id', '=', ''),
);

/** A learner's progress by lesson id; lessons without a row are not started. */
export async function listProgress(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, LessonProgress>> {
  const rows = await selectProgress(db, [accountId]);
  return new Map(rows.map((row) => [row.lesson_id, toProgress(row)]));
}

const selectLessonProgress = compileOnce((db) =>
  db
    .selectFrom('lesson_progress')
    .selectAll()
    .where('account_id', '=', '')
    .where('lesson_id', '=', ''),
);

export async function findLessonProgress(
  db: Db,
  accountId: string,
  lessonId: string,
): Promise<LessonProgress | undefined> {
  const [row] = await selectLessonProgress(db, [accountId, lessonId]);
  return row && toProgress(row);
}

export async function putLessonProgress(
  db: Tx,
  accountId: string,
  progress: Omit<LessonProgress, 'updatedAt' | 'time' | 'failures'>,
  now: Date,
): Promise<void> {
  const values = {
    state: progress.state,
    sections_read: JSON.stringify(progress.sectionsRead),
    last_section: progress.lastSection,
    best_share: progress.bestShare,
    attempts: progress.attempts,
    updated_at: now.toISOString(),
  };
  await db
    .insertInto('lesson_progress')
    .values({ account_id: accountId, lesson_id: progress.lessonId, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'lesson_id']).doUpdateSet(values))
    .execute();
}

/** A learner of a cohort with what was done in each lesson. */
export interface LearnerProgress {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly joinedAt: Date;
  readonly lessons: ReadonlyMap<string, LessonProgress>;
  readonly lastActiveAt: Date | null;
}

/** The learner × lesson grid of a cohort, by learner name. One query. */
export async function listCohortProgress(db: Db, cohortId: string): Promise<LearnerProgress[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .leftJoin('lesson_progress', 'lesson_progress.account_id', 'membership.account_id')
    .selectAll('lesson_progress')
    .select(['account.id as member_id', 'account.name', 'account.email', 'membership.joined_at'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  const learners = new Map<string, Member & { lessons: Map<string, LessonProgress> }>();
  for (const row of rows) {
    const learner = learners.get(row.member_id) ?? { ...toMember(row), lessons: new Map() };
    learners.set(row.member_id, learner);
    if (row.lesson_id !== null) {
      learner.lessons.set(row.lesson_id, toProgress(row as Selectable<LessonProgressTable>));
    }
  }
  return [...learners.values()].map((learner) => ({
    ...learner,
    lastActiveAt: latest([...learner.lessons.values()].map((lesson) => lesson.updatedAt)),
  }));
}

type Member = Omit<LearnerProgress, 'lessons' | 'lastActiveAt'>;

function toMember(row: {
  readonly member_id: string;
  readonly name: string;
  readonly email: string;
  readonly joined_at: string;
}): Member {
  const { member_id: accountId, name, email, joined_at: joinedAt } = row;
  return { accountId, name, email, joinedAt: new Date(joinedAt) };
}

function latest(instants: readonly Date[]): Date | null {
  if (instants.length === 0) return null;
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

function toProgress(row: Selectable<LessonProgressTable>): LessonProgress {
  return {
    lessonId: row.lesson_id,
    state: row.state as LessonState,
    sectionsRead: JSON.parse(row.sections_read) as string[],
    lastSection: row.last_section,
    bestShare: row.best_share,
    attempts: row.attempts,
    updatedAt: new Date(row.updated_at),
    time: row.time_ms,
    failures: row.failures,
  };
}
