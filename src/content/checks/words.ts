// Bounded, so that a text full of opening brackets takes linear time.
const NOT_PROSE = [
  /^:{3,}.*$/gm,
  /!\[[^\]]{0,200}\]\([^)]{0,200}\)/g,
  /\[@[^\]]{0,500}\]/g,
  /\]\([^)]{0,500}\)/g,
];

/** Words of a Markdown text as a reader meets them: no citations, link targets or markers. */
export function countWords(markdown: string): number {
  const prose = NOT_PROSE.reduce((text, pattern) => text.replace(pattern, ' '), markdown);
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu)?.length ?? 0;
}
