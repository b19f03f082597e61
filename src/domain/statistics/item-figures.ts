import type { Item } from '../item.ts';
import { ascending, sumBy, type Frequency } from './frequencies.ts';
import { correlationInterval, meanInterval, wilsonInterval, type Interval } from './intervals.ts';
import { marksOf, restsOf, spreadOf, type ItemSpread, type MarkCount } from './item-sums.ts';

/**
 * Figures of one item version, as Moodle defines them, from how often each mark came with each
 * total. x is the item's mark, m its points, T the total of the quiz, y = T − x.
 * Source of each formula: https://docs.moodle.org/dev/Quiz_statistics_calculations
 */
export interface ItemFigures {
  readonly n: number;
  /** Facility index, 0 to 1, with its 95 % interval. */
  readonly facility: number;
  readonly facilityInterval: Interval;
  /** Standard deviation of the mark as a share of the points. */
  readonly deviation: number;
  /** Discrimination index, −100 to 100; null where a variance is 0. */
  readonly discrimination: number | null;
  readonly discriminationInterval: Interval | null;
  /** Discriminative efficiency, per cent; null where nothing could tell learners apart. */
  readonly efficiency: number | null;
}

/** All figures of an item version that is worth `points`; at least two attempts are needed. */
export function itemFigures(counts: readonly MarkCount[], points: number): ItemFigures {
  const spread = spreadOf(counts);
  const discrimination = discriminationIndex(spread);
  return {
    n: spread.n,
    facility: facilityIndex(spread, points),
    facilityInterval: facilityInterval(counts, spread, points),
    deviation: Math.sqrt(spread.varX) / points,
    discrimination,
    discriminationInterval: discriminationInterval(discrimination, spread.n),
    efficiency: discriminativeEfficiency(counts, spread),
  };
}

/**
 * Facility index: mean(x) / m, 0 to 1.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Facility_index
 */
export function facilityIndex({ meanX }: ItemSpread, points: number): number {
  return meanX / points;
}

/** Of an item that gave all or nothing Wilson's interval, of any other Student's. */
function facilityInterval(
  counts: readonly MarkCount[],
  { n, meanX, varX }: ItemSpread,
  points: number,
): Interval {
  const marks = marksOf(counts);
  if (marks.every(({ value }) => value === 0 || value === points)) {
    const right = sumBy(marks, ({ value, count }) => (value === 0 ? 0 : count));
    return wilsonInterval(right, n);
  }
  return meanInterval(meanX / points, Math.sqrt(varX) / points, n);
}

/**
 * Discrimination index: 100 · cov(x, y) / √(var x · var y), the correlation of the item with the
 * rest of the quiz, in per cent; null where a variance is 0.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Discrimination_index
 */
export function discriminationIndex({ covXY, varX, varY }: ItemSpread): number | null {
  if (varX === 0 || varY === 0) return null;
  return Math.min(100, Math.max(-100, (100 * covXY) / Math.sqrt(varX * varY)));
}

/** Fisher's interval of the correlation, in per cent; null where the index is, or n is under 4. */
function discriminationInterval(index: number | null, n: number): Interval | null {
  const interval = index === null ? null : correlationInterval(index / 100, n);
  return interval && { low: 100 * interval.low, high: 100 * interval.high };
}

/**
 * Discriminative efficiency: 100 · cov(x, y) / cov_max, where cov_max is the covariance of the same
 * marks and the same rests, each sorted ascending; null where cov_max is 0.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Discriminative_efficiency
 */
export function discriminativeEfficiency(
  counts: readonly MarkCount[],
  { n, covXY, varX, varY }: ItemSpread,
): number | null {
  if (varX === 0 || varY === 0) return null;
  const paired = pairedAscending(marksOf(counts), restsOf(counts));
  const meanX = sumBy(paired, ({ x, count }) => x * count) / n;
  const meanY = sumBy(paired, ({ y, count }) => y * count) / n;
  const products = sumBy(paired, ({ x, y, count }) => count * (x - meanX) * (y - meanY));
  return (100 * covXY) / (products / (n - 1));
}

/** The smallest with the smallest, and so on, up to the largest with the largest. */
function pairedAscending(
  xs: readonly Frequency[],
  ys: readonly Frequency[],
): { x: number; y: number; count: number }[] {
  const paired = [];
  const rests = ascending(ys);
  let place = 0;
  let left = rests[0]?.count ?? 0;
  for (const { value, count } of ascending(xs)) {
    let open = count;
    while (open > 0 && place < rests.length) {
      const taken = Math.min(open, left);
      paired.push({ x: value, y: rests[place]?.value ?? 0, count: taken });
      open -= taken;
      left -= taken;
      if (left > 0) continue;
      place += 1;
      left = rests[place]?.count ?? 0;
    }
  }
  return paired;
}

/**
 * Random guess score, 0 to 1: what blind choosing earns on average. 1/k for one of k choices (with
 * credits, their mean), 1/2 for true or false, 1 over the targets for matching, 0 for what is
 * typed, for gaps the mean of theirs; null where it rests on how many one ticks.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Random_guess_score
 */
export function randomGuessScore(item: Item): number | null {
  switch (item.type) {
    case 'single-choice':
      return (
        sumBy(item.choices, ({ correct, credit }) => (correct ? 1 : credit)) / item.choices.length
      );
    case 'true-false':
      return 1 / 2;
    case 'matching':
      return 1 / item.targets.length;
    case 'cloze':
      return (
        sumBy(item.gaps, (gap) => (gap.kind === 'select' ? 1 / gap.choices.length : 0)) /
        item.gaps.length
      );
    case 'short-text':
    case 'numeric':
    case 'essay':
      return 0;
    case 'multiple-response':
    case 'hot-text':
    case 'ordering':
      return null;
  }
}
