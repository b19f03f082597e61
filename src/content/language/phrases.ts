/** Words or phrases by language; a course may be written in any of these. */
export type Phrases = Readonly<Record<'en' | 'fr' | 'ar', readonly string[]>>;

/** The words of a text. */
export function list(words: string): readonly string[] {
  return words.split(/\s+/);
}

/** The phrases of all languages. */
export function allPhrases({ en, fr, ar }: Phrases): readonly string[] {
  return [...en, ...fr, ...ar];
}

/** A pattern (flags `giu`) for any of the phrases as whole words; the phrases are patterns too. */
export function wholeWords(phrases: readonly string[]): RegExp {
  // Longest first, so that “all of the” is found before “all”.
  const sorted = [...phrases].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** A pattern for texts that are one of the phrases as a whole. */
export function wholeText(phrases: Phrases): RegExp {
  return new RegExp(`^(?:${allPhrases(phrases).join('|')})$`, 'iu');
}

/** A plain text as part of a pattern. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
