import {
  centralSum,
  countOf,
  meanOf,
  medianOf,
  sumBy,
  varianceOf,
  type Frequency,
} from './frequencies.ts';

/** How often a total came, and of how many points; `max` differs where items are drawn. */
export interface TotalCount {
  readonly total: number;
  readonly max: number;
  readonly attempts: number;
}

/**
 * Figures of a quiz, as Moodle defines them.
 * Source of each formula: https://docs.moodle.org/dev/Quiz_statistics_calculations
 */
export interface QuizFigures {
  readonly n: number;
  /** Of the share of the points that attempts earned, 0 to 1. */
  readonly mean: number;
  readonly median: number;
  readonly deviation: number;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** Cronbach's alpha, per cent, up to 100; null where it cannot be told. */
  readonly consistency: number | null;
  /** Per cent of the standard deviation. */
  readonly errorRatio: number | null;
  /** Of a share, as the deviation is. */
  readonly standardError: number | null;
}

/**
 * All figures of a quiz. `variances` of the marks of each item in it, or null where not every
 * attempt was asked the same items: then there is no coefficient of internal consistency.
 */
export function quizFigures(
  counts: readonly TotalCount[],
  variances: readonly number[] | null,
): QuizFigures {
  const shares = counts.map(({ total, max, attempts }) => ({
    value: max === 0 ? 0 : total / max,
    count: attempts,
  }));
  const totals = counts.map(({ total, attempts }) => ({ value: total, count: attempts }));
  const deviation = Math.sqrt(varianceOf(shares));
  const consistency =
    variances === null ? null : internalConsistency(variances, varianceOf(totals));
  const ratio = consistency === null ? null : errorRatio(consistency);
  return {
    n: countOf(shares),
    mean: meanOf(shares),
    median: medianOf(shares),
    deviation,
    skewness: skewnessOf(shares),
    kurtosis: kurtosisOf(shares),
    consistency,
    errorRatio: ratio,
    standardError: ratio === null ? null : (ratio * deviation) / 100,
  };
}

/**
 * Coefficient of internal consistency, Cronbach's alpha: 100 · p/(p − 1) · (1 − Σ var(x_i) / var(T)),
 * for p > 1 items; null for one item, or where all totals are one.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Coefficient_of_internal_consistency
 */
export function internalConsistency(variances: readonly number[], total: number): number | null {
  const items = variances.length;
  if (items < 2 || total === 0) return null;
  return 100 * (items / (items - 1)) * (1 - sumBy(variances, (one) => one) / total);
}

/**
 * Error ratio: 100 · √(1 − CIC/100), the per cent of the standard deviation that is due to chance.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Error_ratio
 */
export function errorRatio(consistency: number): number {
  return 100 * Math.sqrt(Math.max(0, 1 - consistency / 100));
}

/**
 * Skewness: k₃ / k₂^(3/2), with k₂ = n/(n − 1) · m₂ and k₃ = n²/((n − 1)(n − 2)) · m₃, m_r the mean
 * r-th power of the difference from the mean; null under three values, or where all are one.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Skewness_and_kurtosis
 */
export function skewnessOf(frequencies: readonly Frequency[]): number | null {
  const n = countOf(frequencies);
  const k2 = varianceOf(frequencies);
  if (n < 3 || k2 === 0) return null;
  const m3 = centralSum(frequencies, 3) / n;
  return ((n ** 2 / ((n - 1) * (n - 2))) * m3) / k2 ** 1.5;
}

/**
 * Kurtosis: k₄ / k₂², with k₄ = n²/((n − 1)(n − 2)(n − 3)) · ((n + 1)·m₄ − 3(n − 1)·m₂²); null under
 * four values, or where all are one.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Skewness_and_kurtosis
 */
export function kurtosisOf(frequencies: readonly Frequency[]): number | null {
  const n = countOf(frequencies);
  const k2 = varianceOf(frequencies);
  if (n < 4 || k2 === 0) return null;
  const m2 = centralSum(frequencies, 2) / n;
  const m4 = centralSum(frequencies, 4) / n;
  const factor = n ** 2 / ((n - 1) * (n - 2) * (n - 3));
  return (factor * ((n + 1) * m4 - 3 * (n - 1) * m2 ** 2)) / k2 ** 2;
}
