import type { Item } from './item.ts';
import { DEFAULT_LANGUAGE } from './language.ts';

/**
 * The item as readers of a language see it, or as it was written where it has no wording in that
 * language. For showing only: answers are read and graded by the item itself.
 */
export function itemIn<I extends Item>(item: I, locale: string): I {
  const faces = item.wording?.faces ?? {};
  const face = Object.hasOwn(faces, locale) ? faces[locale] : undefined;
  // Made from this item by the compiler, so it is of its type.
  return face === undefined ? item : (face as I);
}

/** Language of an item's texts. */
export function languageOf(item: Pick<Item, 'locale'>): string {
  return item.locale ?? DEFAULT_LANGUAGE;
}

/** The item with the wording that it was shown in; null for none. */
export function worded(item: Item, wording: Item['wording'] | null): Item {
  return wording === undefined || wording === null ? item : { ...item, wording };
}
