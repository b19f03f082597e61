import type { Item } from '../item.ts';
import { choiceParts } from './choices.ts';
import { distractorTables, type ChoiceCount, type PartTable } from './distractors.ts';
import { flagsOf, urgencyOf, type RaisedFlag } from './flags.ts';
import { sumBy, varianceOf } from './frequencies.ts';
import { itemFigures, randomGuessScore, type ItemFigures } from './item-figures.ts';
import { spreadOf, sumsOf, type ItemSums, type MarkCount } from './item-sums.ts';
import { quizFigures, type QuizFigures, type TotalCount } from './quiz-figures.ts';
import { weightsOf, type Weight } from './weights.ts';

/** Nothing is said of fewer attempts: figures would be chance, and would tell of single people. */
export const FEWEST_ATTEMPTS = 5;

/** What was counted of an item version in a quiz. */
export interface ItemCounts {
  readonly item: Item;
  readonly marks: readonly MarkCount[];
  readonly choices: readonly ChoiceCount[];
}

/** What is said of an item version. */
export interface ItemAnalysis {
  readonly item: Item;
  readonly figures: ItemFigures;
  /** 0 to 1; null where it rests on how many one ticks. */
  readonly guess: number | null;
  /** Null where not every attempt was asked the same items. */
  readonly weight: Weight | null;
  readonly tables: readonly PartTable[];
  readonly flags: readonly RaisedFlag[];
  readonly sums: ItemSums;
}

/** What is said of a quiz. */
export interface QuizAnalysis {
  readonly figures: QuizFigures;
  /** What needs attention first; of those alike, in the order given. */
  readonly items: readonly ItemAnalysis[];
  /** Item versions with fewer than {@link FEWEST_ATTEMPTS} attempts. */
  readonly tooFew: readonly Item[];
}

/**
 * Analyses a quiz; null for fewer than {@link FEWEST_ATTEMPTS} attempts. `isCovered` tells whether
 * an item's objective is one of its lesson's.
 */
export function analyseQuiz(
  totals: readonly TotalCount[],
  items: readonly ItemCounts[],
  isCovered: (item: Item) => boolean,
): QuizAnalysis | null {
  const n = sumBy(totals, ({ attempts }) => attempts);
  if (n < FEWEST_ATTEMPTS) return null;
  const enough = items.filter(({ marks }) => attemptsIn(marks) >= FEWEST_ATTEMPTS);
  const weights = weightsByRef(items, n);
  const analyses = enough.map((counts) => analyseItem(counts, weights, isCovered(counts.item)));
  return {
    figures: quizFigures(totals, markVariances(items.map(toRefCounts), n)),
    items: analyses.toSorted((one, other) => urgencyOf(other.flags) - urgencyOf(one.flags)),
    tooFew: items.filter((counts) => !enough.includes(counts)).map(({ item }) => item),
  };
}

function analyseItem(
  { item, marks, choices }: ItemCounts,
  weights: ReadonlyMap<string, Weight> | null,
  covered: boolean,
): ItemAnalysis {
  const figures = itemFigures(marks, item.points);
  const tables = distractorTables(choiceParts(item), choices);
  return {
    item,
    figures,
    guess: randomGuessScore(item),
    weight: weights?.get(item.ref) ?? null,
    tables,
    flags: flagsOf(item.type, figures, tables, covered),
    sums: sumsOf(marks),
  };
}

/** How often each mark of an item came, whatever its version. */
export interface RefCounts {
  readonly ref: string;
  readonly marks: readonly Pick<MarkCount, 'mark' | 'attempts'>[];
}

function toRefCounts({ item, marks }: ItemCounts): RefCounts {
  return { ref: item.ref, marks };
}

/**
 * The variance of each item's mark over all `n` attempts at a quiz, versions of an item taken
 * together; null where an item was not asked in every attempt, as in a draw.
 */
export function markVariances(counts: readonly RefCounts[], n: number): number[] | null {
  const marks = grouped(counts, ({ ref }) => ref).map((versions) =>
    versions.flatMap((version) => version.marks),
  );
  if (marks.some((own) => attemptsIn(own) !== n)) return null;
  return marks.map((own) =>
    varianceOf(own.map(({ mark, attempts }) => ({ value: mark, count: attempts }))),
  );
}

/** The weight of each item by its ref; versions count as one, with the points of the most asked. */
function weightsByRef(items: readonly ItemCounts[], n: number): ReadonlyMap<string, Weight> | null {
  if (markVariances(items.map(toRefCounts), n) === null) return null;
  const merged = grouped(items, ({ item }) => item.ref).map((versions) => {
    const most = versions.reduce((one, other) =>
      attemptsIn(other.marks) > attemptsIn(one.marks) ? other : one,
    );
    const { covXT } = spreadOf(versions.flatMap(({ marks }) => marks));
    return { ref: most.item.ref, points: most.item.points, covXT };
  });
  const weights = weightsOf(merged);
  return new Map(
    weights.flatMap((weight, place): [string, Weight][] => [[merged[place]?.ref ?? '', weight]]),
  );
}

/** Those with the same key together, in the order of the first of each; no group is empty. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

function attemptsIn(marks: readonly { readonly attempts: number }[]): number {
  return sumBy(marks, ({ attempts }) => attempts);
}
