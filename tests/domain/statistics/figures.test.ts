import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { varianceOf } from '../../../src/domain/statistics/frequencies.ts';
import { itemFigures } from '../../../src/domain/statistics/item-figures.ts';
import { spreadOf, sumsOf, type MarkCount } from '../../../src/domain/statistics/item-sums.ts';
import { quizFigures } from '../../../src/domain/statistics/quiz-figures.ts';
import { weightsOf } from '../../../src/domain/statistics/weights.ts';

interface Fixture {
  readonly points: readonly number[];
  /** Of twelve learners, by item. */
  readonly marks: readonly (readonly number[])[];
  readonly items: readonly {
    readonly facility: number;
    readonly facilityInterval: readonly [number, number];
    readonly deviation: number;
    readonly discrimination: number;
    readonly discriminationInterval: readonly [number, number];
    readonly efficiency: number;
    readonly intended: number;
    readonly effective: number;
    readonly sums: readonly number[];
  }[];
  readonly quiz: Readonly<Record<string, number>>;
}

/** Worked out by figures.py, which shares nothing with the program. */
const fixture = JSON.parse(
  readFileSync(new URL('figures.json', import.meta.url), 'utf8'),
) as Fixture;

const totals = fixture.marks.map((marks) => marks.reduce((sum, mark) => sum + mark, 0));
const points = fixture.points.reduce((sum, one) => sum + one, 0);

function countsOf(place: number): MarkCount[] {
  return fixture.marks.map((marks, learner) => {
    return { mark: marks[place] ?? 0, total: totals[learner] ?? 0, attempts: 1 };
  });
}

const counts = fixture.points.map((_, place) => countsOf(place));

it.each([0, 1, 2, 3])('gives the figures of item %i as worked out by hand', (place) => {
  const { sums, ...expected } = fixture.items[place] ?? fail();
  const own = counts[place] ?? [];
  const figures = itemFigures(own, fixture.points[place] ?? 0);
  const weights = weightsOf(
    fixture.points.map((worth, at) => ({ points: worth, covXT: spreadOf(counts[at] ?? []).covXT })),
  );
  const found = {
    facility: figures.facility,
    facilityInterval: [figures.facilityInterval.low, figures.facilityInterval.high],
    deviation: figures.deviation,
    discrimination: figures.discrimination,
    discriminationInterval: [
      figures.discriminationInterval?.low,
      figures.discriminationInterval?.high,
    ],
    efficiency: figures.efficiency,
    intended: weights[place]?.intended,
    effective: weights[place]?.effective,
  };
  expectClose(found, expected);
  expect(Object.values(sumsOf(own))).toEqual(sums);
});

it('gives the figures of the quiz as worked out by hand', () => {
  const variances = counts.map((own) =>
    varianceOf(own.map(({ mark, attempts }) => ({ value: mark, count: attempts }))),
  );
  const all = totals.map((total) => ({ total, max: points, attempts: 1 }));
  expectClose({ ...quizFigures(all, variances) }, fixture.quiz);
});

function fail(): never {
  throw new Error('The fixture has no such item.');
}

/** Each figure within 1e-9 of the expected one. */
function expectClose(
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
  for (const [name, value] of Object.entries(expected)) {
    for (const [at, one] of [value].flat().entries()) {
      const own = [found[name]].flat()[at];
      expect(Math.abs(Number(own) - Number(one)), name).toBeLessThan(1e-9);
    }
  }
}
