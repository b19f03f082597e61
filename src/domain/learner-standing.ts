import {
  calibration,
  isConfidentlyWrong,
  latestAnswers,
  type CalibrationRow,
  type DatedAnswer,
} from './certainty.ts';
import type { Catalogue } from './course.ts';
import { hasPassedCourse } from './course-pass.ts';
import { guessing, type GradedRun, type Guessing } from './guessing.ts';
import type { LessonState } from './progress.ts';
import { reaches } from './share.ts';
import { timeOnTask } from './time-on-task.ts';

/** How many of the latest answers with a stated certainty are looked at. */
export const CERTAIN_WINDOW = 20;

/** What a learner has done in a unit: a lesson, or a quiz of a module or of the course. */
export interface UnitWork {
  readonly lessonId: string;
  readonly state: LessonState;
  /** The share that counts, 0 to 1; null before the first result. */
  readonly bestShare: number | null;
  readonly updatedAt: Date;
}

/** All that a standing follows from. */
export interface LearnerRecord {
  readonly work: readonly UnitWork[];
  /** Graded runs, newest first. */
  readonly runs: readonly GradedRun[];
  /** Other signs of life: runs begun or waiting for a reader, reviews. */
  readonly signs: readonly Date[];
  /** Answers for which the learner said how sure they were. */
  readonly answers: readonly DatedAnswer[];
}

/** Where a learner stands in the whole course; the raw facts behind reasons and sums. */
export interface LearnerStanding {
  /** Latest reading, start, submission or review. */
  readonly lastActiveAt: Date | null;
  /** Lessons begun, of these those that are completed or passed, of these those passed. */
  readonly started: number;
  readonly done: number;
  readonly passed: number;
  readonly coursePassed: boolean;
  /** Mean of the shares that count, over the lessons that have one, 0 to 1. */
  readonly mastery: number | null;
  /** Time on task in all quizzes, milliseconds. */
  readonly time: number;
  /** The unit that was worked on last. */
  readonly stoppedAt: string | null;
  /** The quiz not passed with the most failed attempts in a row. */
  readonly stuck: { readonly quizId: string; readonly failures: number } | null;
  /** Of the latest answers to different items with a certainty, those certain and wrong. */
  readonly certain: { readonly wrong: number; readonly of: number };
  readonly guessing: Guessing;
  /** The latest answer to each item. */
  readonly calibration: readonly CalibrationRow[];
}

/** The standing of somebody who has not done anything. */
export const NO_STANDING: LearnerStanding = {
  lastActiveAt: null,
  started: 0,
  done: 0,
  passed: 0,
  coursePassed: false,
  mastery: null,
  time: 0,
  stoppedAt: null,
  stuck: null,
  certain: { wrong: 0, of: 0 },
  guessing: { runs: 0, of: 0, share: null },
  calibration: calibration([]),
};

/** What was done in one unit, from its runs. */
export interface UnitEffort {
  readonly quizId: string;
  /** Milliseconds. */
  readonly time: number;
  /** Failed attempts in a row, up to the latest; 0 once it is passed. */
  readonly failures: number;
}

/** Time and failures of each unit that has runs. */
export function effortsOf({ runs, work }: LearnerRecord): UnitEffort[] {
  const passed = new Set(work.flatMap((one) => (one.state === 'passed' ? one.lessonId : [])));
  const quizIds = [...new Set(runs.map(({ quizId }) => quizId))];
  return quizIds.map((quizId) => {
    const own = runs.filter((run) => run.quizId === quizId);
    const time = own.reduce((sum, run) => sum + timeOnTask(run), 0);
    return { quizId, time, failures: passed.has(quizId) ? 0 : failuresIn(own) };
  });
}

/** Failed runs since the latest that was not; newest first. */
function failuresIn(runs: readonly GradedRun[]): number {
  const last = runs.findIndex(({ share, pass }) => reaches(share, pass));
  return last === -1 ? runs.length : last;
}

/** Where a learner stands; what was done in units that have left the course counts nowhere. */
export function standingOf(course: Catalogue, record: LearnerRecord): LearnerStanding {
  const work = record.work.filter(({ lessonId }) => course.quizzes.has(lessonId));
  const lessons = work.filter(({ lessonId }) => course.lessons.has(lessonId));
  const latest = latestAnswers(record.answers);
  const window = latest.slice(0, CERTAIN_WINDOW);
  const efforts = effortsOf(record).filter(({ quizId }) => course.quizzes.has(quizId));
  return {
    lastActiveAt: latestOf([...record.work.map(({ updatedAt }) => updatedAt), ...record.signs]),
    started: lessons.length,
    done: lessons.filter(({ state }) => state === 'completed' || state === 'passed').length,
    passed: lessons.filter(({ state }) => state === 'passed').length,
    coursePassed: hasPassedCourse(course, new Map(work.map((one) => [one.lessonId, one]))),
    mastery: meanOf(lessons.flatMap(({ bestShare }) => bestShare ?? [])),
    time: efforts.reduce((sum, { time }) => sum + time, 0),
    stoppedAt: lastTouched(work)?.lessonId ?? null,
    stuck: mostFailed(efforts),
    certain: { wrong: window.filter(isConfidentlyWrong).length, of: window.length },
    guessing: guessing(record.runs),
    calibration: calibration(latest),
  };
}

function mostFailed(efforts: readonly UnitEffort[]): LearnerStanding['stuck'] {
  const [most] = efforts.toSorted((one, other) => other.failures - one.failures);
  if (most === undefined || most.failures === 0) return null;
  return { quizId: most.quizId, failures: most.failures };
}

function lastTouched(work: readonly UnitWork[]): UnitWork | undefined {
  return work.toSorted((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())[0];
}

function latestOf(instants: readonly Date[]): Date | null {
  if (instants.length === 0) return null;
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
