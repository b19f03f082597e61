import type { Lesson } from './course.ts';
import type { Item } from './item.ts';
import { shuffledIds } from './items/registry.ts';
import { seededShuffle } from './shuffle.ts';

/** `graded` follows `in-progress` at submission: every item type so far is marked by the program. */
export type AttemptState = 'in-progress' | 'graded';

/** One item of an attempt, pinned: what was shown, in which order, for how many points. */
export interface PlannedItem {
  readonly ref: string;
  /** The item version. */
  readonly hash: string;
  readonly points: number;
  /** Option ids as shown; empty where the type does not shuffle. */
  readonly order: readonly string[];
}

/** The items of an attempt, in the order shown. */
export type Plan = readonly PlannedItem[];

export interface AttemptScore {
  /** Sum of the item scores, 0 to `max`. */
  readonly score: number;
  readonly max: number;
  /** `score / max`, 0 to 1; 0 for a quiz without points. */
  readonly share: number;
  readonly passed: boolean;
}

/** Rounding errors of sums of thirds must not fail somebody who is exactly at the pass mark. */
const SHARE_TOLERANCE = 1e-9;

/** Lays out a run at the lesson's quiz; the same lesson and seed always give the same plan. */
export function planAttempt(lesson: Lesson, seed: number): Plan {
  const items = lesson.quiz.shuffleItems ? seededShuffle(lesson.items, seed) : lesson.items;
  return items.map((item, index) => ({
    ref: item.ref,
    hash: item.hash,
    points: item.points,
    order: optionOrder(item, lesson.quiz.shuffleChoices, seed + index + 1),
  }));
}

function optionOrder(item: Item, shuffleChoices: boolean, seed: number): readonly string[] {
  const ids = shuffledIds(item);
  // An ordering item is authored in its right order: unshuffled it would show its key.
  if (!shuffleChoices && item.type !== 'ordering') return ids;
  return seededShuffle(ids, seed);
}

/** Marks an item: `share` (0 to 1) of its points. */
export function itemScore(points: number, share: number): number {
  return points * Math.min(1, Math.max(0, share));
}

/** Adds up an attempt. `pass` is the share needed, 0 to 1. */
export function totalScore(scores: readonly number[], plan: Plan, pass: number): AttemptScore {
  const max = plan.reduce((sum, item) => sum + item.points, 0);
  // Floating-point sums may end a hair above the maximum.
  const score = Math.min(
    max,
    scores.reduce((sum, value) => sum + value, 0),
  );
  const share = max === 0 ? 0 : score / max;
  return { score, max, share, passed: reaches(share, pass) };
}

/** True when `share` is at or over `mark`, both 0 to 1. */
export function reaches(share: number, mark: number): boolean {
  return share >= mark - SHARE_TOLERANCE;
}
