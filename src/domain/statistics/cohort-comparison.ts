import { meanInterval, wilsonInterval, type Interval } from './intervals.ts';

/** Nothing is said of cohorts of fewer learners: figures would tell of single people. */
export const FEWEST_LEARNERS = 5;

/** A share or a mean from 0 to 1 with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

/** Values that were added up: how many, their sum and the sum of their squares. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** The share `part` of `all` learners with Wilson's interval; null for too few. */
export function shareOf(part: number, all: number): Estimate | null {
  if (all < FEWEST_LEARNERS) return null;
  return { value: part / all, interval: wilsonInterval(part, all) };
}

/**
 * The mean of values from 0 to 1 with Student's interval; null for too few. The variance is
 * (Σx² − (Σx)²/n) / (n − 1), where rounding may leave less than nothing.
 */
export function meanOf({ n, sum, squares }: Sums): Estimate | null {
  if (n < FEWEST_LEARNERS) return null;
  const variance = Math.max(0, (squares - sum ** 2 / n) / (n - 1));
  return { value: sum / n, interval: meanInterval(sum / n, Math.sqrt(variance), n) };
}
