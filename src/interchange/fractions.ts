/** Shares that Moodle knows; any other is refused on import there. */
const SHARES = [
  1,
  0.9,
  5 / 6,
  0.8,
  0.75,
  0.7,
  2 / 3,
  0.6,
  0.5,
  0.4,
  1 / 3,
  0.3,
  0.25,
  0.2,
  1 / 6,
  1 / 7,
  0.125,
  1 / 9,
  0.1,
  0.05,
  0,
] as const;

/** How near two shares are that mean the same: five decimals of a per cent, rounded either way. */
const NEAR = 1e-6;

/** A share as Moodle writes it: per cent of its list, at most seven digits, the nearest to `share`. */
export function toFraction(share: number): { readonly text: string; readonly exact: boolean } {
  const nearest = nearestShare(Math.abs(share));
  const percent = Number((nearest * 100).toPrecision(7));
  const exact = Math.abs(nearest - Math.abs(share)) < NEAR;
  return { text: String(share < 0 && percent !== 0 ? -percent : percent), exact };
}

/** A share from per cent, as exact as it was before it was rounded to seven digits. */
export function fromFraction(percent: number): number {
  const share = Math.abs(percent) / 100;
  const nearest = nearestShare(share);
  const exact = Math.abs(nearest - share) < NEAR ? nearest : share;
  return percent < 0 ? -exact : exact;
}

function nearestShare(share: number): number {
  return SHARES.reduce<number>(
    (best, one) => (Math.abs(one - share) < Math.abs(best - share) ? one : best),
    1,
  );
}

/** A number in plain decimals, as formats without exponents ask. */
export function decimal(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 });
}

/** The same number without the noise of binary sums, such as 0.30000000000000004. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
