import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multipleResponse } from '../../../src/domain/items/multiple-response.ts';
import { fiveOptions, form, multipleResponseItem, secret } from './builders.ts';
import { anyId, describeLaws } from './laws.ts';

const item = multipleResponseItem();
const exact = multipleResponseItem({ scoring: 'exact' });
const ids = ['a', 'x', 'b', 'y', 'c'];

const subject = {
  responses: fc.record({ chosen: fc.array(anyId(ids)) }),
  parts: [''],
  values: ids,
};
const turned = fiveOptions().map((o) => ({ ...o, correct: !o.correct, feedback: null }));
describeLaws({ ...subject, item, rekeyed: [exact, multipleResponseItem({ choices: turned })] });
describeLaws({ ...subject, item: exact, rekeyed: [item] });
const read = (...ticks: string[]) => multipleResponse.read(item, form({ '': ticks }));

describe('multiple response', () => {
  // Three are right (a, b, c), two are wrong (x, y).
  it.each([
    { chosen: ['a', 'b', 'c'], net: 1, all: 1 },
    { chosen: ['a', 'b'], net: 2 / 3, all: 0 },
    { chosen: ['a', 'b', 'c', 'x'], net: 2 / 3, all: 0 },
    { chosen: ['a', 'b', 'c', 'x', 'y'], net: 1 / 3, all: 0 },
    { chosen: ['a', 'x'], net: 0, all: 0 },
    { chosen: ['x', 'y'], net: 0, all: 0 },
    { chosen: [], net: 0, all: 0 },
  ])('gives $chosen a net share of $net and an exact share of $all', ({ chosen, net, all }) => {
    expect(multipleResponse.grade(item, { chosen }).share).toBeCloseTo(net, 12);
    expect(multipleResponse.grade(exact, { chosen })).toEqual({ share: all });
  });

  it('counts neither for nor against what the item no longer has', () => {
    const chosen = ['a', 'b', 'c', 'gone', 'constructor'];
    expect(multipleResponse.grade(item, { chosen })).toEqual({ share: 1 });
    expect(multipleResponse.grade(exact, { chosen })).toEqual({ share: 1 });
  });

  it('counts an option once however often it stands in the response', () => {
    expect(multipleResponse.grade(item, { chosen: ['a', 'a', 'a'] }).share).toBeCloseTo(1 / 3, 12);
  });

  it('reads ticks in any order as the same response and grade', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), (ticks) => {
        const reading = multipleResponse.read(item, form({ '': ticks }));
        const chosen = ticks.toSorted();
        expect(reading).toEqual({ ok: true, response: { chosen } });
        expect(multipleResponse.grade(item, { chosen: ticks })).toEqual(
          multipleResponse.grade(item, { chosen }),
        );
      }),
    );
  });

  it('grades the same in whatever order its choices were authored', () => {
    const all = fiveOptions();
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...all], { minLength: all.length }),
        fc.subarray(ids),
        (choices, chosen) => {
          const other = multipleResponseItem({ choices });
          expect(multipleResponse.grade(other, { chosen })).toEqual(
            multipleResponse.grade(item, { chosen }),
          );
        },
      ),
    );
  });

  it('refuses an unknown id and an id ticked twice as forged', () => {
    expect(read('a', 'z')).toMatchObject({ ok: false, problem: 'unknown-id', forged: true });
    expect(read('a', '__proto__')).toMatchObject({ problem: 'unknown-id', forged: true });
    expect(read('a', 'b', 'a')).toMatchObject({ ok: false, problem: 'duplicate', forged: true });
  });

  it('reads past an empty value beside the ticks', () => {
    const reading = multipleResponse.read(item, form({ '': ['', 'b', 'a'] }));
    expect(reading).toEqual({ ok: true, response: { chosen: ['a', 'b'] } });
  });

  it('reviews each choice in the order shown, with feedback where it was ticked', () => {
    const review = multipleResponse.review(item, { chosen: ['a', 'x'] }, ['x', 'c', 'a']);
    expect(review).toMatchObject({
      options: [
        { html: '<b>x</b>', chosen: true, correct: false, feedback: secret('on x') },
        { html: '<b>c</b>', chosen: false, correct: true, feedback: null },
        { html: '<b>a</b>', chosen: true, correct: true, feedback: secret('on a') },
        { html: '<b>b</b>', chosen: false, correct: true, feedback: null },
        { html: '<b>y</b>', chosen: false, correct: false, feedback: null },
      ],
    });
  });
});
