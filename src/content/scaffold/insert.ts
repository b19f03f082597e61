import type { Document, YAMLSeq } from 'yaml';
import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import { canonicalJson } from '../digest.ts';
import type { Path } from '../diagnostic.ts';
import { parseYaml } from '../yaml.ts';

/**
 * The text with one more entry at the end of a list; null where that cannot be done without changing
 * anything else. Comments, order and line ends stay.
 * @param path leads to the list.
 * @param entry YAML of the entry, as lines without indentation; one line for lists in brackets.
 */
export function withEntry(text: string, path: Path, entry: readonly string[]): string | null {
  if (parseYaml('', text).value === undefined) return null;
  const document = parseDocument(text);
  const list: unknown = document.getIn(path, true);
  const put = isSeq(list) ? putInto(text, list, entry, indentOf(document, path, text)) : null;
  return put !== null && hasOneMore(text, put, path) ? put : null;
}

function putInto(
  text: string,
  list: YAMLSeq,
  entry: readonly string[],
  indent: number,
): string | null {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const [start = 0, stop = 0] = list.range ?? [];
  const last: unknown = list.items.at(-1);
  if (list.flow === true && last === undefined) {
    // A list in brackets that is still empty becomes one of lines.
    const open = text.slice(0, start).trimEnd() + text.slice(stop);
    return withLines(open, lineEnd(open, start - 1, indent), entryLines(entry, indent + 2), end);
  }
  if (!isNode(last) || !last.range) return null;
  if (list.flow === true) return withMember(text, last.range[1], entry);
  const column = columnOf(text, start);
  return withLines(text, lineEnd(text, last.range[1], column), entryLines(entry, column), end);
}

function withMember(text: string, at: number, entry: readonly string[]): string | null {
  return entry.length === 1 ? `${text.slice(0, at)}, ${entry[0]}${text.slice(at)}` : null;
}

function withLines(text: string, at: number, lines: readonly string[], end: string): string {
  const before = text.slice(0, at);
  const separator = before.endsWith('\n') ? '' : end;
  return `${before}${separator}${lines.join(end)}${end}${text.slice(at)}`;
}

/** The start of the line after a position and after comments that are indented further. */
function lineEnd(text: string, position: number, column: number): number {
  const newline = text[position - 1] === '\n' ? position - 1 : text.indexOf('\n', position);
  if (newline < 0) return text.length;
  const comments = new RegExp(`^(?: {${column + 1},}#.*(?:\\n|$))*`).exec(text.slice(newline + 1));
  return newline + 1 + (comments?.[0].length ?? 0);
}

function columnOf(text: string, position: number): number {
  return position - text.lastIndexOf('\n', position - 1) - 1;
}

function entryLines(entry: readonly string[], indent: number): string[] {
  const space = ' '.repeat(indent);
  return entry.map((line, index) => (index === 0 ? `${space}- ${line}` : `${space}  ${line}`));
}

/** The column at which the key of a list stands. */
function indentOf(document: Document, path: Path, text: string): number {
  const parent: unknown =
    path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isNode(key) && String(key) === path.at(-1))
    : undefined;
  return pair && isNode(pair.key) ? columnOf(text, pair.key.range?.[0] ?? 0) : 0;
}

/** Whether the list has an entry more at its end and everything else is as it was. */
function hasOneMore(before: string, after: string, path: Path): boolean {
  const was = parseDocument(before);
  const is = parseDocument(after);
  if (is.errors.length > 0) return false;
  const list: unknown = is.getIn(path, true);
  if (!isSeq(list)) return false;
  list.items.pop();
  return canonicalJson(was.toJS()) === canonicalJson(is.toJS());
}
