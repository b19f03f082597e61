/** Rounding errors of sums of thirds must not fail somebody who is exactly at the pass mark. */
const SHARE_TOLERANCE = 1e-9;

/** True when `share` is at or over `mark`, both 0 to 1. */
export function reaches(share: number, mark: number): boolean {
  return share >= mark - SHARE_TOLERANCE;
}
