/** Which of several attempts counts for the learner's result. */
export const COUNTING_RULES = ['highest', 'latest', 'first', 'average'] as const;
export type CountingRule = (typeof COUNTING_RULES)[number];

/**
 * The share of the points that counts, 0 to 1, of the submitted attempts' shares, oldest first;
 * null when there is none.
 */
export function countingShare(shares: readonly number[], rule: CountingRule): number | null {
  const [first] = shares;
  const latest = shares.at(-1);
  if (first === undefined || latest === undefined) return null;
  switch (rule) {
    case 'highest':
      return Math.max(...shares);
    case 'latest':
      return latest;
    case 'first':
      return first;
    case 'average':
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
}
