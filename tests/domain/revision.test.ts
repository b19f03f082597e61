import { describe, expect, it } from 'vitest';
import type { Item, ItemType } from '../../src/domain/item.ts';
import type { ChangeKind } from '../../src/domain/revision.ts';
import { classifyChange, needsDecision, reviseItems } from '../../src/domain/revision.ts';
import { html, numericItem, oneOfEach, trueFalseItem } from './items/builders.ts';
import { ARRANGING } from './revisions/arranging.ts';
import type { Case } from './revisions/case.ts';
import { TICKING } from './revisions/ticking.ts';
import { TYPING } from './revisions/typing.ts';

const OF_ITS_OWN: Readonly<Record<ItemType, readonly Case[]>> = {
  ...TICKING,
  ...TYPING,
  ...ARRANGING,
};

const OF_ALL: readonly (readonly [string, Partial<Item>, ChangeKind])[] = [
  ['explanation', { explanation: html('Because.') }, 'cosmetic'],
  ['cite', { cite: [] }, 'cosmetic'],
  ['tags', { tags: [] }, 'cosmetic'],
  ['hints', { hints: [] }, 'cosmetic'],
  ['objective', { objective: 'another' }, 'cosmetic'],
  ['prompt', { prompt: html('What, in other words?') }, 'wording'],
  ['points', { points: 4 }, 'key'],
  ['penalty', { penalty: 0.5 }, 'key'],
];

const TYPES = Object.keys(oneOfEach) as readonly ItemType[];

describe.each(TYPES)('a changed %s item', (type) => {
  const before: Item = oneOfEach[type];

  it.each(OF_ITS_OWN[type])('with $what has a change that is $kind', ({ after, kind, path }) => {
    const found = classifyChange(before, after);
    expect(found?.kind).toBe(kind);
    expect(found?.differences).toContainEqual({ path, kind });
  });

  it.each(OF_ALL)('tells what a change of `%s` is', (path, changes, kind) => {
    const found = classifyChange(before, { ...before, ...changes } as Item);
    expect(found).toEqual({ kind, differences: [{ path, kind }] });
  });

  it('is not changed by another digest, a line wrapped elsewhere or its own copy', () => {
    const wrapped = html(String(before.prompt).replace(' ', '\n  '));
    expect(classifyChange(before, structuredClone({ ...before, hash: 'other' }))).toBeNull();
    expect(classifyChange(before, { ...before, prompt: wrapped })).toBeNull();
  });

  it.each(TYPES.filter((other) => other !== type))(
    'is structural as an item of type %s',
    (other) => {
      const found = classifyChange(before, oneOfEach[other]);
      expect(found).toEqual({
        kind: 'structural',
        differences: [{ path: 'type', kind: 'structural' }],
      });
    },
  );
});

it('has the kind of its gravest difference, and names them all', () => {
  const before = numericItem();
  const after = numericItem({ unit: null, max: 1e6, feedback: html('!') });
  expect(classifyChange(before, after)).toEqual({
    kind: 'key',
    differences: [
      { path: 'max', kind: 'key' },
      { path: 'unit', kind: 'wording' },
      { path: 'feedback', kind: 'cosmetic' },
    ],
  });
});

it('asks for a decision where marks given before may be wrong', () => {
  const asking = (['cosmetic', 'wording', 'key', 'structural'] as const).filter(needsDecision);
  expect(asking).toEqual(['key', 'structural']);
});

function named(item: Item, id: string, hash: string): Item {
  return { ...item, ref: `l/${id}`, hash };
}

it('compares two courses item by item', () => {
  const before = [
    named(trueFalseItem(), 'same', '1'),
    named(trueFalseItem(), 'gone', '2'),
    named(trueFalseItem(), 'turned', '3'),
    named(trueFalseItem(), 'touched', '4'),
  ];
  const after = [
    named(trueFalseItem(), 'new', '5'),
    named(trueFalseItem(), 'same', '1'),
    named(trueFalseItem({ answer: false }), 'turned', '6'),
    named(trueFalseItem(), 'touched', '7'),
  ];
  const found = reviseItems(before, after).map((one) => [
    one.ref,
    one.status === 'changed' ? one.change.kind : one.status,
  ]);
  expect(found).toEqual([
    ['l/gone', 'removed'],
    ['l/turned', 'key'],
    ['l/new', 'added'],
  ]);
});
