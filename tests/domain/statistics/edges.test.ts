import { expect, it } from 'vitest';
import { analyseQuiz, markVariances } from '../../../src/domain/statistics/analysis.ts';
import { itemFigures } from '../../../src/domain/statistics/item-figures.ts';
import { quizFigures } from '../../../src/domain/statistics/quiz-figures.ts';
import { weightsOf } from '../../../src/domain/statistics/weights.ts';
import { lessonOf } from '../../support/store.ts';

const [PICK, TRUTH] = lessonOf('beta').items;
if (PICK === undefined || TRUTH === undefined) throw new Error('Two items are needed.');

/** Everybody has the same mark, which no binary number is. */
const ALIKE = [
  { mark: 1 / 3, total: 1 / 3, attempts: 3 },
  { mark: 1 / 3, total: 4 / 3, attempts: 4 },
];

it('says nothing of discrimination where a variance is 0', () => {
  expect(itemFigures(ALIKE, 1)).toMatchObject({
    discrimination: null,
    discriminationInterval: null,
    efficiency: null,
    deviation: 0,
  });
});

it('gives an item that told everybody apart as well as could be an efficiency of 100', () => {
  const counts = [
    { mark: 0, total: 1, attempts: 3 },
    { mark: 1, total: 5, attempts: 3 },
  ];
  expect(itemFigures(counts, 1)).toMatchObject({
    discrimination: 100,
    discriminationInterval: { low: 100, high: 100 },
    efficiency: 100,
  });
});

it('says nothing of the shape of results that are all alike, nor of their consistency', () => {
  const figures = quizFigures([{ total: 1 / 3, max: 2, attempts: 6 }], [0, 0]);
  expect(figures).toEqual({
    n: 6,
    mean: 1 / 6,
    median: 1 / 6,
    deviation: 0,
    skewness: null,
    kurtosis: null,
    consistency: null,
    errorRatio: null,
    standardError: null,
  });
});

it('gives no effective weight to an item that counts against the total', () => {
  const weights = weightsOf([
    { points: 1, covXT: 4 },
    { points: 1, covXT: -1 },
    { points: 2, covXT: 1 },
  ]);
  expect(weights).toEqual([
    { intended: 25, effective: (100 * 2) / 3 },
    { intended: 25, effective: null },
    { intended: 50, effective: 100 / 3 },
  ]);
});

const marks = (attempts: number) => [
  { mark: 0, attempts },
  { mark: 1, attempts },
];

it('takes the versions of an item together for the quiz, and tells nothing of a draw', () => {
  const versions = [
    { ref: 'beta/pick', marks: marks(1) },
    { ref: 'beta/pick', marks: marks(2) },
    { ref: 'beta/truth', marks: marks(3) },
  ];
  expect(markVariances(versions, 6)).toEqual([0.3, 0.3]);
  expect(markVariances(versions.slice(1), 6)).toBeNull();
});

const countsOf = (attempts: number) => [
  { mark: 0, total: 0, attempts: 1 },
  { mark: 1, total: 2, attempts: attempts - 1 },
];

const totals = (attempts: number) => [{ total: 1, max: 2, attempts }];

const items = (first: number, second: number) => [
  { item: PICK, marks: countsOf(first), choices: [] },
  { item: TRUTH, marks: countsOf(second), choices: [] },
];

it('says nothing of fewer than five attempts, at a quiz or at a version of an item', () => {
  expect(analyseQuiz(totals(4), items(4, 4), () => true)).toBeNull();
  const analysis = analyseQuiz(totals(9), items(5, 4), () => true);
  expect(analysis?.items.map(({ item }) => item.ref)).toEqual(['beta/pick']);
  expect(analysis?.tooFew.map(({ ref }) => ref)).toEqual(['beta/truth']);
  expect(analysis?.items[0]?.weight).toBeNull();
});
