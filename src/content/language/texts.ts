import type { Path } from '../diagnostic.ts';

/** A text of a file, and where it stands. */
export interface PlacedText {
  readonly path: Path;
  readonly text: string;
}

/** Keys whose values are names and not wording. */
const NAMES = new Set([
  'id',
  'type',
  'kind',
  'match',
  'objective',
  'lesson',
  'cite',
  'tags',
  'folds',
]);

/** Every text in a piece of authored data that people read. */
export function textsOf(value: unknown, path: Path = []): readonly PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    NAMES.has(key) ? [] : textsOf(inner, [...path, key]),
  );
}
