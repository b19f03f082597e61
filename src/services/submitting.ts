import { itemScore, totalScore } from '../domain/attempt.ts';
import { gradeItem } from '../domain/items/registry.ts';
import { closeAttempt } from '../store/attempts.ts';
import type { Db, Tx } from '../store/database.ts';
import { commitTogether } from '../store/group-commit.ts';
import { putScores } from '../store/responses.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { noteObjectives, noteProgress, type LessonOutline } from './progressing.ts';

export type SubmitOutcome =
  /** Marked now, or before with the same key: the receipt is the same. */
  | { readonly kind: 'submitted' }
  /** Submitted before with another key, from another tab or device. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'missing' };

interface Mark {
  readonly itemRef: string;
  readonly itemHash: string;
  readonly objective: string;
  readonly points: number;
  readonly score: number;
}

/**
 * Submits an attempt once: grades what was saved and moves the learner's progress, in one
 * transaction. `key` makes a repeat harmless. `lesson` is the lesson as it is now, for its state;
 * undefined when it has left the course.
 */
export async function submitAttempt(
  db: Db,
  accountId: string,
  submission: { readonly attemptId: string; readonly key: string },
  findLesson: (lessonId: string) => LessonOutline | undefined,
  now: Date,
): Promise<SubmitOutcome> {
  return await commitTogether(db, async (tx): Promise<SubmitOutcome> => {
    const work = await findWork(tx, accountId, submission.attemptId);
    if (work === undefined) return { kind: 'missing' };
    if (work.attempt.state !== 'in-progress') {
      const repeated = work.attempt.submissionKey === submission.key;
      return { kind: repeated ? 'submitted' : 'closed' };
    }
    await grade(tx, work, submission.key, findLesson(work.attempt.lessonId), now);
    return { kind: 'submitted' };
  });
}

async function grade(
  tx: Tx,
  work: AttemptWork,
  key: string,
  lesson: LessonOutline | undefined,
  now: Date,
): Promise<void> {
  const { attempt } = work;
  const marks = markItems(work);
  const scores = marks.map((mark) => mark.score);
  const { score, share } = totalScore(scores, attempt.plan, attempt.pass);
  await closeAttempt(tx, attempt.id, { key, score, at: now });
  await putScores(tx, attempt.id, marks, now);
  const outline = lesson ?? { id: attempt.lessonId, sections: [], quiz: { pass: attempt.pass } };
  await noteProgress(tx, attempt.accountId, outline, { submittedShare: share }, now);
  await noteObjectives(tx, attempt.accountId, attempt.lessonId, marks, now);
}

function markItems(work: AttemptWork): Mark[] {
  return work.items.map((item) => {
    const saved = work.responses.get(item.ref);
    const { share } = gradeItem(item, saved?.response ?? null);
    return {
      itemRef: item.ref,
      itemHash: item.hash,
      objective: item.objective,
      points: item.points,
      score: itemScore(item.points, share),
    };
  });
}
