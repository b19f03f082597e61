import type { Flag } from './flags.ts';
import { DISCRIMINATION_FROM, FACILITY_FROM, FACILITY_TO } from './flags.ts';
import { correlationInterval, wilsonInterval } from './intervals.ts';

/** What is needed of an item version to tell whether its flag is more than chance. */
export interface FlaggedFigures {
  readonly attempts: number;
  /** 0 to 1. */
  readonly facility: number;
  /** −100 to 100; null where a variance is 0. */
  readonly discrimination: number | null;
  readonly flags: readonly Flag[];
}

/**
 * Whether a flagged item deserves to be mentioned by itself: its whole 95 % interval lies beyond the
 * bound that the flag is about. With few attempts nearly every item has a flag by chance. Choices
 * are not judged: that a wrong key does harm shows in the discrimination.
 */
export function standsOut({ attempts, facility, discrimination, flags }: FlaggedFigures): boolean {
  if (flags.length === 0) return false;
  const share = wilsonInterval(facility * attempts, attempts);
  if (share.high < FACILITY_FROM || share.low > FACILITY_TO) return true;
  if (discrimination === null) return false;
  const relation = correlationInterval(discrimination / 100, attempts);
  return relation !== null && 100 * relation.high < DISCRIMINATION_FROM;
}
