import type { ChosenLevels } from '../domain/items/essay.ts';
import type { Plan } from '../domain/attempt.ts';
import type { QuizSettings } from '../domain/course.ts';
import type { Db, Tx } from './database.ts';

/** What a reader gave one essay. */
export interface EssayGrade {
  readonly itemRef: string;
  readonly levels: ChosenLevels;
  /** What the reader wrote to the learner; may be empty. */
  readonly comment: string;
  /** Null when the reader's account is gone. */
  readonly graderId: string | null;
  /** Points earned. */
  readonly score: number;
  readonly gradedAt: Date;
}

/** Who wants to grade: instructors the learners of their cohorts, admins everybody. */
export interface Grader {
  readonly accountId: string;
  readonly isAdmin: boolean;
}

/** An essay that waits for a reader. */
export interface WaitingEssay {
  readonly attemptId: string;
  readonly itemRef: string;
  /** Place in the attempt, from 1. */
  readonly number: number;
  readonly quizId: string;
  readonly quizTitle: string;
  readonly accountId: string;
  /** Null where the quiz is graded without names. */
  readonly learner: string | null;
  readonly submittedAt: Date;
}

/** The grades of an attempt's essays, by item ref. */
export async function listEssayGrades(
  db: Db,
  attemptId: string,
): Promise<ReadonlyMap<string, EssayGrade>> {
  const rows = await db
    .selectFrom('essay_grade')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.item_ref,
      {
        itemRef: row.item_ref,
        // Written by `insertEssayGrade` from levels that fit the item's rubric.
        levels: JSON.parse(row.levels) as ChosenLevels,
        comment: row.comment,
        graderId: row.grader_id,
        score: row.score,
        gradedAt: new Date(row.graded_at),
      },
    ]),
  );
}

/** @throws when the essay has a grade already. */
export async function insertEssayGrade(
  db: Tx,
  attemptId: string,
  grade: EssayGrade,
): Promise<void> {
  await db
    .insertInto('essay_grade')
    .values({
      attempt_id: attemptId,
      item_ref: grade.itemRef,
      levels: JSON.stringify(grade.levels),
      comment: grade.comment,
      grader_id: grade.graderId,
      score: grade.score,
      graded_at: grade.gradedAt.toISOString(),
    })
    .execute();
}

/** Puts another grade in the place of an essay's, which must have one. */
export async function replaceEssayGrade(
  db: Tx,
  attemptId: string,
  grade: EssayGrade,
): Promise<void> {
  await db
    .updateTable('essay_grade')
    .set({
      levels: JSON.stringify(grade.levels),
      comment: grade.comment,
      grader_id: grade.graderId,
      score: grade.score,
      graded_at: grade.gradedAt.toISOString(),
    })
    .where('attempt_id', '=', attemptId)
    .where('item_ref', '=', grade.itemRef)
    .execute();
}

/** The learner behind a submitted attempt that `grader` may grade; undefined for any other. */
export async function findGradableLearner(
  db: Db,
  grader: Grader,
  attemptId: string,
): Promise<{ accountId: string; name: string } | undefined> {
  return await gradableAttempts(db, grader)
    .innerJoin('account', 'account.id', 'attempt.account_id')
    .select(['account.id as accountId', 'account.name'])
    .where('attempt.id', '=', attemptId)
    .where('attempt.state', '<>', 'in-progress')
    .executeTakeFirst();
}

/** Essays that wait for this grader, the longest waiting first. */
export async function listWaitingEssays(
  db: Db,
  grader: Grader,
  limit: number,
): Promise<WaitingEssay[]> {
  const rows = await waitingEssays(db, grader)
    .innerJoin('account', 'account.id', 'attempt.account_id')
    .select(['attempt.id', 'attempt.quiz_id', 'attempt.quiz_title', 'attempt.plan'])
    .select(['attempt.settings', 'attempt.account_id'])
    .select(['attempt.submitted_at', 'account.name', 'response.item_ref'])
    .orderBy('attempt.submitted_at')
    .orderBy('attempt.id')
    .orderBy('response.item_ref')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    // Both written by `insertAttempt`.
    const plan = JSON.parse(row.plan) as Plan;
    const settings = JSON.parse(row.settings) as QuizSettings;
    return {
      attemptId: row.id,
      itemRef: row.item_ref,
      number: plan.findIndex((planned) => planned.ref === row.item_ref) + 1,
      quizId: row.quiz_id,
      quizTitle: row.quiz_title,
      accountId: row.account_id,
      learner: settings.anonymousGrading ? null : row.name,
      submittedAt: new Date(row.submitted_at ?? 0),
    };
  });
}

/** How many essays wait for this grader, by quiz, most first. */
export async function countWaitingEssays(
  db: Db,
  grader: Grader,
): Promise<{ quizId: string; quizTitle: string; essays: number }[]> {
  const rows = await waitingEssays(db, grader)
    .select(['attempt.quiz_id as quizId', 'attempt.quiz_title as quizTitle'])
    .select((eb) => eb.fn.countAll().as('essays'))
    .groupBy(['attempt.quiz_id', 'attempt.quiz_title'])
    .orderBy('essays', 'desc')
    .orderBy('quizTitle')
    .execute();
  return rows.map(({ essays, ...quiz }) => ({ ...quiz, essays: Number(essays) }));
}

/** Blank items were marked at submission: what has no score now is an essay that was written. */
function waitingEssays(db: Db, grader: Grader) {
  return gradableAttempts(db, grader)
    .innerJoin('response', 'response.attempt_id', 'attempt.id')
    .where('attempt.state', '=', 'awaiting-grading')
    .where('response.score', 'is', null);
}

/** Attempts of learners in cohorts that the grader teaches; of everybody for an admin. */
function gradableAttempts(db: Db, { accountId, isAdmin }: Grader) {
  return db
    .selectFrom('attempt')
    .$if(!isAdmin, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('membership as learner')
            .innerJoin('membership as teacher', 'teacher.cohort_id', 'learner.cohort_id')
            .select('learner.cohort_id')
            .whereRef('learner.account_id', '=', 'attempt.account_id')
            .where('learner.role', '=', 'student')
            .where('teacher.account_id', '=', accountId)
            .where('teacher.role', '=', 'instructor'),
        ),
      ),
    );
}
