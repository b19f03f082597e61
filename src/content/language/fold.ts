import { fold } from '../../domain/items/folding.ts';

/**
 * A text for comparing wordings: lower case, no accents, vowel marks or Markdown stars, and one
 * space for every run of punctuation and white space.
 */
export function foldWording(text: string): string {
  const plain = fold(text, ['case', 'accents', 'arabic']);
  return plain.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
}
