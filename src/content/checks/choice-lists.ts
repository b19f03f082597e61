import type { Path } from '../diagnostic.ts';
import type { AuthoredItem, AuthoredOption } from '../schema/items.ts';

/** Choices that learners see side by side. */
export interface ChoiceList {
  readonly options: readonly AuthoredOption[];
  readonly path: Path;
  /** True where exactly one is to be picked. */
  readonly pickOne: boolean;
}

/** The lists of choices of an item: its own, or those of its gaps. */
export function choiceListsOf(item: AuthoredItem, path: Path): readonly ChoiceList[] {
  if (item.type === 'single-choice' || item.type === 'multiple-response') {
    const pickOne = item.type === 'single-choice';
    return [{ options: item.choices, path: [...path, 'choices'], pickOne }];
  }
  if (item.type !== 'cloze') return [];
  return item.gaps.flatMap(({ choices }, index) =>
    choices ? [{ options: choices, path: [...path, 'gaps', index, 'choices'], pickOne: true }] : [],
  );
}
