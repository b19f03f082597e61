import type { Html } from '../item.ts';

/** What a learner sees of a choice, row, target, entry or sentence. */
export interface OptionView {
  readonly id: string;
  readonly text: Html;
}

interface Identified {
  readonly id: string;
}

/** The options with those named in `order` first, in that order; unknown ids are ignored. */
export function arranged<O extends Identified>(
  options: readonly O[],
  order: readonly string[],
): readonly O[] {
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = (option: O) => places.get(option.id) ?? order.length;
  return options.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The options sorted by id: an order that says nothing of the order they were authored in. */
export function sortedById<O extends Identified>(options: readonly O[]): readonly O[] {
  return options.toSorted((a, b) => compareIds(a.id, b.id));
}

/** Compares by code unit: the same everywhere, whatever the locale. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Copies id and text only, so that a key, credit or feedback beside them cannot slip through. */
export function viewsOf(options: readonly OptionView[]): readonly OptionView[] {
  return options.map(({ id, text }) => ({ id, text }));
}

/** The ids of the options, in their order. */
export function idsOf(options: readonly Identified[]): readonly string[] {
  return options.map(({ id }) => id);
}
