import type { DrawRule, Quiz } from './course.ts';
import type { Item } from './item.ts';
import { shuffledIds } from './items/registry.ts';
import { reaches } from './share.ts';
import { seededShuffle } from './shuffle.ts';

/**
 * `in-progress` until submitted, by the learner or, at the deadline, by the server; then
 * `awaiting-grading` where an essay needs a reader, else `graded` at once.
 */
export const ATTEMPT_STATES = ['in-progress', 'awaiting-grading', 'graded'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** Who ended an attempt: the learner, or the clock. */
export type AttemptEnd = 'submission' | 'expiry';

/** One item of an attempt, pinned: what was shown, in which order, for how many points. */
export interface PlannedItem {
  readonly ref: string;
  /** The item version. */
  readonly hash: string;
  /** The translations that it was shown in; absent where there were none. */
  readonly wording?: string;
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

/**
 * Lays out a run at a quiz; the same quiz, `seen` and seed always give the same plan. `seen` holds
 * the refs of items that the learner was asked before: a draw takes the others first.
 */
export function planAttempt(quiz: Quiz, seen: ReadonlySet<string>, seed: number): Plan {
  const { shuffleItems, shuffleChoices } = quiz.settings;
  const drawn = quiz.draw === null ? quiz.bank : drawItems(quiz.bank, quiz.draw, seen, seed);
  const items = shuffleItems ? seededShuffle(drawn, seed) : drawn;
  return items.map((item, index) => ({
    ref: item.ref,
    hash: item.hash,
    ...(item.wording === undefined ? {} : { wording: item.wording.hash }),
    points: item.points,
    order: optionOrder(item, shuffleChoices, seed + index + 1),
  }));
}

/** Takes `count` items for each rule, unseen ones first, none twice. */
function drawItems(
  bank: readonly Item[],
  rules: readonly DrawRule[],
  seen: ReadonlySet<string>,
  seed: number,
): Item[] {
  const drawn: Item[] = [];
  rules.forEach((rule, index) => {
    const candidates = drawable(bank, rule).filter((item) => !drawn.includes(item));
    const shuffled = seededShuffle(candidates, seed + index);
    const unseen = shuffled.filter((item) => !seen.has(item.ref));
    const known = shuffled.filter((item) => seen.has(item.ref));
    drawn.push(...[...unseen, ...known].slice(0, rule.count));
  });
  return drawn;
}

/** The items of a bank that a rule may draw. */
export function drawable(bank: readonly Item[], rule: DrawRule): Item[] {
  return bank.filter(
    (item) =>
      (rule.lesson === null || item.lesson === rule.lesson) &&
      (rule.objective === null || `${item.lesson}/${item.objective}` === rule.objective) &&
      (rule.tag === null || item.tags.includes(rule.tag)),
  );
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
