import type { Item } from '../item.ts';
import type { ItemResponse } from '../items/registry.ts';
import { takenChoices } from './choices.ts';
import { rounded } from './item-sums.ts';

/** An attempt whose marks are all given, as statistics need it; scores are points. */
export interface MarkedAttempt {
  readonly quizId: string;
  readonly score: number;
  readonly maxScore: number;
  readonly answers: readonly {
    readonly item: Item;
    readonly score: number;
    readonly response: ItemResponse | null;
  }[];
}

/** How often a mark of an item version came with a total; see `MarkCount`. */
export interface MarkTally {
  readonly quizId: string;
  readonly itemHash: string;
  readonly mark: number;
  readonly total: number;
}

/** How often a total came; see `TotalCount`. */
export interface TotalTally {
  readonly quizId: string;
  readonly total: number;
  readonly max: number;
}

/** How often a choice was taken by attempts with a result of `bin` per cent. */
export interface ChoiceTally {
  readonly quizId: string;
  readonly itemHash: string;
  readonly part: string;
  readonly choice: string;
  readonly bin: number;
}

/** A tally, and by how much attempts change it. */
export type Counted<Tally> = Tally & { readonly attempts: number };

/** What attempts add to the tallies, or take from them. */
export interface Tallies {
  readonly marks: readonly Counted<MarkTally>[];
  readonly totals: readonly Counted<TotalTally>[];
  readonly choices: readonly Counted<ChoiceTally>[];
}

/** What one attempt adds to the tallies. */
export function talliesOf({ quizId, score, maxScore, answers }: MarkedAttempt): Tallies {
  const total = rounded(score);
  const bin = binOf(score, maxScore);
  const attempts = 1;
  return {
    totals: [{ quizId, total, max: rounded(maxScore), attempts }],
    marks: answers.map((answer) => ({
      quizId,
      itemHash: answer.item.hash,
      mark: rounded(answer.score),
      total,
      attempts,
    })),
    choices: answers.flatMap(({ item, response }) =>
      takenChoices(item, response).map(({ part, choice }) => ({
        quizId,
        itemHash: item.hash,
        part,
        choice,
        bin,
        attempts,
      })),
    ),
  };
}

/** A result in whole per cent, rounded down: 0 to 100. */
export function binOf(score: number, max: number): number {
  return max === 0 ? 0 : Math.min(100, Math.floor((100 * score) / max + 1e-9));
}

/** What several changes come to; those that cancel each other are left out. */
export function addUp(all: readonly Tallies[]): Tallies {
  return {
    marks: addEach(all.flatMap(({ marks }) => marks)),
    totals: addEach(all.flatMap(({ totals }) => totals)),
    choices: addEach(all.flatMap(({ choices }) => choices)),
  };
}

/** The change that undoes this one. */
export function negated({ marks, totals, choices }: Tallies): Tallies {
  return { marks: marks.map(negate), totals: totals.map(negate), choices: choices.map(negate) };
}

function negate<Tally extends { readonly attempts: number }>(tally: Tally): Tally {
  return { ...tally, attempts: -tally.attempts };
}

function addEach<Tally extends { readonly attempts: number }>(tallies: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const tally of tallies) {
    const key = JSON.stringify({ ...tally, attempts: 0 });
    const attempts = (sums.get(key)?.attempts ?? 0) + tally.attempts;
    sums.set(key, { ...tally, attempts });
  }
  return [...sums.values()].filter(({ attempts }) => attempts !== 0);
}
