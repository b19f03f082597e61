/**
 * A word without the ending of its plural: Harman’s “S” stemmer (D. Harman, How effective is
 * suffixing?, Journal of the American Society for Information Science 42, 1991), on lower case.
 * Harsher stemmers take words of different meaning for one, and would see clues where there are none.
 */
export function stem(word: string): string {
  const lower = word.toLowerCase().replace(/[’']s?$/, '');
  if (/[^ea]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/[^aeo]es$/.test(lower)) return lower.slice(0, -1);
  return /[^us]s$/.test(lower) ? lower.slice(0, -1) : lower;
}
