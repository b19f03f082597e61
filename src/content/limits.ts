import type { Diagnostic, Place } from './diagnostic.ts';
import { FILE_START } from './diagnostic.ts';

/** Largest content file, bytes. The longest shipped lesson is under a tenth of it. */
export const MAX_FILE_BYTES = 512 * 1024;

/** A file's text, or why it cannot be taken as text. */
export type Decoded =
  | { readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly text: null; readonly diagnostics: readonly Diagnostic[] };

// Control characters have no use in prose, and the YAML lexer uses four of them as its own marks.
// Direction overrides make a file read differently from what it says.
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e]/u;
const TAB_INDENT = /^ *\t/;

/** Checks a file's size, encoding and characters, all before any parser sees it. */
export function decodeFile(file: string, content: Uint8Array | string): Decoded {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const refusal = tooLarge(file, bytes) ?? otherUnicode(file, bytes) ?? notUtf8(file, bytes);
  if (refusal) return { text: null, diagnostics: [refusal] };
  const text = new TextDecoder('utf-8').decode(bytes);
  const problems = [blank, forbiddenCharacter, tabIndent, cutShort].flatMap((check) => {
    const problem = check(text);
    return problem ? [{ file, severity: 'error' as const, ...problem }] : [];
  });
  return problems.length > 0 ? { text: null, diagnostics: problems } : { text, diagnostics: [] };
}

type Problem = Omit<Diagnostic, 'file' | 'severity'>;

function tooLarge(file: string, bytes: Uint8Array): Diagnostic | undefined {
  if (bytes.length <= MAX_FILE_BYTES) return undefined;
  const message = `the file is larger than ${MAX_FILE_BYTES / 1024} KiB`;
  return { file, ...FILE_START, severity: 'error', rule: 'file-size', message };
}

function otherUnicode(file: string, bytes: Uint8Array): Diagnostic | undefined {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark !== 0xfeff && mark !== 0xfffe) return undefined;
  const message = 'the file is UTF-16; save it as UTF-8';
  return { file, ...FILE_START, severity: 'error', rule: 'encoding', message };
}

function notUtf8(file: string, bytes: Uint8Array): Diagnostic | undefined {
  if (isUtf8Start(bytes, bytes.length) && isWholeUtf8(bytes)) return undefined;
  const index = firstBadByte(bytes);
  const place = placeAt(new TextDecoder('utf-8').decode(bytes.subarray(0, index)));
  const byte = bytes[index] ?? 0;
  const meant = new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  const message = `byte 0x${hex} is not UTF-8; in Windows-1252 it is “${meant}”: save the file as UTF-8`;
  return { file, ...place, severity: 'error', rule: 'encoding', message };
}

/** True if the first `length` bytes are UTF-8, a character cut by the end aside. */
function isUtf8Start(bytes: Uint8Array, length: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isWholeUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The start of the first sequence that is not UTF-8, by halving. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Start(bytes, middle)) good = middle;
    else bad = middle;
  }
  // The decoder may have waited for the rest of a sequence: step back to its lead byte.
  let start = good;
  while (start > 0 && good - start < 3 && !isWholeUtf8(bytes.subarray(0, start))) start -= 1;
  return start;
}

function blank(text: string): Problem | undefined {
  if (text.trim() !== '') return undefined;
  return { ...FILE_START, rule: 'file-empty', message: 'the file is empty' };
}

function forbiddenCharacter(text: string): Problem | undefined {
  const index = text.search(FORBIDDEN);
  if (index < 0) return undefined;
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const message = `the invisible character U+${code} is not allowed`;
  return { ...placeAt(text.slice(0, index)), rule: 'control-character', message };
}

function tabIndent(text: string): Problem | undefined {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => TAB_INDENT.test(line) && line.trim() !== '');
  if (index < 0) return undefined;
  const column = (lines[index] ?? '').indexOf('\t') + 1;
  const message = 'a tab stands in the indentation; YAML takes spaces only';
  return { line: index + 1, column, rule: 'tab-indent', message };
}

/** A file copied half way nearly always ends in the middle of a line. */
function cutShort(text: string): Problem | undefined {
  if (text.trim() === '' || text.endsWith('\n')) return undefined;
  const message = 'the file does not end with a line break, so it may be cut short';
  return {
    ...placeAt(text),
    rule: 'cut-short',
    message,
    suggestion: 'end the last line with Enter',
  };
}

function placeAt(before: string): Place {
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
