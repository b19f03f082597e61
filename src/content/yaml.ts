import type { Document as YamlDocument, Node, Pair, YAMLError } from 'yaml';
import { isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic, Path, Place } from './diagnostic.ts';
import { FILE_START } from './diagnostic.ts';
import { scanYaml } from './scan.ts';

/** What to point at when looking up a place. */
export interface Aim {
  /** The key rather than the value. */
  readonly onKey?: boolean | undefined;
  /** Words within the value. */
  readonly needle?: string | undefined;
  /** Which occurrence of the words, from 0. */
  readonly occurrence?: number;
}

/** A parsed file: plain data, and where each part of it stands in the text. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  /** Undefined where the file has errors. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** The place of a path; of the nearest parent where the path itself is not in the file. */
  readonly place: (path: Path, aim?: Aim) => Place;
}

/** Most syntax errors told of one file: one mistake causes others after it. */
const MAX_ERRORS = 3;

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  stringKeys: true,
  uniqueKeys: true,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * The last reading of each path: a check of the course reads all its files again for one that
 * changed, and parsing them takes longer than anything else that is done with them.
 */
const latest = new Map<string, YamlFile>();
/** Paths whose readings are kept; large courses have a few hundred files. */
const MAX_KEPT = 1000;

/** Parses YAML without aliases, anchors, tags or directives. Never throws; the value is frozen. */
export function parseYaml(file: string, text: string): YamlFile {
  const last = latest.get(file);
  if (last?.text === text) return last;
  const parsed = parseAnew(file, text);
  latest.delete(file);
  latest.set(file, parsed);
  const [oldest] = latest.keys();
  if (latest.size > MAX_KEPT && oldest !== undefined) latest.delete(oldest);
  return parsed;
}

function parseAnew(file: string, text: string): YamlFile {
  const refusal = scanYaml(file, text);
  if (refusal) return unread(file, text, [refusal]);
  const tree = parseTree(text);
  const { document, lines } = tree;
  const problems = [
    ...document.errors.slice(0, MAX_ERRORS).map((error) => describe(file, error, lines, 'error')),
    ...document.warnings
      .slice(0, MAX_ERRORS)
      .map((error) => describe(file, error, lines, 'warning')),
  ];
  if (document.errors.length > 0) return unread(file, text, problems);
  const value: unknown = freeze(document.toJS({ maxAliasCount: 0 }));
  return { file, text, value, diagnostics: problems, place: placeIn(text, tree) };
}

interface Tree {
  readonly document: YamlDocument;
  readonly lines: LineCounter;
}

function parseTree(text: string): Tree {
  const lines = new LineCounter();
  return { document: parseDocument(text, { ...OPTIONS, lineCounter: lines }), lines };
}

/** The tree weighs many times the text and is asked only where something is wrong: it may go. */
function placeIn(text: string, parsed: Tree): YamlFile['place'] {
  let kept = new WeakRef(parsed);
  return (path, aim = {}) => {
    const tree = kept.deref() ?? parseTree(text);
    kept = new WeakRef(tree);
    return placeOf(tree.document, text, tree.lines, path, aim);
  };
}

/** Freezes plain data to its depth, which the scan has limited. */
function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

function unread(file: string, text: string, diagnostics: readonly Diagnostic[]): YamlFile {
  return { file, text, value: undefined, diagnostics, place: () => FILE_START };
}

function describe(
  file: string,
  error: YAMLError,
  lines: LineCounter,
  severity: 'error' | 'warning',
): Diagnostic {
  const { line, col } = lines.linePos(error.pos[0]);
  const rule = error.code === 'DUPLICATE_KEY' ? 'yaml-duplicate-key' : 'yaml-syntax';
  const message = PLAIN_MESSAGES[error.code] ?? error.message.replace(/\s+/g, ' ');
  const at = { line: Math.max(1, line), column: Math.max(1, col) };
  const said: Diagnostic = { file, ...at, severity, rule, message };
  return QUOTABLE.has(error.code) ? { ...said, suggestion: QUOTE_IT } : said;
}

/** Errors that a text without its quotes leads to, mostly. */
const QUOTABLE = new Set<YAMLError['code']>([
  'UNEXPECTED_TOKEN',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_INDENT',
  'MISSING_CHAR',
]);
const QUOTE_IT =
  'a text that holds `: `, ` #`, `[`, `]`, `{` or `}`, or begins with a quote, must stand in "quotes" as a whole';

const PLAIN_MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'this key stands twice in the same block',
  BLOCK_AS_IMPLICIT_KEY: 'a second `: ` on this line, or the lines are not indented alike',
  UNEXPECTED_TOKEN: 'YAML does not expect this here',
  BAD_INDENT: 'the indentation does not fit the lines above',
  MULTIPLE_DOCS: 'a file holds one document: remove the `---` line',
};

function placeOf(
  document: YamlDocument,
  text: string,
  lines: LineCounter,
  path: Path,
  aim: Aim,
): Place {
  const [start, end] = aim.onKey ? keyRange(document, path) : valueRange(document, path);
  const found = aim.needle ? findIn(text, start, end, aim.needle, aim.occurrence ?? 0) : -1;
  if (found >= 0) return toPlace(text, lines, found, found + (aim.needle ?? '').length);
  return toPlace(text, lines, start, end);
}

type Range = readonly [number, number];

function valueRange(document: YamlDocument, path: Path): Range {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    // A key without a value has an empty node: its key says more.
    if (isNode(node) && node.range && node.range[1] > node.range[0]) return rangeOf(node);
    if (isNode(node)) return keyRange(document, path.slice(0, length));
  }
  return isNode(document.contents) ? rangeOf(document.contents) : [0, 0];
}

function keyRange(document: YamlDocument, path: Path): Range {
  const parent: unknown =
    path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const key = path.at(-1);
  const pair = isMap(parent) ? parent.items.find((one) => keyText(one) === key) : undefined;
  return pair && isNode(pair.key) ? rangeOf(pair.key) : valueRange(document, path.slice(0, -1));
}

function keyText(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : undefined;
}

/** A collection is pointed at by its first line only, so that frames stay short. */
function rangeOf(node: Node): Range {
  const start = node.range?.[0] ?? 0;
  if (!isCollection(node)) return [start, node.range?.[1] ?? start];
  const first: unknown = node.items[0];
  if (isPair(first) && isNode(first.key)) return [start, first.key.range?.[1] ?? start];
  return [start, start];
}

function findIn(
  text: string,
  start: number,
  end: number,
  needle: string,
  occurrence: number,
): number {
  let at = text.indexOf(needle, start);
  for (let n = 0; n < occurrence && at >= 0; n += 1) {
    const next = text.indexOf(needle, at + needle.length);
    if (next < 0 || next >= end) break;
    at = next;
  }
  return at < end ? at : -1;
}

function toPlace(text: string, lines: LineCounter, start: number, end: number): Place {
  const { line, col } = lines.linePos(start);
  const newline = text.indexOf('\n', start);
  const stop = newline < 0 ? end : Math.min(end, newline);
  const place = { line: Math.max(1, line), column: Math.max(1, col) };
  return stop > start
    ? { ...place, endLine: place.line, endColumn: place.column + stop - start }
    : place;
}
