import { parse, stringify } from 'yaml';
import { listSidecars, missingStamps, stamped } from '../../src/content/translation/stamping.ts';
import type { Text } from '../../src/content/translation/units.ts';
import { translatable, unitsOf } from '../../src/content/translation/units.ts';

/** Texts instead of the made-up ones, by unit key; null leaves a text out. */
export type Changes = Readonly<Record<string, Text | null>>;

/**
 * A made-up translation of a file: every text with a word before it, so that citations, links, gaps
 * and numbers stay what they are.
 */
export function madeUp(base: string, word: string, changes: Changes = {}): string {
  const root: Record<string, unknown> = {};
  for (const { key, names, base: text } of unitsOf(translatable(parse(base) as object))) {
    const change = changes[key];
    if (change === null) continue;
    put(root, names, change ?? prefixed(text, word));
  }
  return stringify(root, { lineWidth: 0 });
}

function prefixed(text: Text, word: string): Text {
  if (typeof text === 'string') return `${word} ${text}`;
  if (Array.isArray(text)) return text.map((one: Text) => prefixed(one, word));
  const entries = Object.entries(text).map(([key, one]: [string, Text]) => [
    key,
    prefixed(one, word),
  ]);
  return Object.fromEntries(entries) as Text;
}

function put(root: Record<string, unknown>, names: readonly string[], text: Text): void {
  const [name = '', ...rest] = names;
  if (rest.length === 0) {
    root[name] = text;
    return;
  }
  root[name] ??= {};
  put(root[name] as Record<string, unknown>, rest, text);
}

/** The files with all their translated texts recorded as made from the bases as they are. */
export function recorded(files: ReadonlyMap<string, string>): Map<string, string> {
  const sidecars = listSidecars(files);
  return new Map([
    ...files,
    ...sidecars.map((one): [string, string] => [one.path, stamped(one, missingStamps(one))]),
  ]);
}

/** The files with a text replaced in one of them; the text must be there. */
export function replaced(
  files: ReadonlyMap<string, string>,
  path: string,
  words: string,
  replacement: string,
): Map<string, string> {
  const text = files.get(path) ?? '';
  if (!text.includes(words)) throw new Error(`${path} does not hold: ${words}`);
  return new Map([...files, [path, text.replace(words, () => replacement)]]);
}
