import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawRule } from '../../src/domain/course.ts';
import {
  drawable,
  itemScore,
  planAttempt,
  totalScore,
  type Plan,
} from '../../src/domain/attempt.ts';
import { reaches } from '../../src/domain/share.ts';
import { assignmentOf } from '../support/store.ts';

const { quiz: alpha } = assignmentOf('alpha');
const { quiz: shuffled } = assignmentOf('alpha', { shuffleItems: true });
const { quiz: still } = assignmentOf('alpha', { shuffleChoices: false });
const NONE: ReadonlySet<string> = new Set();
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const plan = (...points: readonly number[]): Plan =>
  points.map((value, index) => ({ ref: `l/${index}`, hash: 'h', points: value, order: [] }));

const place = (order: readonly string[] = [], id: string) => order.indexOf(id);

describe('the plan of an attempt', () => {
  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(planAttempt(shuffled, NONE, seed)).toEqual(planAttempt(shuffled, NONE, seed));
      }),
    );
  });

  it('holds every item once, with its hash and points and each of its options once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const planned = planAttempt(shuffled, NONE, seed);
        expect(planned.map(({ ref }) => ref).toSorted()).toEqual(
          alpha.bank.map(({ ref }) => ref).toSorted(),
        );
        for (const { ref, hash, points, order } of planned) {
          const item = alpha.bank.find((candidate) => candidate.ref === ref);
          expect({ hash, points }).toEqual({ hash: item?.hash, points: item?.points });
          expect(new Set(order).size).toBe(order.length);
        }
      }),
    );
  });

  it('keeps the authored order of questions where they are not to be shuffled', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(planAttempt(alpha, NONE, seed).map(({ ref }) => ref)).toEqual(
          alpha.bank.map(({ ref }) => ref),
        );
      }),
    );
  });

  it('keeps the order of choices where they are not to be shuffled, but never that of an ordering', () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const planned = planAttempt(still, NONE, seed);
      expect(planned[0]?.order).toEqual(['red', 'green', 'blue']);
      orders.add(planned.find(({ ref }) => ref === 'alpha/steps')?.order.join() ?? '');
    }
    expect(orders.size).toBe(6);
  });

  it('shuffles each item on its own: two items do not move together', () => {
    const pairs = new Set<string>();
    for (let seed = 1; seed <= 400; seed += 1) {
      const [pick, , several] = planAttempt(alpha, NONE, seed);
      pairs.add(`${place(pick?.order, 'red')}${place(several?.order, 'sun')}`);
    }
    expect(pairs.size).toBe(9);
  });
});

const rule = (count: number, changes: Partial<DrawRule> = {}): DrawRule => ({
  count,
  lesson: null,
  objective: null,
  tag: null,
  ...changes,
});
const refsOf = (of: Plan) => of.map(({ ref }) => ref);
const count = (of: Plan, begin: string) => of.filter(({ ref }) => ref.startsWith(begin)).length;

describe('a drawn plan', () => {
  const bank = [...alpha.bank, ...assignmentOf('beta').quiz.bank];
  const drawn = (...draw: readonly DrawRule[]) => ({ ...alpha, bank, draw });

  it('takes what each rule asks for, nothing twice, and the same for the same seed', () => {
    const quiz = drawn(rule(3, { lesson: 'alpha' }), rule(2, { lesson: 'beta' }), rule(4));
    fc.assert(
      fc.property(seeds, (seed) => {
        const planned = planAttempt(quiz, NONE, seed);
        expect(planned).toEqual(planAttempt(quiz, NONE, seed));
        expect(new Set(refsOf(planned)).size).toBe(9);
        expect(count(planned, 'beta/')).toBe(2);
        expect(count(planned, 'alpha/')).toBe(7);
      }),
    );
  });

  it('takes the items that the learner has not seen first', () => {
    const seen = new Set(['alpha/truth', 'alpha/figure', 'alpha/steps']);
    // use: truth, figure, blanks, steps.
    const quiz = drawn(rule(2, { objective: 'alpha/use' }));
    fc.assert(
      fc.property(seeds, (seed) => {
        const refs = refsOf(planAttempt(quiz, seen, seed));
        expect(refs).toHaveLength(2);
        expect(refs).toContain('alpha/blanks');
      }),
    );
  });

  it('takes every item at one seed or another', () => {
    const refs = new Set<string>();
    for (let seed = 1; seed <= 400; seed += 1) {
      for (const ref of refsOf(planAttempt(drawn(rule(1)), NONE, seed))) refs.add(ref);
    }
    expect(refs.size).toBe(bank.length);
  });

  it('takes from the lesson, the objective and the tag of its rule only', () => {
    const tagged = bank.map((item) => ({ ...item, tags: item.id === 'pick' ? ['easy'] : [] }));
    const refs = (changes: Partial<DrawRule>) =>
      drawable(tagged, rule(1, changes)).map(({ ref }) => ref);
    expect(refs({})).toHaveLength(bank.length);
    expect(refs({ lesson: 'beta' })).toEqual(['beta/pick', 'beta/truth']);
    expect(refs({ objective: 'beta/use' })).toEqual(['beta/truth']);
    expect(refs({ tag: 'easy' })).toEqual(['alpha/pick', 'beta/pick']);
    expect(refs({ tag: 'easy', lesson: 'alpha' })).toEqual(['alpha/pick']);
    expect(refs({ tag: 'hard' })).toEqual([]);
  });
});

describe('marks', () => {
  it('are the share of the points, never under nought nor over the points', () => {
    expect(itemScore(4, 0.25)).toBe(1);
    expect(itemScore(4, 1.5)).toBe(4);
    expect(itemScore(4, -1)).toBe(0);
  });

  it('add up to a share and a verdict', () => {
    expect(totalScore([2, 0.5, 0], plan(2, 1, 2), 0.5)).toEqual({
      score: 2.5,
      max: 5,
      share: 0.5,
      passed: true,
    });
    expect(totalScore([2, 0.4, 0], plan(2, 1, 2), 0.5)).toMatchObject({ passed: false });
  });

  it('of a quiz without points are nought', () => {
    expect(totalScore([], [], 0.5)).toEqual({ score: 0, max: 0, share: 0, passed: false });
  });

  it('do not fail somebody at the pass mark by a rounding error', () => {
    expect(0.7 + 0.1).toBeLessThan(0.8);
    expect(totalScore([0.7, 0.1], plan(0.5, 0.5), 0.8).passed).toBe(true);
    expect(reaches(1 / 3 + 1 / 3, 2 / 3)).toBe(true);
    expect(reaches(0.699_99, 0.7)).toBe(false);
  });

  it('stay between nought and the maximum whatever the shares', () => {
    const item = fc.tuple(
      fc.integer({ min: 1, max: 10 }),
      fc.double({ min: -1, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const scores = items.map(([points, share]) => itemScore(points, share));
        const { score, max, share } = totalScore(
          scores,
          plan(...items.map(([points]) => points)),
          0.6,
        );
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(max);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});
