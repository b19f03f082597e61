import type { Item } from './item.ts';
import { randomGuessScore } from './statistics/item-figures.ts';
import type { TimedRun } from './time-on-task.ts';

/** How many of the latest runs are looked at. */
export const RUNS_WINDOW = 5;
/** Milliseconds for a question under which nobody reads it. */
export const FAST_PER_QUESTION = 8000;
/** How far over the share of blind choosing a result still looks like it. */
export const NEAR_CHANCE = 0.15;

/** A run at a quiz that has its result. */
export interface GradedRun extends TimedRun {
  readonly quizId: string;
  /** Share of the points earned, 0 to 1. */
  readonly share: number;
  /** Share needed to pass, 0 to 1. */
  readonly pass: number;
  /** The share that blind choosing earns on average, 0 to 1. */
  readonly chance: number;
}

/** Of the latest runs, those that look like guessing. */
export interface Guessing {
  readonly runs: number;
  readonly of: number;
  /** Their mean share, 0 to 1; null where there are none. */
  readonly share: number | null;
}

/**
 * A run that was faster than reading allows, under {@link FAST_PER_QUESTION} for each question, and
 * earned no more than {@link NEAR_CHANCE} over what blind choosing does.
 */
export function looksGuessed({ startedAt, submittedAt, questions, share, chance }: GradedRun) {
  const lasted = submittedAt.getTime() - startedAt.getTime();
  return lasted < questions * FAST_PER_QUESTION && share <= chance + NEAR_CHANCE;
}

/** The runs among the latest {@link RUNS_WINDOW} that look guessed; newest first. */
export function guessing(runs: readonly GradedRun[]): Guessing {
  const window = runs.slice(0, RUNS_WINDOW);
  const guessed = window.filter(looksGuessed);
  const sum = guessed.reduce((total, { share }) => total + share, 0);
  const share = guessed.length === 0 ? null : sum / guessed.length;
  return { runs: guessed.length, of: window.length, share };
}

/**
 * The share of the points that blind choosing earns on average, 0 to 1; what rests on how many one
 * ticks, orders or types is taken as nothing.
 */
export function chanceShare(items: readonly Item[]): number {
  const points = items.reduce((sum, item) => sum + item.points, 0);
  if (points === 0) return 0;
  const lucky = items.reduce((sum, item) => sum + item.points * (randomGuessScore(item) ?? 0), 0);
  return lucky / points;
}
