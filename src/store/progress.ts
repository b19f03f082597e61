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
  /** When they last read a section that they had not read before; null where that was not kept. */
  readonly readAt: Date | null;
  /** When it was passed; null before, and where that was not kept. */
  readonly passedAt: Date | null;
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

/** What a deed changes; the dates are null where they are left out. */
type StoredProgress = Omit<
  LessonProgress,
  'updatedAt' | 'time' | 'failures' | 'readAt' | 'passedAt'
> &
  Partial<Pick<LessonProgress, 'readAt' | 'passedAt'>>;

export async function putLessonProgress(
  db: Tx,
  accountId: string,
  progress: StoredProgress,
  now: Date,
): Promise<void> {
  const values = {
    state: progress.state,
    sections_read: JSON.stringify(progress.sectionsRead),
    last_section: progress.lastSection,
    best_share: progress.bestShare,
    attempts: progress.attempts,
    updated_at: now.toISOString(),
    read_at: progress.readAt?.toISOString() ?? null,
    passed_at: progress.passedAt?.toISOString() ?? null,
  };
  await db
    .insertInto('lesson_progress')
    .values({ account_id: accountId, lesson_id: progress.lessonId, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'lesson_id']).doUpdateSet(values))
    .execute();
}

/** What a learner has done in a unit, without what was read of it, which is most of the row. */
export type UnitProgress = Omit<
  LessonProgress,
  'sectionsRead' | 'lastSection' | 'readAt' | 'passedAt'
>;

/** A learner of a cohort with what was done in each lesson. */
export interface LearnerProgress {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly joinedAt: Date;
  readonly lessons: ReadonlyMap<string, UnitProgress>;
  readonly lastActiveAt: Date | null;
}

/** The learners of a cohort by name, each with all units begun. Two queries. */
export async function listCohortProgress(db: Db, cohortId: string): Promise<LearnerProgress[]> {
  const members = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'membership.joined_at'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  const units = await listCohortUnits(db, cohortId);
  return members.map(({ id, name, email, joined_at: joinedAt }) => {
    const own = units.get(id) ?? [];
    return {
      accountId: id,
      name,
      email,
      joinedAt: new Date(joinedAt),
      lessons: new Map(own.map((unit) => [unit.lessonId, unit])),
      lastActiveAt: latest(own.map((unit) => unit.updatedAt)),
    };
  });
}

async function listCohortUnits(
  db: Db,
  cohortId: string,
): Promise<ReadonlyMap<string, readonly UnitProgress[]>> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('lesson_progress', 'lesson_progress.account_id', 'membership.account_id')
    .select(['membership.account_id', 'lesson_id', 'state', 'best_share', 'attempts'])
    .select(['updated_at', 'time_ms', 'failures'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .execute();
  const units = new Map<string, UnitProgress[]>();
  for (const { account_id: accountId, ...row } of rows) {
    const own = units.get(accountId);
    if (own === undefined) units.set(accountId, [toUnit(row)]);
    else own.push(toUnit(row));
  }
  return units;
}

function latest(instants: readonly Date[]): Date | null {
  if (instants.length === 0) return null;
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

function toProgress(row: Selectable<LessonProgressTable>): LessonProgress {
  const sectionsRead = JSON.parse(row.sections_read) as string[];
  return {
    ...toUnit(row),
    sectionsRead,
    lastSection: row.last_section,
    readAt: row.read_at === null ? null : new Date(row.read_at),
    passedAt: row.passed_at === null ? null : new Date(row.passed_at),
  };
}

type UnitRow = Omit<
  Selectable<LessonProgressTable>,
  'account_id' | 'sections_read' | 'last_section' | 'read_at' | 'passed_at'
>;

function toUnit(row: UnitRow): UnitProgress {
  return {
    lessonId: row.lesson_id,
    state: row.state as LessonState,
    bestShare: row.best_share,
    attempts: row.attempts,
    updatedAt: new Date(row.updated_at),
    time: row.time_ms,
    failures: row.failures,
  };
}
