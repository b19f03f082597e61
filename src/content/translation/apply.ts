import type { Path } from '../diagnostic.ts';
import type { Text, Unit } from './units.ts';

/** What an author wrote, with some of its texts in another language. */
export interface Applied<T> {
  readonly value: T;
  /** True for the path of a text that is still in the base language. */
  readonly untranslated: (path: Path) => boolean;
}

/**
 * Puts translated texts, by unit key, in the place of the base's. Only texts are replaced, so that
 * whatever else there is, and every key among it, stays as the base has it.
 */
export function applyTexts<T>(
  base: T,
  units: readonly Unit[],
  texts: ReadonlyMap<string, Text>,
): Applied<T> {
  const value = structuredClone(base);
  const open = new Set<string>();
  for (const { key, path, base: written } of units) {
    const text = texts.get(key);
    if (text === undefined) open.add(named(path));
    else replace(value, path, { written, text });
  }
  return { value, untranslated: (path) => startsAt(path, open) };
}

/** Texts of lists lie below the path of their unit. */
function startsAt(path: Path, open: ReadonlySet<string>): boolean {
  if (open.size === 0) return false;
  return path.some((_, index) => open.has(named(path.slice(0, index + 1))));
}

/** Ids and keys have no slashes. */
function named(path: Path): string {
  return path.join('/');
}

type Holder = Record<string | number, unknown>;

function replace(
  holder: unknown,
  path: Path,
  { written, text }: { readonly written: Text; readonly text: Text },
): void {
  const steps = [...path];
  const last = steps.pop();
  const parent = steps.reduce<unknown>((value, step) => (value as Holder)[step], holder);
  if (last !== undefined)
    (parent as Holder)[last] = merged((parent as Holder)[last], written, text);
}

/** The value with those of its members replaced that are texts. */
function merged(value: unknown, written: Text, text: Text): unknown {
  if (typeof written === 'string') return text;
  const changed = Object.entries(written).map(([step, inner]: [string, Text]) => [
    step,
    merged((value as Holder)[step], inner, (text as Record<string, Text>)[step] ?? inner),
  ]);
  const members: Holder = Object.fromEntries(changed);
  if (Array.isArray(value)) return value.map((one: unknown, index) => members[index] ?? one);
  return { ...(value as Holder), ...members };
}
