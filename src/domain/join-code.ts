/** Most learners that a join code can be limited to. */
export const MAX_CODE_CAP = 10_000;

/** Until when and for how many learners a join code opens its cohort. */
export interface CodeLimits {
  /** From this instant on it opens nothing; null for never. */
  readonly expiresAt: Date | null;
  /** Learners whom it may let in, 1 to {@link MAX_CODE_CAP}; null for any number. */
  readonly cap: number | null;
}

/** Why a code of an open cohort lets nobody in. */
export type CodeRefusal = 'expired' | 'used-up';

/** Whether a code by which `joins` learners have joined lets in one more; null when it does. */
export function codeRefusal(limits: CodeLimits, joins: number, now: Date): CodeRefusal | null {
  if (limits.expiresAt !== null && now >= limits.expiresAt) return 'expired';
  return limits.cap !== null && joins >= limits.cap ? 'used-up' : null;
}

/** The limits of a code that replaces one: those that it had, but for an expiry that has passed. */
export function renewedLimits(limits: CodeLimits, now: Date): CodeLimits {
  return codeRefusal({ ...limits, cap: null }, 0, now) === null
    ? limits
    : { ...limits, expiresAt: null };
}
