/** Share of chance alone below which something counts as more than chance. */
export const LEVEL = 0.05;

/**
 * The exact chance that at least so many of several independent events happen, given the chance of
 * each (0 to 1): the upper tail of the Poisson binomial distribution, which for equal chances is the
 * binomial. Built up event by event: P(k of n) = P(k of n−1)·(1−p) + P(k−1 of n−1)·p.
 */
export function upperTail(chances: readonly number[], atLeast: number): number {
  let shares: readonly number[] = [1];
  for (const p of chances) {
    const before = shares;
    shares = Array.from(
      { length: before.length + 1 },
      (_, k) => (before[k] ?? 0) * (1 - p) + (before[k - 1] ?? 0) * p,
    );
  }
  return shares.slice(Math.max(0, atLeast)).reduce((sum, share) => sum + share, 0);
}
