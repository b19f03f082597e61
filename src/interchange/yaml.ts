import { stringify } from 'yaml';
import type { AuthoredItem } from '../content/schema/items.ts';

/** Keys of every item, in the order in which authors write them. */
const FIRST = ['id', 'type', 'objective', 'points', 'prompt'];
const LAST = ['explanation', 'cite', 'tags', 'hints', 'penalty'];

/** Questions as the `items` of a lesson file. */
export function itemsToYaml(items: readonly AuthoredItem[]): string {
  const ordered = items.map((item) => inOrder(item));
  // Without folding, anchors or aliases, which lessons may not hold.
  return stringify({ items: ordered }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function inOrder(item: AuthoredItem): Readonly<Record<string, unknown>> {
  const all = new Map<string, unknown>(Object.entries(item));
  const own = [...all.keys()].filter((key) => !FIRST.includes(key) && !LAST.includes(key));
  const keys = [...FIRST, ...own, ...LAST].filter((key) => all.get(key) !== undefined);
  return Object.fromEntries(keys.map((key) => [key, all.get(key)]));
}
