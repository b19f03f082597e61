import { CST, Lexer } from 'yaml';
import type { Diagnostic, Place } from './diagnostic.ts';
import type { RuleId } from './rules.ts';

/** Deepest nesting; a lesson needs about eight levels. */
const MAX_DEPTH = 32;
/** Most keys in a file: the parser compares each key with its neighbours, so time grows with the square. */
const MAX_KEYS = 10_000;
/** Most pieces of syntax of any kind in a file. */
const MAX_TOKENS = 100_000;

interface Scan {
  readonly file: string;
  line: number;
  column: number;
  keys: number;
  tokens: number;
  flow: number;
  /** Columns at which the open blocks begin. */
  blocks: number[];
  /** True until something other than space stands on the line. */
  fresh: boolean;
  /** Type of the piece of syntax before. */
  previous: string;
}

/**
 * Looks at the tokens of a file before it is parsed: the parser recurses, and 2 KB of `[` is enough
 * to abort the whole process. The lexer does not recurse and takes linear time.
 * @returns the first reason not to parse, or undefined.
 */
export function scanYaml(file: string, text: string): Diagnostic | undefined {
  const scan: Scan = {
    file,
    line: 1,
    column: 1,
    keys: 0,
    tokens: 0,
    flow: 0,
    blocks: [],
    fresh: true,
    previous: '',
  };
  for (const token of new Lexer().lex(text)) {
    const problem = inspect(scan, token);
    if (problem) return problem;
    advance(scan, token);
  }
  return undefined;
}

const INDICATORS = new Set(['seq-item-ind', 'explicit-key-ind']);
const BLANKS = new Set(['space', 'newline', 'comment', 'doc-mode', 'byte-order-mark']);

function inspect(scan: Scan, token: string): Diagnostic | undefined {
  // The text of a scalar comes after its mark and is not syntax, whatever it begins with.
  const type = scan.previous === 'scalar' ? 'text' : (CST.tokenType(token) ?? 'text');
  if (BLANKS.has(type)) return undefined;
  scan.tokens += 1;
  count(scan, type);
  scan.previous = type;
  return unsupported(scan, type, token) ?? excess(scan);
}

function count(scan: Scan, type: string): void {
  if (type === 'map-value-ind' || type === 'explicit-key-ind' || type === 'comma') scan.keys += 1;
  if (type === 'flow-map-start' || type === 'flow-seq-start') scan.flow += 1;
  if (type === 'flow-map-end' || type === 'flow-seq-end') scan.flow = Math.max(0, scan.flow - 1);
  if (opensBlock(scan, type)) openBlock(scan);
  scan.fresh = INDICATORS.has(type);
}

function opensBlock(scan: Scan, type: string): boolean {
  // The body of a block scalar is found at column 1, which says nothing about the blocks around it.
  if (scan.flow > 0 || scan.previous === 'block-scalar-header' || type === 'text') return false;
  return scan.fresh || INDICATORS.has(type);
}

function openBlock(scan: Scan): void {
  while ((scan.blocks.at(-1) ?? 0) > scan.column) scan.blocks.pop();
  if (scan.blocks.at(-1) !== scan.column) scan.blocks.push(scan.column);
}

function unsupported(scan: Scan, type: string, token: string): Diagnostic | undefined {
  const end = { endLine: scan.line, endColumn: scan.column + token.length };
  switch (type) {
    case 'anchor':
    case 'alias':
      return report(
        scan,
        'yaml-alias',
        `\`${shorten(token)}\`: anchors and aliases are not used here`,
        end,
      );
    case 'tag':
      return report(scan, 'yaml-tag', `\`${shorten(token)}\`: YAML tags are not used here`, end);
    case 'directive-line':
      return report(scan, 'yaml-directive', 'YAML directives are not used here', end);
    default:
      return undefined;
  }
}

function excess(scan: Scan): Diagnostic | undefined {
  if (scan.flow + scan.blocks.length > MAX_DEPTH) {
    return report(scan, 'too-deep', `more than ${MAX_DEPTH} levels of nesting`);
  }
  if (scan.keys > MAX_KEYS) return report(scan, 'too-many-keys', `more than ${MAX_KEYS} keys`);
  if (scan.tokens > MAX_TOKENS) {
    return report(scan, 'too-many-keys', `more than ${MAX_TOKENS} pieces of YAML`);
  }
  return undefined;
}

function report(scan: Scan, rule: RuleId, message: string, end: Partial<Place> = {}): Diagnostic {
  const { file, line, column } = scan;
  return { file, line, column, ...end, severity: 'error', rule, message };
}

const MARKS = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR, CST.BOM]);

function advance(scan: Scan, token: string): void {
  if (MARKS.has(token)) return;
  const newlines = token.split('\n').length - 1;
  if (newlines === 0) {
    scan.column += token.length;
    return;
  }
  scan.line += newlines;
  scan.column = token.length - token.lastIndexOf('\n');
  scan.fresh = true;
}

function shorten(token: string): string {
  return token.length > 20 ? `${token.slice(0, 20)}…` : token;
}
