import { closest, distance } from 'fastest-levenshtein';

/** Longest word that is compared, characters; ids are shorter. */
const MAX_LENGTH = 80;
/** Share of a word's letters that may differ for another to count as meant. */
const LIKENESS = 0.4;

/** `did you mean …?` with the candidate nearest to the word, or undefined where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const list = [...candidates].filter((candidate) => candidate !== word);
  if (list.length === 0 || word.length > MAX_LENGTH) return undefined;
  const best = closest(word, list);
  const limit = Math.max(2, Math.floor(Math.max(word.length, best.length) * LIKENESS));
  return distance(word, best) <= limit ? `did you mean \`${best}\`?` : undefined;
}
