import { sumBy } from './frequencies.ts';

/** How much of the quiz an item is meant to be, and how much it is; per cent. */
export interface Weight {
  readonly intended: number;
  /** Null where the item counts against the total: its covariance with it is under 0. */
  readonly effective: number | null;
}

/** Under this, a covariance is a rounding error. */
const NOTHING = 1e-12;

/**
 * Intended weight: 100 · m / Σm. Effective weight: 100 · √cov(x, T) / Σ √cov(x_j, T), over the items
 * with a covariance of at least 0. In the order of `items`, which are all that the quiz asks.
 * Source: https://docs.moodle.org/dev/Quiz_statistics_calculations#Effective_question_weight
 */
export function weightsOf(
  items: readonly { readonly points: number; readonly covXT: number }[],
): Weight[] {
  const points = sumBy(items, (item) => item.points);
  const roots = items.map(({ covXT }) => (covXT < -NOTHING ? null : Math.sqrt(Math.max(0, covXT))));
  const all = sumBy(roots, (root) => root ?? 0);
  return items.map((item, place) => {
    const root = roots[place] ?? null;
    return {
      intended: (100 * item.points) / points,
      effective: root === null || all === 0 ? null : (100 * root) / all,
    };
  });
}
