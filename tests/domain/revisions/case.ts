import type { Item } from '../../../src/domain/item.ts';
import type { ChangeKind } from '../../../src/domain/revision.ts';
import { html } from '../items/builders.ts';

/** A change of the item that `oneOfEach` has of a type. */
export interface Case {
  readonly what: string;
  readonly after: Item;
  readonly kind: ChangeKind;
  readonly path: string;
}

/** Names a change, its kind, and the path of a difference that it must show. */
export function change(what: string, after: Item, kind: ChangeKind, path: string): Case {
  return { what, after, kind, path };
}

/** A list with one part in other words. */
export function reworded<Part extends { readonly id: string }>(list: readonly Part[], id: string) {
  return list.map((one) => (one.id === id ? { ...one, text: html('in other words') } : one));
}

/** The first two of a list, the other way round. */
export function swapped<Part>(list: readonly Part[]): readonly Part[] {
  return [...list.slice(0, 2).toReversed(), ...list.slice(2)];
}
