import { fold } from './items/folding.ts';

/** Letters that a search needs at least. */
export const MIN_SEARCH_LENGTH = 2;
/** Longest search, characters; what is beyond is not looked at. */
export const MAX_SEARCH_LENGTH = 100;

/** Words shown before and after the first word that was found. */
const BEFORE = 8;
const AFTER = 24;

const FOLDS = ['case', 'accents', 'arabic', 'punctuation'] as const;

/** A text made ready for searching. */
export interface SearchableText {
  readonly words: readonly string[];
  /** The words as they are compared. */
  readonly folded: readonly string[];
  /** Line breaks before each word. */
  readonly lines: readonly number[];
}

/** A part of a found text; `hit` where it is what was looked for. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

export interface SearchHit {
  /** The words around the first hit; dots stand for what is left out. */
  readonly snippet: readonly SnippetPart[];
  /** Line breaks before the first hit. */
  readonly line: number;
}

/** Splits a text into words, and folds them once for all searches. */
export function searchable(text: string): SearchableText {
  const words: string[] = [];
  const lines: number[] = [];
  text.split('\n').forEach((line, number) => {
    for (const word of line.split(/\s+/).filter(Boolean)) {
      words.push(word);
      lines.push(number);
    }
  });
  return { words, lines, folded: words.map(foldWord) };
}

/** The words of a search as they are compared; null where it is too short to look for. */
export function readSearch(typed: string): readonly string[] | null {
  const words = typed.slice(0, MAX_SEARCH_LENGTH).split(/\s+/).map(foldWord).filter(Boolean);
  return words.some((word) => word.length >= MIN_SEARCH_LENGTH) ? words : null;
}

/**
 * Looks for words in a text: each must stand in it, as a word or within one. Case, accents,
 * punctuation around words and Arabic spelling variants do not matter.
 */
export function findIn(text: SearchableText, search: readonly string[]): SearchHit | null {
  const places = search.map((word) => text.folded.findIndex((one) => one.includes(word)));
  if (places.some((place) => place < 0)) return null;
  const first = Math.min(...places);
  const from = Math.max(0, first - BEFORE);
  const to = Math.min(text.words.length, first + AFTER);
  const parts = text.words.slice(from, to).map((word, index) => ({
    text: word,
    hit: search.some((one) => text.folded[from + index]?.includes(one)),
  }));
  const dots = { text: '…', hit: false };
  const snippet = [
    ...(from > 0 ? [dots] : []),
    ...parts,
    ...(to < text.words.length ? [dots] : []),
  ];
  return { snippet, line: text.lines[first] ?? 0 };
}

function foldWord(word: string): string {
  return fold(word, FOLDS);
}
