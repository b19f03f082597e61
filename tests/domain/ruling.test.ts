import { describe, expect, it } from 'vitest';
import type { ItemResponse } from '../../src/domain/items/registry.ts';
import { fitsItem, ruledGrade } from '../../src/domain/ruling.ts';
import {
  choice,
  clozeItem,
  matchingItem,
  multipleResponseItem,
  numericItem,
  orderingItem,
  shortTextItem,
  singleChoiceItem,
  theKeyOf,
  trueFalseItem,
} from './items/builders.ts';

const item = trueFalseItem({ answer: true });
const mended = trueFalseItem({ answer: false });
const regrade = { decision: 'regrade', by: mended } as const;

describe('a ruling', () => {
  it('leaves answers to the key of their version where there is none', () => {
    const counts = { dropped: false, whole: false };
    expect(ruledGrade(item, { answer: true }, false, undefined)).toEqual({ share: 1, ...counts });
    expect(ruledGrade(item, { answer: false }, false, undefined)).toEqual({ share: 0, ...counts });
    expect(ruledGrade(item, { answer: false }, true, undefined)).toEqual({ share: 1, ...counts });
  });

  it('marks by another key, but not against an answer that was accepted', () => {
    expect(ruledGrade(item, { answer: false }, false, regrade).share).toBe(1);
    expect(ruledGrade(item, { answer: true }, false, regrade).share).toBe(0);
    expect(ruledGrade(item, { answer: true }, true, regrade).share).toBe(1);
    expect(ruledGrade(item, null, false, regrade).share).toBe(0);
  });

  it('gives everything, even for nothing, and takes all out of the count', () => {
    const credit = ruledGrade(item, null, false, { decision: 'full-credit' });
    expect(credit).toEqual({ share: 1, dropped: false, whole: true });
    const drop = ruledGrade(item, { answer: true }, true, { decision: 'drop' });
    expect(drop).toEqual({ share: 0, dropped: true, whole: false });
  });

  it('keeps the mark of an answer that the other version has no word for', () => {
    const before = singleChoiceItem({ choices: [choice('old', 1), choice('kept', 0)] });
    const after = singleChoiceItem({ choices: [choice('new', 0), choice('kept', 1)] });
    const ruling = { decision: 'regrade', by: after } as const;
    expect(ruledGrade(before, { choice: 'old' }, false, ruling).share).toBe(1);
    expect(ruledGrade(before, { choice: 'kept' }, false, ruling).share).toBe(1);
  });
});

describe('an answer', () => {
  const items = [
    singleChoiceItem(),
    trueFalseItem(),
    multipleResponseItem(),
    shortTextItem(),
    numericItem(),
    clozeItem(),
    matchingItem(),
    orderingItem(),
  ];

  it.each(items)('fits a version with the same parts, and no other type: $type', (one) => {
    expect(fitsItem(one, one, theKeyOf(one))).toBe(true);
    for (const other of items) {
      if (other.type !== one.type) expect(fitsItem(other, one, theKeyOf(one))).toBe(false);
    }
  });

  it.each<[string, (typeof items)[number], (typeof items)[number]]>([
    ['a row', matchingItem(), matchingItem({ rows: matchingItem().rows.slice(1) })],
    ['a target', matchingItem(), matchingItem({ targets: matchingItem().targets.slice(1) })],
    ['an entry', orderingItem(), orderingItem({ entries: orderingItem().entries.slice(1) })],
    ['a gap', clozeItem(), clozeItem({ gaps: clozeItem().gaps.slice(1) })],
    [
      'a ticked choice',
      multipleResponseItem(),
      multipleResponseItem({
        choices: multipleResponseItem().choices.filter(({ correct }) => !correct),
      }),
    ],
  ])('does not fit where %s is gone that it names', (_, before, after) => {
    const response: ItemResponse = theKeyOf(before);
    expect(fitsItem(after, before, response)).toBe(false);
  });
});
