import type { AuthoredItem } from '../../src/content/schema/items.ts';

const count = (all: readonly { readonly id: string }[]) =>
  new Map(all.map((one, index) => [one.id, `n${index}`]));

/** The item with ids of its inner parts by their order, and targets in the order of their texts. */
export function withoutInnerIds(item: AuthoredItem): unknown {
  const plain = JSON.parse(JSON.stringify(item)) as AuthoredItem;
  if (plain.type === 'matching') {
    const targets = plain.targets.toSorted((a, b) => (a.text < b.text ? -1 : 1));
    const ids = count(targets);
    const rows = plain.rows.map((row, index) => ({
      ...row,
      id: `r${index}`,
      match: ids.get(row.match),
    }));
    return { ...plain, rows, targets: targets.map((one) => ({ ...one, id: ids.get(one.id) })) };
  }
  const text = JSON.stringify(plain, (key, value: unknown) => {
    if (!Array.isArray(value) || key === 'gaps') return value;
    return value.map((one: unknown, index) =>
      typeof one === 'object' && one !== null && 'id' in one ? { ...one, id: `n${index}` } : one,
    );
  });
  return JSON.parse(text) as unknown;
}

export const WORLD = { sources: new Map(), terms: null, locale: 'en' };
