/** Failures that cost no waiting: everybody mistypes, and a school shares one address. */
const FREE_FAILURES = { account: 4, address: 40 } as const;
/** Milliseconds to wait after the first failure beyond the free ones; doubles with each further one. */
const FIRST_DELAY = 1000;
/** Longest wait, milliseconds; never a lock-out, which would let a stranger shut a learner out. */
const LONGEST_DELAY = 5 * 60_000;
/** Milliseconds after the last failure at which all are forgotten. */
export const FORGET_AFTER = 24 * 60 * 60_000;

export type ThrottleKind = keyof typeof FREE_FAILURES;

/**
 * Milliseconds still to wait at `now` before another attempt to sign in is looked at; 0 for none.
 */
export function remainingDelay(
  kind: ThrottleKind,
  throttle: { readonly failures: number; readonly lastFailureAt: Date } | undefined,
  now: Date,
): number {
  if (throttle === undefined) return 0;
  const since = now.getTime() - throttle.lastFailureAt.getTime();
  const excess = throttle.failures - FREE_FAILURES[kind];
  if (excess <= 0 || since >= FORGET_AFTER) return 0;
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (excess - 1));
  return Math.max(0, delay - since);
}
