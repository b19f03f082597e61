import type { Selectable } from 'kysely';
import type { AttemptEnd, AttemptState, Plan } from '../domain/attempt.ts';
import type { QuizSettings } from '../domain/course.ts';
import { compileOnce } from './compile-once.ts';
import type { AttemptTable, Db } from './database.ts';

export interface Attempt {
  readonly id: string;
  readonly accountId: string;
  readonly quizId: string;
  readonly quizTitle: string;
  /** First, second … run of this learner at this quiz. */
  readonly number: number;
  readonly state: AttemptState;
  readonly plan: Plan;
  /** The quiz's settings as they were at the start. */
  readonly settings: QuizSettings;
  readonly startedAt: Date;
  /** When the server submits what was saved; null where time is not limited. */
  readonly deadlineAt: Date | null;
  readonly submittedAt: Date | null;
  readonly endedBy: AttemptEnd | null;
  readonly submissionKey: string | null;
  readonly score: number | null;
  readonly maxScore: number;
  /** Points by certainty-based marking; null where the quiz does not ask how sure one is. */
  readonly certaintyScore: number | null;
}

/** An attempt as lists show it: without its plan, which is most of the row. */
export type AttemptSummary = Omit<Attempt, 'plan'>;

const selectAttempt = compileOnce((db) =>
  db.selectFrom('attempt').selectAll().where('id', '=', '').where('account_id', '=', ''),
);

/** The attempt, if it is this learner's. */
export async function findAttemptOf(
  db: Db,
  accountId: string,
  attemptId: string,
): Promise<Attempt | undefined> {
  const [row] = await selectAttempt(db, [attemptId, accountId]);
  return row && toAttempt(row);
}

export async function findAttemptInProgress(
  db: Db,
  accountId: string,
  quizId: string,
): Promise<Attempt | undefined> {
  const row = await db
    .selectFrom('attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('quiz_id', '=', quizId)
    .where('state', '=', 'in-progress')
    .executeTakeFirst();
  return row && toAttempt(row);
}

const selectRunning = compileOnce((db) =>
  db
    .selectFrom('attempt')
    .select(['id', 'quiz_id'])
    .where('account_id', '=', '')
    .where('state', '=', 'in-progress'),
);

/** The learner's running attempts: ids by quiz id. */
export async function findRunningQuizzes(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await selectRunning(db, [accountId, 'in-progress']);
  return new Map(rows.map((row) => [row.quiz_id, row.id]));
}

const SUMMARY = [
  'id',
  'account_id',
  'quiz_id',
  'quiz_title',
  'settings',
  'number',
  'state',
  'started_at',
  'deadline_at',
  'submitted_at',
  'ended_by',
  'submission_key',
  'score',
  'max_score',
  'certainty_score',
] as const;

const newestFirst = (db: Db) =>
  db
    .selectFrom('attempt')
    .select(SUMMARY)
    .where('account_id', '=', '')
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc');
const selectAttempts = compileOnce(newestFirst);
const selectAttemptsAt = compileOnce((db) => newestFirst(db).where('quiz_id', '=', ''));

/** All attempts of a learner with their plans, newest first. */
export async function listWholeAttemptsOf(db: Db, accountId: string): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toAttempt);
}

/** All attempts of a learner, newest first; of one quiz where it is given. */
export async function listAttemptsOf(
  db: Db,
  accountId: string,
  quizId?: string,
): Promise<AttemptSummary[]> {
  const rows =
    quizId === undefined
      ? await selectAttempts(db, [accountId])
      : await selectAttemptsAt(db, [accountId, quizId]);
  return rows.map(toSummary);
}

/** Attempts with these ids, by id; whoever asks has found out whose they are. */
export async function listAttemptsById(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AttemptSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('attempt').select(SUMMARY).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toSummary(row)]));
}

/** Running attempts whose time was up before `before`: ids with their learners, oldest first. */
export async function listOverdue(
  db: Db,
  before: Date,
  limit: number,
): Promise<{ id: string; accountId: string }[]> {
  return await db
    .selectFrom('attempt')
    .select(['id', 'account_id as accountId'])
    .where('state', '=', 'in-progress')
    .where('deadline_at', '<', before.toISOString())
    .orderBy('deadline_at')
    .limit(limit)
    .execute();
}

/** The attempt that a whole row holds. */
export function toAttempt(row: Selectable<AttemptTable>): Attempt {
  // Written by `insertAttempt`; never changed afterwards.
  return { ...toSummary(row), plan: JSON.parse(row.plan) as Plan };
}

function toSummary(row: Pick<AttemptTable, (typeof SUMMARY)[number]>): AttemptSummary {
  return {
    id: row.id,
    accountId: row.account_id,
    quizId: row.quiz_id,
    quizTitle: row.quiz_title,
    number: row.number,
    state: row.state,
    settings: JSON.parse(row.settings) as QuizSettings,
    startedAt: new Date(row.started_at),
    deadlineAt: row.deadline_at === null ? null : new Date(row.deadline_at),
    submittedAt: row.submitted_at === null ? null : new Date(row.submitted_at),
    endedBy: row.ended_by,
    submissionKey: row.submission_key,
    score: row.score,
    maxScore: row.max_score,
    certaintyScore: row.certainty_score,
  };
}
