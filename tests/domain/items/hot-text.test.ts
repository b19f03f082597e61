import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hotText } from '../../../src/domain/items/hot-text.ts';
import { fiveOptions, form, hotTextItem } from './builders.ts';
import { anyId, describeLaws } from './laws.ts';

const item = hotTextItem();
const ids = ['a', 'x', 'b', 'y', 'c'];

describeLaws({
  item,
  rekeyed: [
    hotTextItem({ scoring: 'exact' }),
    hotTextItem({ sentences: fiveOptions().map((o) => ({ ...o, correct: o.id === 'x' })) }),
  ],
  responses: fc.record({ chosen: fc.array(anyId(ids)) }),
  parts: [''],
  values: ids,
});

describe('hot text', () => {
  it('scores marks as multiple response scores ticks', () => {
    expect(hotText.grade(item, { chosen: ['a', 'b', 'x'] }).share).toBeCloseTo(1 / 3, 12);
    expect(hotText.grade(item, { chosen: ['a', 'x', 'y'] })).toEqual({ share: 0 });
    const exact = hotTextItem({ scoring: 'exact' });
    expect(hotText.grade(exact, { chosen: ['a', 'b'] })).toEqual({ share: 0 });
    expect(hotText.grade(exact, { chosen: ['c', 'b', 'a'] })).toEqual({ share: 1 });
  });

  it('reads marks sorted and refuses one that is no sentence', () => {
    expect(hotText.read(item, form({ '': ['y', 'a'] }))).toEqual({
      ok: true,
      response: { chosen: ['a', 'y'] },
    });
    expect(hotText.read(item, form({ '': 'z' }))).toMatchObject({ forged: true });
  });

  it('keeps the order of the passage whatever order is asked for', () => {
    const backwards = ids.toReversed();
    expect(hotText.shuffled(item)).toEqual([]);
    expect(hotText.question(item, backwards).sentences.map((s) => s.id)).toEqual(ids);
    expect(hotText.review(item, null, backwards)).toEqual(hotText.review(item, null, []));
  });
});
