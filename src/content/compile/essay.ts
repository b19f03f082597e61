import type { Criterion, EssayItem } from '../../domain/item.ts';
import type { Path } from '../diagnostic.ts';
import type { AuthoredItemOf } from '../schema/items.ts';
import { label } from './options.ts';
import type { Desk } from './texts.ts';

/** Criteria weigh the same unless the author says otherwise. */
const DEFAULT_WEIGHT = 1;

/** The guidance and the rubric of an essay; its texts stand in the labels of the grader's form. */
export function essayParts(
  desk: Desk,
  item: AuthoredItemOf<'essay'>,
  path: Path,
): Pick<EssayItem, 'words' | 'rubric'> {
  const words = item.words === undefined ? null : { least: item.words[0], most: item.words[1] };
  const rubric = item.rubric.criteria.map((criterion, index): Criterion => {
    const here = [...path, 'rubric', 'criteria', index];
    return {
      id: criterion.id,
      text: label(desk, criterion.text, [...here, 'text']),
      weight: criterion.weight ?? DEFAULT_WEIGHT,
      levels: criterion.levels.map(({ id, text, share }, place) => ({
        id,
        text: label(desk, text, [...here, 'levels', place, 'text']),
        share,
      })),
    };
  });
  return { words, rubric };
}
