import { describe, expect, it } from 'vitest';
import {
  levelAfterQuiz,
  levelAfterReview,
  MASTERY_LEVELS,
  objectiveShares,
} from '../../src/domain/mastery.ts';

describe('the level of an objective after a quiz', () => {
  const UNMASTERED = MASTERY_LEVELS.filter((level) => level !== 'mastered');

  it.each([
    [0, 'attempted'],
    [0.699, 'attempted'],
    [0.7, 'familiar'],
    [0.999, 'familiar'],
    [1, 'proficient'],
  ])('at a share of %d is %s, whatever it was before', (share, level) => {
    for (const before of UNMASTERED) expect(levelAfterQuiz(before, share)).toBe(level);
  });

  it.each([
    [1, 'mastered'],
    [0.99, 'proficient'],
    [0.7, 'proficient'],
    [0.69, 'familiar'],
    [0, 'familiar'],
  ])('that was mastered, at a share of %d, is %s', (share, level) => {
    expect(levelAfterQuiz('mastered', share)).toBe(level);
  });

  it('is never mastered by a quiz alone', () => {
    for (const before of UNMASTERED) expect(levelAfterQuiz(before, 1)).not.toBe('mastered');
  });

  it('does not fall short by a rounding error', () => {
    expect(levelAfterQuiz('not-started', (0.1 + 0.2 + 0.4) / 1)).toBe('familiar');
    expect(levelAfterQuiz('not-started', 1 / 3 + 1 / 3 + 1 / 3 - 1e-12)).toBe('proficient');
  });
});

describe('the level of an objective after a review', () => {
  it.each([
    ['not-started', 'attempted', 'attempted', 'attempted'],
    ['attempted', 'familiar', 'familiar', 'attempted'],
    ['familiar', 'proficient', 'proficient', 'attempted'],
    ['proficient', 'mastered', 'proficient', 'familiar'],
    ['mastered', 'mastered', 'mastered', 'proficient'],
  ] as const)('that was %s: right on a later day %s, the same day %s; wrong %s', (...levels) => {
    const [before, later, sameDay, wrong] = levels;
    expect(levelAfterReview(before, true, true)).toBe(later);
    expect(levelAfterReview(before, true, false)).toBe(sameDay);
    expect(levelAfterReview(before, false, true)).toBe(wrong);
    expect(levelAfterReview(before, false, false)).toBe(wrong);
  });
});

describe('the shares of objectives', () => {
  it('weigh marks by their points', () => {
    const shares = objectiveShares([
      { objective: 'a', score: 3, points: 3 },
      { objective: 'b', score: 0.5, points: 1 },
      { objective: 'a', score: 0, points: 1 },
    ]);
    expect([...shares]).toEqual([
      ['a', 0.75],
      ['b', 0.5],
    ]);
  });

  it('are nought without points and never over one', () => {
    const shares = objectiveShares([
      { objective: 'none', score: 0, points: 0 },
      { objective: 'over', score: 1.000_000_1, points: 1 },
      { objective: '__proto__', score: 1, points: 2 },
    ]);
    expect([...shares]).toEqual([
      ['none', 0],
      ['over', 1],
      ['__proto__', 0.5],
    ]);
  });
});
