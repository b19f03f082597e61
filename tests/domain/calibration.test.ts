import { describe, expect, it } from 'vitest';
import {
  calibration,
  CERTAINTY_PAYS_FROM,
  certaintyMark,
  isConfidentlyWrong,
  latestAnswers,
  type Certainty,
} from '../../src/domain/certainty.ts';

const answer = (itemRef: string, day: number, certainty: Certainty, share: number) => ({
  itemRef,
  certainty,
  share,
  at: new Date(Date.UTC(2026, 0, day)),
});

/** Marks that an answer which is right with chance `p` earns on average. */
const expected = (p: number, certainty: Certainty) =>
  p * certaintyMark(1, 1, certainty) + (1 - p) * certaintyMark(1, 0, certainty);

describe('the mark of an answer', () => {
  it.each([
    [null, 2, 1, 0],
    [1, 2, 1, 0],
    [2, 4, 2, -4],
    [3, 6, 3, -12],
  ] as const)('at certainty %s is %d right, %d half right, %d wrong of 2 points', (...marks) => {
    const [certainty, right, half, wrong] = marks;
    expect(certaintyMark(2, 1, certainty)).toBe(right);
    expect(certaintyMark(2, 0.5, certainty)).toBe(half);
    expect(certaintyMark(2, 0, certainty)).toBe(wrong);
  });
});

describe('calibration', () => {
  it('counts, for each certainty, the answers and those that earned everything', () => {
    const stated: [Certainty, number][] = [
      [1, 1],
      [1, 0],
      [1, 0],
      [2, 0.5],
      [2, 1],
      [3, 1],
      [3, 1],
      [3, 0],
      [3, 1],
      [3, 0.99],
    ];
    const answers = stated.map(([certainty, share]) => ({ certainty, share }));
    expect(calibration(answers)).toEqual([
      { certainty: 1, answers: 3, right: 1 },
      { certainty: 2, answers: 2, right: 1 },
      { certainty: 3, answers: 5, right: 3 },
    ]);
  });

  it('has a row for a certainty that was never stated', () => {
    expect(calibration([])).toEqual([
      { certainty: 1, answers: 0, right: 0 },
      { certainty: 2, answers: 0, right: 0 },
      { certainty: 3, answers: 0, right: 0 },
    ]);
  });

  it('takes the latest answer to each item, most recent first', () => {
    const answers = [
      answer('a', 1, 3, 0),
      answer('b', 2, 2, 1),
      answer('a', 3, 1, 1),
      answer('c', 2.5, 3, 0),
    ];
    expect(latestAnswers(answers).map((one) => [one.itemRef, one.certainty])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('calls only a certain answer that earned nothing confidently wrong', () => {
    expect(isConfidentlyWrong({ certainty: 3, share: 0 })).toBe(true);
    expect(isConfidentlyWrong({ certainty: 3, share: 0.1 })).toBe(false);
    expect(isConfidentlyWrong({ certainty: 2, share: 0 })).toBe(false);
  });

  it('says of a certainty that it pays where its expected marks overtake the one below', () => {
    expect(expected(CERTAINTY_PAYS_FROM[2], 2)).toBeCloseTo(expected(CERTAINTY_PAYS_FROM[2], 1));
    expect(expected(CERTAINTY_PAYS_FROM[3], 3)).toBeCloseTo(expected(CERTAINTY_PAYS_FROM[3], 2));
  });
});
