import type { AttemptEnd, AttemptState, Plan } from '../domain/attempt.ts';
import type { QuizSettings } from '../domain/course.ts';
import { compileOnce } from './compile-once.ts';
import type { AttemptTable, Db, Tx } from './database.ts';
import { newId } from './ids.ts';

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

export interface NewAttempt {
  readonly accountId: string;
  readonly quizId: string;
  readonly quizHash: string;
  readonly quizTitle: string;
  readonly settings: QuizSettings;
  readonly seed: number;
  readonly plan: Plan;
  readonly deadlineAt: Date | null;
  readonly maxScore: number;
}

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

/** @throws when one is in progress already (unique index). */
export async function insertAttempt(db: Tx, attempt: NewAttempt, now: Date): Promise<string> {
  const id = newId();
  const last = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('account_id', '=', attempt.accountId)
    .where('quiz_id', '=', attempt.quizId)
    .executeTakeFirst();
  await db
    .insertInto('attempt')
    .values({
      id,
      account_id: attempt.accountId,
      quiz_id: attempt.quizId,
      quiz_hash: attempt.quizHash,
      quiz_title: attempt.quizTitle,
      settings: JSON.stringify(attempt.settings),
      number: (last?.number ?? 0) + 1,
      state: 'in-progress',
      seed: attempt.seed,
      plan: JSON.stringify(attempt.plan),
      started_at: now.toISOString(),
      deadline_at: attempt.deadlineAt?.toISOString() ?? null,
      submitted_at: null,
      ended_by: null,
      in_grace: 0,
      submission_key: null,
      score: null,
      max_score: attempt.maxScore,
      certainty_score: null,
    })
    .execute();
  return id;
}

/** How an attempt ended. */
export interface Closing {
  /** Null where the clock ended it. */
  readonly key: string | null;
  readonly endedBy: AttemptEnd;
  readonly inGrace: boolean;
  readonly state: 'awaiting-grading' | 'graded';
  readonly score: number;
  readonly certaintyScore: number | null;
  readonly at: Date;
}

/** Closes the attempt if it is still open; false when another request was first. */
export async function closeAttempt(db: Tx, attemptId: string, closing: Closing): Promise<boolean> {
  const result = await db
    .updateTable('attempt')
    .set({
      state: closing.state,
      submission_key: closing.key,
      ended_by: closing.endedBy,
      in_grace: closing.inGrace ? 1 : 0,
      score: closing.score,
      certainty_score: closing.certaintyScore,
      submitted_at: closing.at.toISOString(),
    })
    .where('id', '=', attemptId)
    .where('state', '=', 'in-progress')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Writes what an attempt has earned after an essay in it was graded; `state` says if it was the last. */
export async function putAttemptGrade(
  db: Tx,
  attemptId: string,
  grade: Pick<Closing, 'state' | 'score' | 'certaintyScore'>,
): Promise<void> {
  const { state, score, certaintyScore } = grade;
  await db
    .updateTable('attempt')
    .set({ state, score, certainty_score: certaintyScore })
    .where('id', '=', attemptId)
    .where('state', '=', 'awaiting-grading')
    .execute();
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

function toAttempt(row: AttemptTable): Attempt {
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
