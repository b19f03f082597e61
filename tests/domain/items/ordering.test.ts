import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordering } from '../../../src/domain/items/ordering.ts';
import { entries, form, orderingItem, secret } from './builders.ts';
import { anyRecord, describeLaws } from './laws.ts';

const ids = ['dawn', 'noon', 'afternoon', 'sunset', 'night'];
const sorted = ['afternoon', 'dawn', 'night', 'noon', 'sunset'];
const item = orderingItem();
const exact = orderingItem({ scoring: 'exact' });

const subject = {
  responses: fc.record({
    ranks: anyRecord(
      ids,
      fc.oneof(
        fc.integer({ min: -1, max: 7 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
    ),
  }),
  parts: ids,
  values: ['1', '2', '3', '4', '5'],
};
const rekeyed = [
  orderingItem({ entries: entries(...ids.toReversed()), feedback: secret('other') }),
  orderingItem({ entries: entries(...sorted) }),
];
describeLaws({ ...subject, item, rekeyed });
describeLaws({ ...subject, item: exact, rekeyed });

/** Ranks for entries in this order; a blank leaves a rank unused. */
const ranksOf = (order: readonly string[]) => ({
  ranks: Object.fromEntries(
    order.map((id, place) => [id, place + 1] as const).filter(([id]) => id !== ''),
  ),
});
const shown = (order: string[]) => ordering.question(item, order).entries.map((e) => e.id);

describe('ordering', () => {
  // The key is dawn, noon, afternoon, sunset, night: four neighbouring pairs.
  it.each([
    { order: ['dawn', 'noon', 'afternoon', 'sunset', 'night'], share: 1 },
    { order: ['night', 'dawn', 'noon', 'afternoon', 'sunset'], share: 0.75 },
    { order: ['noon', 'dawn', 'afternoon', 'sunset', 'night'], share: 0.5 },
    { order: ['dawn', 'noon', 'sunset', 'afternoon', 'night'], share: 0.25 },
    { order: ['night', 'sunset', 'afternoon', 'noon', 'dawn'], share: 0 },
    { order: ['dawn', 'noon'], share: 0.25 },
    { order: ['dawn', '', 'noon'], share: 0.25 },
    { order: ['dawn', 'night', 'noon'], share: 0 },
    { order: ['dawn', '', '', '', 'night'], share: 0 },
    { order: ['dawn'], share: 0 },
  ])('gives $order $share of the points by its neighbours', ({ order, share }) => {
    expect(ordering.grade(item, ranksOf(order))).toEqual({ share });
  });

  it('gives all or nothing where the order must be exact', () => {
    expect(ordering.grade(exact, ranksOf(ids))).toEqual({ share: 1 });
    expect(ordering.grade(exact, ranksOf(['night', ...ids.slice(0, 4)]))).toEqual({ share: 0 });
    expect(ordering.grade(exact, ranksOf(ids.slice(0, 4)))).toEqual({ share: 0 });
  });

  it('passes over entries that the item no longer has', () => {
    const order = ['dawn', 'gone', 'noon', 'afternoon', 'sunset', 'night'];
    expect(ordering.grade(item, ranksOf(order))).toEqual({ share: 1 });
  });

  it('grades by ranks, not by the order in which they are stored', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 1 }),
        fc.shuffledSubarray(ids, { minLength: 5 }),
        (order, storing) => {
          const { ranks } = ranksOf(order);
          const kept = storing.filter((id) => id in ranks);
          const stored = Object.fromEntries(kept.map((id) => [id, ranks[id] ?? 0]));
          expect(ordering.grade(item, { ranks: stored })).toEqual(ordering.grade(item, { ranks }));
        },
      ),
    );
  });

  it('reads ranks, some of them for a save', () => {
    expect(ordering.read(item, form({ dawn: '5', noon: '', night: '2' }))).toEqual({
      ok: true,
      response: { ranks: { dawn: 5, night: 2 } },
    });
  });

  it('stores ranks by id, so that the stored text tells nothing of the key', () => {
    const reading = ordering.read(item, form({ dawn: '5', night: '2', afternoon: '1' }));
    expect(JSON.stringify(reading)).toContain('{"afternoon":1,"dawn":5,"night":2}');
  });

  it('asks for one of two equal ranks to be mended', () => {
    const problem = { ok: false, problem: 'same-rank', part: 'noon', forged: false };
    expect(ordering.read(item, form({ dawn: '1', noon: '1' }))).toEqual(problem);
    const turned = orderingItem({ entries: entries(...ids.toReversed()) });
    expect(ordering.read(turned, form({ dawn: '1', noon: '1' }))).toEqual(problem);
  });

  it.each(['0', '6', '-1', '1.5', '01', '1e0', 'one', ' 1', '٣', '99999999999'])(
    'refuses the rank %j as forged',
    (rank) =>
      expect(ordering.read(item, form({ dawn: rank }))).toEqual({
        ok: false,
        problem: 'unknown-id',
        part: 'dawn',
        forged: true,
      }),
  );

  it('refuses two ranks for an entry as forged', () => {
    expect(ordering.read(item, form({ dawn: ['1', '2'] }))).toMatchObject({
      problem: 'duplicate',
      forged: true,
    });
  });

  it('is complete only with every entry ranked', () => {
    expect(ordering.complete(item, ranksOf(ids.slice(1)))).toBe(false);
    expect(ordering.complete(item, ranksOf(ids))).toBe(true);
  });

  it('starts from the entries sorted by id, never from the right order', () => {
    expect(ordering.shuffled(item)).toEqual(sorted);
    expect(shown([])).toEqual(sorted);
    expect(shown(['sunset', 'nobody'])).toEqual(['sunset', 'afternoon', 'dawn', 'night', 'noon']);
  });

  it('shows the same bytes for every right order there is', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 5 }), (order) => {
        const other = orderingItem({ entries: entries(...order) });
        expect(JSON.stringify(ordering.question(other, []))).toBe(
          JSON.stringify(ordering.question(item, [])),
        );
      }),
    );
  });

  it('reviews the entries in the right order, each with the rank it was given', () => {
    const response = { ranks: { dawn: 1, noon: 3, afternoon: 2 } };
    expect(ordering.review(item, response, ['night'])).toEqual({
      kind: 'rows',
      rows: [
        { label: '<b>dawn</b>', given: '1', right: '1', verdict: 'right', feedback: null },
        {
          label: '<b>noon</b>',
          given: '3',
          right: '2',
          verdict: 'wrong',
          feedback: secret('on order'),
        },
        { label: '<b>afternoon</b>', given: '2', right: '3', verdict: 'wrong', feedback: null },
        { label: '<b>sunset</b>', given: null, right: '4', verdict: 'missed', feedback: null },
        { label: '<b>night</b>', given: null, right: '5', verdict: 'missed', feedback: null },
      ],
    });
  });
});
