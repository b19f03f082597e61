import { reaches } from './share.ts';

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
  /** Grows by one with each change of the answer; 0 stands for none. */
  readonly revision: number;
  /** The revision that was checked last; null before the first check. */
  readonly checkedRevision: number | null;
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

/**
 * As `practiceShare`; 0 once the right answer was shown. A check that found the very answer wrong
 * which counts as right now, since an instructor accepted it, was no wrong try.
 */
export function practisedShare(share: number, practice: Practice, penalty: number): number {
  if (practice.settled === 'revealed') return 0;
  const checked = practice.checkedRevision === practice.revision;
  const accepted = reaches(share, 1) && checked && practice.settled === null;
  const wrongTries = practice.tries - (accepted ? 1 : 0);
  return practiceShare(share, wrongTries, practice.hints, penalty);
}
