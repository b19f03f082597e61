import type { AttemptEnd, Plan } from '../domain/attempt.ts';
import type { QuizSettings } from '../domain/course.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

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
      marks_from: null,
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
  /** When the learner may know the marks, see `marksFrom`. */
  readonly marksFrom: Date | null;
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
      marks_from: closing.marksFrom?.toISOString() ?? null,
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
