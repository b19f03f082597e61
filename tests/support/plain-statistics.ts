/**
 * Statistics by plain formulas over raw marks, all of them at once: what the program's tallies must
 * come to. `marks` are one item's by attempt, `totals` the quiz's in the same order.
 */
export function plainItemFigures(
  marks: readonly number[],
  totals: readonly number[],
  points: number,
) {
  const rests = totals.map((total, at) => total - (marks[at] ?? 0));
  const [varX, varY] = [variance(marks), variance(rests)];
  const told = varX > 1e-15 && varY > 1e-15;
  const covXY = covariance(marks, rests);
  const most = covariance(marks.toSorted(ascending), rests.toSorted(ascending));
  return {
    n: marks.length,
    facility: mean(marks) / points,
    deviation: Math.sqrt(varX) / points,
    discrimination: told ? (100 * covXY) / Math.sqrt(varX * varY) : null,
    efficiency: told ? (100 * covXY) / most : null,
  };
}

/** The same of a quiz; `items` are the marks of each of its items by attempt. */
export function plainQuizFigures(
  totals: readonly number[],
  max: number,
  items: readonly (readonly number[])[],
) {
  const shares = totals.map((total) => total / max);
  const k2 = variance(shares);
  const moment = (power: number) => mean(shares.map((share) => (share - mean(shares)) ** power));
  const n = shares.length;
  const k3 = ((n * n) / ((n - 1) * (n - 2))) * moment(3);
  const k4 =
    ((n * n) / ((n - 1) * (n - 2) * (n - 3))) *
    ((n + 1) * moment(4) - 3 * (n - 1) * moment(2) ** 2);
  const told = k2 > 1e-15;
  const p = items.length;
  const within = items.map(variance).reduce((sum, one) => sum + one, 0);
  const consistency = told ? ((100 * p) / (p - 1)) * (1 - within / variance(totals)) : null;
  const errorRatio = consistency === null ? null : 100 * Math.sqrt(1 - consistency / 100);
  const sorted = shares.toSorted(ascending);
  return {
    n,
    mean: mean(shares),
    median: ((sorted[Math.floor((n - 1) / 2)] ?? 0) + (sorted[Math.floor(n / 2)] ?? 0)) / 2,
    deviation: Math.sqrt(k2),
    skewness: told ? k3 / k2 ** 1.5 : null,
    kurtosis: told ? k4 / k2 ** 2 : null,
    consistency,
    errorRatio,
    standardError: errorRatio === null ? null : (errorRatio * Math.sqrt(k2)) / 100,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(ones: readonly number[], others: readonly number[]): number {
  const [one, other] = [mean(ones), mean(others)];
  const products = ones.map((value, at) => (value - one) * ((others[at] ?? 0) - other));
  return products.reduce((sum, product) => sum + product, 0) / (ones.length - 1);
}

function variance(values: readonly number[]): number {
  return covariance(values, values);
}

function ascending(one: number, other: number): number {
  return one - other;
}
