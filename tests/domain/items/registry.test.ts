import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/domain/item.ts';
import { gradeItem, interactions, keyOf, questionOf } from '../../../src/domain/items/registry.ts';
import { oneOfEach, singleChoiceItem } from './builders.ts';

const items: readonly Item[] = Object.values(oneOfEach);

describe('the registry', () => {
  it('knows each of the ten types', () => {
    expect(Object.keys(interactions).toSorted()).toEqual(items.map((i) => i.type).toSorted());
    expect(items).toHaveLength(10);
  });

  it('answers for an item of any type by its type', () => {
    for (const item of items) {
      expect(questionOf(item, []).type).toBe(item.type);
      if (item.type === 'essay') continue;
      expect(gradeItem(item, keyOf(item))).toEqual({ share: 1 });
    }
  });

  it('knows the question of an item whose type is known', () => {
    expect(questionOf(singleChoiceItem(), []).choices).toHaveLength(3);
  });

  it('grades a response stored before its item changed its type', () => {
    for (const item of items) {
      for (const other of items) {
        const { share } = gradeItem(item, keyOf(other));
        expect(share >= 0 && share <= 1).toBe(true);
      }
    }
  });
});
