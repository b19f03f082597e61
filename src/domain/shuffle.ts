import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A copy of `values` in an order that `seed` (an integer) fixes: Fisher–Yates on xoroshiro128+.
 * The order is stored with the attempt, so a change of generator would not disturb past attempts.
 */
export function seededShuffle<T>(values: readonly T[], seed: number): T[] {
  const generator = xoroshiro128plus(scattered(seed));
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = uniformInt(generator, 0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/**
 * Sets neighbouring seeds far apart: the generator starts nearly the same from them, and the
 * questions of an attempt, whose seeds follow each other, would be shuffled alike.
 * The finaliser of MurmurHash3.
 */
function scattered(seed: number): number {
  const half = Math.imul(seed ^ (seed >>> 16), 0x85eb_ca6b);
  const most = Math.imul(half ^ (half >>> 13), 0xc2b2_ae35);
  return most ^ (most >>> 16);
}
