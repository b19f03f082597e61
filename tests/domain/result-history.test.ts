import { expect, it } from 'vitest';
import { resultHistory } from '../../src/domain/result-history.ts';

const result = (quizId: string, day: number, share: number) => ({
  quizId,
  share,
  pass: 0.7,
  at: new Date(Date.UTC(2026, 0, day)),
});

it('counts each lesson once, from its first result at the pass mark, in the order of time', () => {
  const results = [
    result('b', 4, 0.9),
    result('a', 1, 0.69),
    result('a', 2, 0.7),
    result('a', 5, 1),
    result('capstone', 3, 1),
  ];
  const rows = resultHistory(results, new Set(['a', 'b']));
  expect(rows.map((row) => [row.quizId, row.share, row.passedSoFar])).toEqual([
    ['a', 0.69, 0],
    ['a', 0.7, 1],
    ['capstone', 1, 1],
    ['b', 0.9, 2],
    ['a', 1, 2],
  ]);
});
