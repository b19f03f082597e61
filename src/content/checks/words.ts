// Bounded, so that a text full of opening brackets takes linear time.
const NOT_PROSE = [
  /^:{3,}.*$/gm,
  /!\[[^\]]{0,200}\]\([^)]{0,200}\)/g,
  /\[@[^\]]{0,500}\]/g,
  /\]\([^)]{0,500}\)/g,
];
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu;

/** A Markdown text as a reader meets it: no citations, link targets or lines of callouts. */
export function prose(markdown: string): string {
  return NOT_PROSE.reduce((text, pattern) => text.replace(pattern, ' '), markdown);
}

/** The words of a Markdown text as they are written, without citations, link targets or markers. */
export function wordsOf(markdown: string): readonly string[] {
  return prose(markdown).match(WORD) ?? [];
}

/** Number of words of a Markdown text as a reader meets them. */
export function countWords(markdown: string): number {
  return wordsOf(markdown).length;
}
