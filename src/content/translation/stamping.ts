import { canonicalJson } from '../digest.ts';
import type { TranslationData } from './translation.ts';
import { readTranslation } from './translation.ts';
import { MADE_FROM, unitDigest } from './digests.ts';
import { sidecarName } from './names.ts';
import { readTexts } from './read.ts';
import type { Unit } from './units.ts';
import { translatable, unitsOf } from './units.ts';

type Files = ReadonlyMap<string, Uint8Array | string>;

/** What is to be changed in a translation's record of what its texts were made from. */
export interface Stamps {
  /** Digests to be written, by unit key, in the order of the base. */
  readonly set: ReadonlyMap<string, string>;
  /** Units whose lines are to go. */
  readonly drop: ReadonlySet<string>;
}

/** A translation beside its base. */
export interface Sidecar {
  readonly path: string;
  readonly locale: string;
  /** Path of the base. */
  readonly base: string;
  readonly text: string;
  /** Units that have a well-formed text here. */
  readonly translated: readonly Unit[];
  /** Keys of all units of the base. */
  readonly known: ReadonlySet<string>;
  readonly madeFrom: ReadonlyMap<string, string>;
}

/** The translations that can be read beside bases that can be. */
export function listSidecars(files: Files): readonly Sidecar[] {
  return [...files.keys()].flatMap((path) => readSidecar(files, path) ?? []);
}

function readSidecar(files: Files, path: string): Sidecar | null {
  const name = sidecarName(path);
  const written = name && dataOf(files, name.base);
  const own = name && dataOf(files, path);
  if (!name || !written || !own) return null;
  const tree = translatable(written);
  const { texts, madeFrom } = readTexts(tree, own, () => undefined);
  const units = unitsOf(tree);
  const known = new Set(units.map(({ key }) => key));
  const translated = units.filter(({ key }) => texts.has(key));
  return { ...name, path, text: textOf(files.get(path)), translated, known, madeFrom };
}

function dataOf(files: Files, path: string): TranslationData | null {
  const content = files.get(path);
  return content === undefined ? null : (readTranslation(path, content).read?.value ?? null);
}

function textOf(content: Uint8Array | string | undefined): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** What a machine may record by itself: texts without a digest, and the end of those that are gone. */
export function missingStamps({ translated, known, madeFrom }: Sidecar): Stamps {
  const unstamped = translated.filter(({ key }) => !madeFrom.has(key));
  return {
    set: digestsOf(unstamped),
    drop: new Set([...madeFrom.keys()].filter((key) => !known.has(key))),
  };
}

/** What a translator records by saying that a text is up to date: these units, or all stale ones. */
export function acceptedStamps(
  { translated, madeFrom }: Sidecar,
  keys: readonly string[] | null,
): Stamps {
  const stale = ({ key, base }: Unit) =>
    madeFrom.has(key) && madeFrom.get(key) !== unitDigest(base);
  const units = translated.filter((unit) =>
    keys === null ? stale(unit) : keys.includes(unit.key),
  );
  return { set: digestsOf(units), drop: new Set() };
}

function digestsOf(units: readonly Unit[]): ReadonlyMap<string, string> {
  return new Map(units.map(({ key, base }) => [key, unitDigest(base)]));
}

const BLOCK = new RegExp(`^${MADE_FROM}:[ \\t]*(?:#.*)?$`);
const ENTRY = /^([ \t]+)(["']?)([^\s"':#]+)\2:([ \t]+)(["']?)([^\s"'#]+)\5([ \t]*(?:#.*)?)$/;
const INDENT = '  ';

/**
 * The text of a translation with its record changed line by line; no other line is touched.
 * @throws when the record is not a block with a line for each unit, or would not come out as meant.
 */
export function stamped({ path, text, madeFrom }: Sidecar, stamps: Stamps): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(end);
  // What follows the last line break.
  const tail = lines.pop() ?? '';
  const changed = changedLines(lines, stamps);
  const result = [...changed, tail].join(end);
  const expected = new Map([...madeFrom, ...stamps.set]);
  for (const key of stamps.drop) expected.delete(key);
  if (!isAsMeant(path, { before: text, after: result }, expected)) {
    throw new Error(
      `The block \`${MADE_FROM}\` of ${path} cannot be edited; write one line for each text.`,
    );
  }
  return result;
}

function changedLines(lines: readonly string[], { set, drop }: Stamps): string[] {
  const head = lines.findIndex((line) => BLOCK.test(line));
  if (head < 0) return [...lines, `${MADE_FROM}:`, ...Array.from(set, entryLine)];
  const left = new Map(set);
  const block = lines.slice(head + 1).flatMap((line) => {
    const entry = ENTRY.exec(line);
    const key = entry?.[3] ?? '';
    if (entry === null || !(set.has(key) || drop.has(key))) return [line];
    left.delete(key);
    const digest = set.get(key);
    return digest === undefined ? [] : [`${entry[1]}${key}: ${quoted(digest)}${entry[7]}`];
  });
  const last = block.findLastIndex((line) => ENTRY.test(line));
  const indent = ENTRY.exec(block[last] ?? '')?.[1] ?? INDENT;
  const added = Array.from(left, (entry) => entryLine(entry).replace(INDENT, indent));
  return [...lines.slice(0, head + 1), ...block.toSpliced(last + 1, 0, ...added)];
}

function entryLine([key, digest]: readonly [string, string]): string {
  return `${INDENT}${key}: ${quoted(digest)}`;
}

/** A digest of digits alone, or with one `e` among them, would be a number in YAML. */
function quoted(digest: string): string {
  return /^\d+(?:e\d+)?$/.test(digest) ? `'${digest}'` : digest;
}

function isAsMeant(
  path: string,
  { before, after }: { readonly before: string; readonly after: string },
  expected: ReadonlyMap<string, string>,
): boolean {
  const [old, fresh] = [before, after].map((text) => readTranslation(path, text).read?.value);
  if (old === undefined || fresh === undefined) return false;
  const { [MADE_FROM]: _old, ...oldTexts } = old;
  const { [MADE_FROM]: recorded, ...texts } = fresh;
  const wanted = Object.fromEntries(expected);
  return (
    canonicalJson(texts) === canonicalJson(oldTexts) &&
    canonicalJson(recorded ?? {}) === canonicalJson(wanted)
  );
}
