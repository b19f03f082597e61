import type { Lesson } from '../domain/course.ts';
import { levelAfterQuiz, objectiveShares } from '../domain/mastery.ts';
import { lessonState } from '../domain/progress.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  findLessonProgress,
  listObjectives,
  putLessonProgress,
  putObjectives,
  type ObjectiveProgress,
} from '../store/progress.ts';

/** Something that happened to a learner in a lesson. */
export interface ProgressEvent {
  readonly sectionsRead?: readonly string[];
  readonly lastSection?: string;
  /** Share of the points of a quiz that was just submitted, 0 to 1. */
  readonly submittedShare?: number;
}

/** The parts of a lesson that its state follows from. */
export type LessonOutline = Pick<Lesson, 'id'> & {
  readonly sections: readonly { readonly id: string }[];
  readonly quiz: { readonly pass: number };
};

const NOTHING_YET = { sectionsRead: [], lastSection: null, bestShare: null, attempts: 0 };

/** Folds an event into the learner's progress in the lesson, in the transaction of the event itself. */
export async function noteProgress(
  tx: Tx,
  accountId: string,
  lesson: LessonOutline,
  event: ProgressEvent,
  now: Date,
): Promise<void> {
  const before = (await findLessonProgress(tx, accountId, lesson.id)) ?? NOTHING_YET;
  const sectionsRead = [...new Set([...before.sectionsRead, ...(event.sectionsRead ?? [])])];
  const bestShare = best(before.bestShare, event.submittedShare ?? null);
  const state = lessonState({
    sectionsRead,
    sections: lesson.sections.map((section) => section.id),
    bestShare,
    attemptStarted: true,
    pass: lesson.quiz.pass,
  });
  const lastSection = event.lastSection ?? before.lastSection;
  const attempts = before.attempts + (event.submittedShare === undefined ? 0 : 1);
  const progress = { lessonId: lesson.id, state, sectionsRead, lastSection, bestShare, attempts };
  await putLessonProgress(tx, accountId, progress, now);
}

/** Marks sections as read; unknown section ids are left out. */
export async function markRead(
  db: Db,
  accountId: string,
  lesson: Lesson,
  sectionIds: readonly string[],
  now: Date,
): Promise<void> {
  const known = lesson.sections.map((section) => section.id);
  const sectionsRead = sectionIds.filter((id) => known.includes(id));
  const lastSection = sectionsRead.at(-1);
  if (lastSection === undefined) return;
  await db.transaction().execute(async (tx) => {
    await noteProgress(tx, accountId, lesson, { sectionsRead, lastSection }, now);
  });
}

export interface ObjectiveMark {
  readonly objective: string;
  readonly score: number;
  readonly points: number;
}

/** Moves the mastery levels of the objectives that a submitted quiz asked about. */
export async function noteObjectives(
  tx: Tx,
  accountId: string,
  lessonId: string,
  marks: readonly ObjectiveMark[],
  now: Date,
): Promise<void> {
  const before = await listObjectives(tx, accountId, lessonId);
  const levels = new Map(before.map((objective) => [objective.objectiveId, objective.level]));
  const after: ObjectiveProgress[] = [...objectiveShares(marks)].map(([objectiveId, share]) => ({
    lessonId,
    objectiveId,
    share,
    level: levelAfterQuiz(levels.get(objectiveId) ?? 'not-started', share),
  }));
  await putObjectives(tx, accountId, after, now);
}

function best(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
