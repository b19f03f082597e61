import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededShuffle } from '../../src/domain/shuffle.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

it('keeps every value, and the list that it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), seeds, (values, seed) => {
      const before = [...values];
      const shuffled = seededShuffle(values, seed);
      expect(values).toEqual(before);
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
      expect(seededShuffle(values, seed)).toEqual(shuffled);
    }),
  );
});

it('leaves nothing and a single value as they are', () => {
  expect(seededShuffle([], 1)).toEqual([]);
  expect(seededShuffle(['only'], 1)).toEqual(['only']);
});

it('comes to each of the 24 orders of four about equally often', () => {
  const counts = new Map<string, number>();
  const runs = 24_000;
  for (let seed = 1; seed <= runs; seed += 1) {
    const order = seededShuffle('abcd'.split(''), seed).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // χ² with 23 degrees of freedom is over 49.7 by chance once in a thousand; the seeds are fixed.
  const expected = runs / 24;
  const chiSquare = [...counts.values()].reduce(
    (sum, n) => sum + (n - expected) ** 2 / expected,
    0,
  );
  expect(chiSquare).toBeLessThan(49.7);
});

it('shuffles neighbouring seeds independently of each other', () => {
  const counts = new Map<string, number>();
  const runs = 18_000;
  for (let seed = 1; seed <= runs; seed += 1) {
    const [one, other] = [seed, seed + 1].map((s) =>
      seededShuffle(['a', 'b', 'c'], s).indexOf('a'),
    );
    counts.set(`${one}${other}`, (counts.get(`${one}${other}`) ?? 0) + 1);
  }
  expect(counts.size).toBe(9);
  // Nine pairs of places: χ² with 8 degrees of freedom is over 26.1 once in a thousand.
  const expected = runs / 9;
  const chiSquare = [...counts.values()].reduce(
    (sum, n) => sum + (n - expected) ** 2 / expected,
    0,
  );
  expect(chiSquare).toBeLessThan(26.1);
});
