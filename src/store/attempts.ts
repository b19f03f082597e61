import type { AttemptState, Plan } from '../domain/attempt.ts';
import { compileOnce } from './compile-once.ts';
import type { AttemptTable, Db, Tx } from './database.ts';
import { newId } from './ids.ts';

export interface Attempt {
  readonly id: string;
  readonly accountId: string;
  readonly lessonId: string;
  readonly lessonTitle: string;
  /** First, second … run of this learner at this quiz. */
  readonly number: number;
  readonly state: AttemptState;
  readonly plan: Plan;
  /** Share of the points needed to pass, 0 to 1, as it was at the start. */
  readonly pass: number;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly submissionKey: string | null;
  readonly score: number | null;
  readonly maxScore: number;
}

/** An attempt as lists show it: without its plan, which is most of the row. */
export type AttemptSummary = Omit<Attempt, 'plan'>;

export interface NewAttempt {
  readonly accountId: string;
  readonly lessonId: string;
  readonly lessonHash: string;
  readonly lessonTitle: string;
  readonly seed: number;
  readonly plan: Plan;
  readonly pass: number;
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
  lessonId: string,
): Promise<Attempt | undefined> {
  const row = await db
    .selectFrom('attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('lesson_id', '=', lessonId)
    .where('state', '=', 'in-progress')
    .executeTakeFirst();
  return row && toAttempt(row);
}

const selectRunning = compileOnce((db) =>
  db
    .selectFrom('attempt')
    .select(['id', 'lesson_id'])
    .where('account_id', '=', '')
    .where('state', '=', 'in-progress'),
);

/** The learner's running attempts: ids by lesson id. */
export async function findRunningLessons(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await selectRunning(db, [accountId, 'in-progress']);
  return new Map(rows.map((row) => [row.lesson_id, row.id]));
}

const SUMMARY = [
  'id',
  'account_id',
  'lesson_id',
  'lesson_title',
  'number',
  'state',
  'pass',
  'started_at',
  'submitted_at',
  'submission_key',
  'score',
  'max_score',
] as const;

const newestFirst = (db: Db) =>
  db
    .selectFrom('attempt')
    .select(SUMMARY)
    .where('account_id', '=', '')
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc');
const selectAttempts = compileOnce(newestFirst);
const selectAttemptsAt = compileOnce((db) => newestFirst(db).where('lesson_id', '=', ''));

/** All attempts of a learner, newest first; of one lesson where it is given. */
export async function listAttemptsOf(
  db: Db,
  accountId: string,
  lessonId?: string,
): Promise<AttemptSummary[]> {
  const rows =
    lessonId === undefined
      ? await selectAttempts(db, [accountId])
      : await selectAttemptsAt(db, [accountId, lessonId]);
  return rows.map(toSummary);
}

/** @throws when one is in progress already (unique index). */
export async function insertAttempt(db: Tx, attempt: NewAttempt, now: Date): Promise<string> {
  const id = newId();
  const last = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('account_id', '=', attempt.accountId)
    .where('lesson_id', '=', attempt.lessonId)
    .executeTakeFirst();
  await db
    .insertInto('attempt')
    .values({
      id,
      account_id: attempt.accountId,
      lesson_id: attempt.lessonId,
      lesson_hash: attempt.lessonHash,
      lesson_title: attempt.lessonTitle,
      number: (last?.number ?? 0) + 1,
      state: 'in-progress',
      seed: attempt.seed,
      plan: JSON.stringify(attempt.plan),
      pass: attempt.pass,
      started_at: now.toISOString(),
      submitted_at: null,
      submission_key: null,
      score: null,
      max_score: attempt.maxScore,
    })
    .execute();
  return id;
}

/** Closes the attempt if it is still open; false when another request was first. */
export async function closeAttempt(
  db: Tx,
  attemptId: string,
  submission: { readonly key: string; readonly score: number; readonly at: Date },
): Promise<boolean> {
  const result = await db
    .updateTable('attempt')
    .set({
      state: 'graded',
      submission_key: submission.key,
      score: submission.score,
      submitted_at: submission.at.toISOString(),
    })
    .where('id', '=', attemptId)
    .where('state', '=', 'in-progress')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function toAttempt(row: AttemptTable): Attempt {
  // Written by `insertAttempt`; never changed afterwards.
  return { ...toSummary(row), plan: JSON.parse(row.plan) as Plan };
}

function toSummary(row: Pick<AttemptTable, (typeof SUMMARY)[number]>): AttemptSummary {
  return {
    id: row.id,
    accountId: row.account_id,
    lessonId: row.lesson_id,
    lessonTitle: row.lesson_title,
    number: row.number,
    state: row.state,
    pass: row.pass,
    startedAt: new Date(row.started_at),
    submittedAt: row.submitted_at === null ? null : new Date(row.submitted_at),
    submissionKey: row.submission_key,
    score: row.score,
    maxScore: row.max_score,
  };
}
