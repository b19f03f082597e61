import { countOf, meanOf, sumBy, varianceOf, type Frequency } from './frequencies.ts';

/** How often a mark of an item came with a total of its quiz; both are points. */
export interface MarkCount {
  readonly mark: number;
  readonly total: number;
  readonly attempts: number;
}

/**
 * The running sums of an item version: x its mark, T the total of the quiz, y = T − x the rest.
 * Each follows exactly from the counts, in whatever order attempts came and went.
 */
export interface ItemSums {
  readonly n: number;
  readonly x: number;
  readonly xx: number;
  readonly y: number;
  readonly yy: number;
  readonly xy: number;
  readonly t: number;
  readonly tt: number;
  readonly xt: number;
}

/** The raw sums, for people to reckon with. */
export function sumsOf(counts: readonly MarkCount[]): ItemSums {
  const sum = (figure: (x: number, total: number) => number) =>
    sumBy(counts, ({ mark, total, attempts }) => attempts * figure(mark, total));
  return {
    n: sum(() => 1),
    x: sum((x) => x),
    xx: sum((x) => x * x),
    y: sum((x, total) => total - x),
    yy: sum((x, total) => (total - x) ** 2),
    xy: sum((x, total) => x * (total - x)),
    t: sum((_, total) => total),
    tt: sum((_, total) => total * total),
    xt: sum((x, total) => x * total),
  };
}

/** Means, sample variances and sample covariances (over n − 1) of x, y = T − x and T. */
export interface ItemSpread {
  readonly n: number;
  readonly meanX: number;
  readonly varX: number;
  readonly varY: number;
  readonly covXY: number;
  readonly covXT: number;
}

/**
 * The spread about the means: cov(x, y) = Σ (x − x̄)(y − ȳ) / (n − 1), which loses no digits where
 * Σxy − n·x̄·ȳ would; cov(x, T) = cov(x, y) + var x. All 0 for fewer than two attempts.
 */
export function spreadOf(counts: readonly MarkCount[]): ItemSpread {
  const x = marksOf(counts);
  const y = restsOf(counts);
  const n = countOf(x);
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const [varX, varY] = [varianceOf(x), varianceOf(y)];
  const products = sumBy(
    counts,
    ({ mark, total, attempts }) => attempts * (mark - meanX) * (total - mark - meanY),
  );
  const covXY = varX === 0 || varY === 0 ? 0 : products / (n - 1);
  return { n, meanX, varX, varY, covXY, covXT: covXY + varX };
}

/** How often each mark came. */
export function marksOf(counts: readonly MarkCount[]): Frequency[] {
  return counts.map(({ mark, attempts }) => ({ value: mark, count: attempts }));
}

/** How often each rest y = T − x came. */
export function restsOf(counts: readonly MarkCount[]): Frequency[] {
  return counts.map(({ mark, total, attempts }) => ({
    value: rounded(total - mark),
    count: attempts,
  }));
}

/** Decimal places that are kept of points: sums of thirds in another order are the same value. */
const SCALE = 1e12;

/** Points without what adding them up in one order or another leaves behind. */
export function rounded(points: number): number {
  return Math.round(points * SCALE) / SCALE;
}
