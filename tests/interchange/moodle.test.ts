import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMoodleXml } from '../../src/interchange/moodle/export.ts';
import { fromMoodleXml } from '../../src/interchange/moodle/import.ts';
import { moodleItem } from './generated.ts';
import { withoutInnerIds, WORLD } from './normal.ts';

describe('ours to Moodle XML and back', () => {
  test('is the same question for every type that both have', () => {
    fc.assert(
      fc.property(moodleItem, (item) => {
        const xml = toMoodleXml([{ id: 'first', title: 'First', items: [item] }], WORLD).output;
        const back = fromMoodleXml(xml);
        expect(back.problem).toBeNull();
        expect(back.output?.map(withoutInnerIds)).toEqual([withoutInnerIds(item)]);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });
});
