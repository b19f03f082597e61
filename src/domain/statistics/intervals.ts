import { t95, Z95 } from './student-t.ts';

/** Both ends of a 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share, for things that are so or not: with p = successes / n,
 * (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). `n` at least 1; ends from 0 to 1.
 * Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212.
 */
export function wilsonInterval(successes: number, n: number): Interval {
  const p = successes / n;
  const z2 = Z95 ** 2;
  const middle = p + z2 / (2 * n);
  const reach = Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return clamped((middle - reach) / (1 + z2 / n), (middle + reach) / (1 + z2 / n), 0);
}

/**
 * Student's interval of a mean of shares: mean ± t(n − 1) · sd / √n, cut off at 0 and 1. `n` at
 * least 2.
 */
export function meanInterval(mean: number, sd: number, n: number): Interval {
  const reach = (t95(n - 1) * sd) / Math.sqrt(n);
  return clamped(mean - reach, mean + reach, 0);
}

/**
 * Fisher's interval of a correlation r from −1 to 1: tanh(artanh r ± z / √(n − 3)); null for fewer
 * than four pairs. Source: Fisher (1921), Metron 1, 3–32.
 */
export function correlationInterval(r: number, n: number): Interval | null {
  if (n <= 3) return null;
  const reach = Z95 / Math.sqrt(n - 3);
  const middle = Math.atanh(Math.min(1, Math.max(-1, r)));
  return clamped(Math.tanh(middle - reach), Math.tanh(middle + reach), -1);
}

function clamped(low: number, high: number, least: number): Interval {
  return { low: Math.max(least, low), high: Math.min(1, high) };
}
