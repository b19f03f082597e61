import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PENALTY, practiceShare, practisedShare } from '../../src/domain/practice.ts';

describe('the share that practice leaves', () => {
  it.each([
    // share, wrong tries, hints, penalty, by hand
    [1, 0, 0, DEFAULT_PENALTY, 1],
    [1, 1, 0, DEFAULT_PENALTY, 2 / 3],
    [1, 1, 1, DEFAULT_PENALTY, 1 / 3],
    [1, 2, 1, DEFAULT_PENALTY, 0],
    [1, 5, 5, DEFAULT_PENALTY, 0],
    [0.5, 1, 0, 0.25, 0.25],
    [0.5, 1, 2, 0.25, 0],
    [1, 9, 3, 0, 1],
    [1, 0, 1, 1, 0],
    [0, 0, 0, 0.1, 0],
  ])(
    'of %d after %d wrong tries and %d hints at %d is %d',
    (share, tries, hints, penalty, left) => {
      expect(practiceShare(share, tries, hints, penalty)).toBeCloseTo(left, 12);
    },
  );

  it('is from 0 to 1, never more than was earned, and never grows with help', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const count = fc.nat({ max: 50 });
    fc.assert(
      fc.property(share, count, count, share, (earned, tries, hints, penalty) => {
        const left = practiceShare(earned, tries, hints, penalty);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(earned);
        expect(practiceShare(earned, tries + 1, hints, penalty)).toBeLessThanOrEqual(left);
        expect(practiceShare(earned, tries, hints + 1, penalty)).toBeLessThanOrEqual(left);
      }),
    );
  });

  const fresh = { tries: 0, hints: 0, settled: null, revision: 2, checkedRevision: 1 } as const;

  it('is nothing once the answer was shown', () => {
    expect(practisedShare(1, { ...fresh, settled: 'revealed' }, 0)).toBe(0);
    expect(practisedShare(1, { ...fresh, tries: 1, hints: 1, settled: 'right' }, 0.25)).toBe(0.5);
    expect(practisedShare(1, { ...fresh, tries: 1 }, 0.25)).toBe(0.75);
  });

  it('does not count the check that found an answer wrong which was accepted later', () => {
    const checked = { ...fresh, tries: 2, checkedRevision: 2 };
    expect(practisedShare(1, checked, 0.25)).toBe(0.75);
    // Still wrong, and in part: what the check said stands.
    expect(practisedShare(0.5, checked, 0.25)).toBe(0);
    // Settled by a later check that found it right: the two before it were wrong.
    expect(practisedShare(1, { ...checked, settled: 'right' }, 0.25)).toBe(0.5);
  });
});
