/** Share of an item's points that each wrong try and each hint costs where the author says nothing. */
export const DEFAULT_PENALTY = 1 / 3;

/** How an item of a practice quiz was settled: answered fully right, or its answer was shown. */
export type Settlement = 'right' | 'revealed';

/** What a learner has used up on one item of a practice quiz. */
export interface Practice {
  /** Checks of an answer that was not fully right. */
  readonly tries: number;
  /** Hints shown. */
  readonly hints: number;
  /** Null while the item may still be answered. */
  readonly settled: Settlement | null;
}

/**
 * The share (0 to 1) that an answer worth `share` earns after `wrongTries` checks that were not
 * fully right and `hints` hints, each of which costs `penalty` (0 to 1) of the item's points; never
 * under 0. The last check counts as well, if it was not fully right.
 */
export function practiceShare(
  share: number,
  wrongTries: number,
  hints: number,
  penalty: number,
): number {
  return Math.max(0, share - penalty * (wrongTries + hints));
}

/** As `practiceShare`; 0 once the right answer was shown. */
export function practisedShare(share: number, practice: Practice, penalty: number): number {
  if (practice.settled === 'revealed') return 0;
  return practiceShare(share, practice.tries, practice.hints, penalty);
}
