/** A value with how often it came. */
export interface Frequency {
  readonly value: number;
  readonly count: number;
}

/** How many observations there are. */
export function countOf(frequencies: readonly Frequency[]): number {
  return sumBy(frequencies, ({ count }) => count);
}

/** The mean; 0 where there is nothing. */
export function meanOf(frequencies: readonly Frequency[]): number {
  const n = countOf(frequencies);
  return n === 0 ? 0 : sumBy(frequencies, ({ value, count }) => value * count) / n;
}

/** Σ (value − mean)^power over all observations. */
export function centralSum(frequencies: readonly Frequency[], power: number): number {
  const mean = meanOf(frequencies);
  return sumBy(frequencies, ({ value, count }) => count * (value - mean) ** power);
}

/**
 * The sample variance, Σ (value − mean)² / (n − 1); 0 for fewer than two. Exactly 0 where all values
 * are one, which a difference of sums would miss by a rounding error.
 */
export function varianceOf(frequencies: readonly Frequency[]): number {
  const n = countOf(frequencies);
  if (n < 2 || isConstant(frequencies)) return 0;
  return centralSum(frequencies, 2) / (n - 1);
}

/** The middle value; of an even number, the mean of the middle two. 0 where there is nothing. */
export function medianOf(frequencies: readonly Frequency[]): number {
  const sorted = ascending(frequencies);
  const n = countOf(sorted);
  return (valueAt(sorted, Math.floor((n - 1) / 2)) + valueAt(sorted, Math.floor(n / 2))) / 2;
}

/** Equal values together, the smallest first. */
export function ascending(frequencies: readonly Frequency[]): Frequency[] {
  const counts = new Map<number, number>();
  for (const { value, count } of frequencies) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => one.value - other.value);
}

/** Adds up what `figure` gives for each. */
export function sumBy<T>(all: readonly T[], figure: (one: T) => number): number {
  return all.reduce((sum, one) => sum + figure(one), 0);
}

function isConstant(frequencies: readonly Frequency[]): boolean {
  const [first, ...others] = frequencies.filter(({ count }) => count > 0);
  return others.every(({ value }) => value === first?.value);
}

/** `sorted` ascending; `place` from 0. */
function valueAt(sorted: readonly Frequency[], place: number): number {
  let passed = 0;
  for (const { value, count } of sorted) {
    passed += count;
    if (place < passed) return value;
  }
  return 0;
}
