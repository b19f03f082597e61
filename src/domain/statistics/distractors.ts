import { ASKED, NO_CHOICE, type ChoicePart, type PartChoice } from './choices.ts';
import { sumBy } from './frequencies.ts';

/** How often a choice was taken by attempts with a result of `bin` per cent, 0 to 100. */
export interface ChoiceCount {
  readonly part: string;
  readonly choice: string;
  readonly bin: number;
  readonly attempts: number;
}

/** The weakest, the middle and the strongest third of the attempts, by their totals. */
export type Thirds = readonly [bottom: number, middle: number, top: number];

/** How often a choice was taken. */
export interface ChoiceRow extends PartChoice {
  readonly attempts: number;
  /** Share of all attempts that took it, 0 to 1. */
  readonly share: number;
  /** The same for each third. */
  readonly thirds: Thirds;
}

/** The distractor table of a part of an item: its choices, and how many left it blank. */
export interface PartTable extends Pick<ChoicePart, 'part' | 'label' | 'sole'> {
  readonly rows: readonly ChoiceRow[];
  readonly blank: Omit<ChoiceRow, keyof PartChoice>;
}

/**
 * Who took which choice, by thirds of the attempts in the order of their totals. A third ends
 * within a bin more often than not; of such a bin each third has its part of everything.
 */
export function distractorTables(
  parts: readonly ChoicePart[],
  counts: readonly ChoiceCount[],
): PartTable[] {
  const asked = counts.filter(({ choice }) => choice === ASKED);
  const n = sumBy(asked, ({ attempts }) => attempts);
  const weights = thirdWeights(asked);
  return parts.map(({ part, label, sole, choices }) => {
    const takenBy = (id: string) =>
      counts.filter((count) => count.part === part && count.choice === id);
    const rowOf = (id: string) => row(takenBy(id), n, weights);
    const rows = choices.map((choice) => ({ ...choice, ...rowOf(choice.id) }));
    return { part, label, sole, rows, blank: rowOf(NO_CHOICE) };
  });
}

function row(counts: readonly ChoiceCount[], n: number, weights: ReadonlyMap<number, Thirds>) {
  const attempts = sumBy(counts, (count) => count.attempts);
  const third = (place: 0 | 1 | 2) => {
    const taken = sumBy(counts, (count) => count.attempts * (weights.get(count.bin)?.[place] ?? 0));
    return n === 0 ? 0 : taken / (n / 3);
  };
  return {
    attempts,
    share: n === 0 ? 0 : attempts / n,
    thirds: [third(0), third(1), third(2)] as const,
  };
}

/** How much of each bin lies in each third. */
function thirdWeights(asked: readonly ChoiceCount[]): ReadonlyMap<number, Thirds> {
  const size = sumBy(asked, ({ attempts }) => attempts) / 3;
  const weights = new Map<number, Thirds>();
  let from = 0;
  for (const { bin, attempts } of asked.toSorted((one, other) => one.bin - other.bin)) {
    const to = from + attempts;
    const inThird = (place: number) => overlap(from, to, place * size, (place + 1) * size);
    weights.set(bin, [inThird(0) / attempts, inThird(1) / attempts, inThird(2) / attempts]);
    from = to;
  }
  return weights;
}

function overlap(from: number, to: number, low: number, high: number): number {
  return Math.max(0, Math.min(to, high) - Math.max(from, low));
}
