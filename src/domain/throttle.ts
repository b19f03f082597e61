const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * What costs no waiting: everybody mistypes, and a school shares one network address. Then
 * milliseconds to wait after the first beyond that, which double with each further one up to the
 * longest; never a lock-out, which would let a stranger shut a learner out. Mails that anybody can
 * cause cost more: they fill somebody's box.
 */
const RULES = {
  account: { free: 4, first: SECOND, longest: 5 * MINUTE },
  address: { free: 40, first: SECOND, longest: 5 * MINUTE },
  'mail-account': { free: 2, first: MINUTE, longest: 60 * MINUTE },
  'mail-address': { free: 40, first: SECOND, longest: 5 * MINUTE },
} as const;
/** Milliseconds after the last failure at which all are forgotten. */
export const FORGET_AFTER = 24 * 60 * 60_000;

export type ThrottleKind = keyof typeof RULES;

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
  const { first, free, longest } = RULES[kind];
  const excess = throttle.failures - free;
  if (excess <= 0 || since >= FORGET_AFTER) return 0;
  const delay = Math.min(longest, first * 2 ** (excess - 1));
  return Math.max(0, delay - since);
}
