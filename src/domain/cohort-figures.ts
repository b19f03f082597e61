import { CERTAINTIES, type CalibrationRow } from './certainty.ts';
import type { LearnerStanding } from './learner-standing.ts';
import type { LessonState } from './progress.ts';
import type { LearnerState, Reason } from './standing-reasons.ts';

/** A learner's work in one lesson, as far as the figures need it. */
export interface LessonWork {
  readonly state: LessonState;
  /** The share that counts, 0 to 1; null before the first result. */
  readonly bestShare: number | null;
  /** Time on task, milliseconds. */
  readonly time: number;
}

/** A learner of a cohort with what is said of them. */
export interface CohortLearner {
  readonly state: LearnerState;
  /** Why they may need a hand, the most pressing first. */
  readonly reasons: readonly Reason[];
  readonly standing: LearnerStanding;
  /** By lesson or quiz id; what is not there is not started. */
  readonly lessons: ReadonlyMap<string, LessonWork>;
}

/** How many learners have come how far in one lesson. */
export interface LessonCounts {
  readonly lessonId: string;
  readonly started: number;
  /** Completed or passed. */
  readonly done: number;
  readonly passed: number;
  /** Mean of the shares that count, 0 to 1; null where nobody has one. */
  readonly meanShare: number | null;
}

/** Counts of a lesson over these learners. */
export function lessonCounts(lessonId: string, learners: readonly CohortLearner[]): LessonCounts {
  const work = learners.flatMap((learner) => learner.lessons.get(lessonId) ?? []);
  const shares = work.flatMap(({ bestShare }) => bestShare ?? []);
  return {
    lessonId,
    started: work.length,
    done: work.filter(isDone).length,
    passed: work.filter(({ state }) => state === 'passed').length,
    meanShare: mean(shares),
  };
}

/** Whether a lesson needs nothing more: completed or passed. */
export function isDone({ state }: Pick<LessonWork, 'state'>): boolean {
  return state === 'completed' || state === 'passed';
}

/** Learners who have done every one of these lessons. */
export function countDone(
  lessonIds: readonly string[],
  learners: readonly Pick<CohortLearner, 'lessons'>[],
): number {
  return learners.filter(({ lessons }) =>
    lessonIds.every((id) => isDone(lessons.get(id) ?? { state: 'not-started' })),
  ).length;
}

/** A learner's mean of the shares that count in these lessons, 0 to 1; null where there is none. */
export function masteryIn(
  lessonIds: readonly string[],
  { lessons }: Pick<CohortLearner, 'lessons'>,
): number | null {
  return mean(lessonIds.flatMap((id) => lessons.get(id)?.bestShare ?? []));
}

/** Median over the learners of {@link masteryIn}; null where nobody has any. */
export function medianMastery(
  lessonIds: readonly string[],
  learners: readonly CohortLearner[],
): number | null {
  return median(learners.flatMap((learner) => masteryIn(lessonIds, learner) ?? []));
}

/** Median time on task of a learner in one of these lessons, milliseconds, where there is any. */
export function medianTime(
  lessonIds: readonly string[],
  learners: readonly CohortLearner[],
): number | null {
  const times = learners.flatMap(({ lessons }) =>
    lessonIds.map((id) => lessons.get(id)?.time ?? 0).filter((time) => time > 0),
  );
  return median(times);
}

/** Answers and right ones of all learners together, for each certainty. */
export function sumCalibration(learners: readonly CohortLearner[]): CalibrationRow[] {
  return CERTAINTIES.map((certainty, place) => {
    const rows = learners.flatMap(({ standing }) => standing.calibration[place] ?? []);
    return {
      certainty,
      answers: rows.reduce((sum, { answers }) => sum + answers, 0),
      right: rows.reduce((sum, { right }) => sum + right, 0),
    };
  });
}

/** The middle value, or the mean of both in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = Number.isInteger(middle) ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
