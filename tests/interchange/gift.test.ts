import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toGift } from '../../src/interchange/gift/export.ts';
import { fromGift } from '../../src/interchange/gift/import.ts';
import { giftItem } from './generated.ts';
import { withoutInnerIds, WORLD } from './normal.ts';

/** What GIFT has no place for: the feedback on a matching. */
function withoutLost(item: unknown): unknown {
  const known = item as { readonly type: string };
  return known.type === 'matching' ? { ...known, feedback: null } : known;
}

describe('ours to GIFT and back', () => {
  test('is the same question for every type that both have', () => {
    fc.assert(
      fc.property(giftItem, (item) => {
        const gift = toGift([{ id: 'first', title: 'First', items: [item] }], WORLD).output;
        const back = fromGift(gift);
        expect(back.problem).toBeNull();
        expect(back.output?.map(withoutInnerIds).map(withoutLost)).toEqual([
          withoutLost(withoutInnerIds(item)),
        ]);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });
});
