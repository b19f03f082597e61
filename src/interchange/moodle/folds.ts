import type { Texts } from '../texts.ts';

/** Moodle compares typed answers without capitals and sets aside nothing else. */
export function noteFolds(item: { readonly folds?: unknown }, texts: Texts): void {
  texts.note(
    item.folds === undefined
      ? 'Moodle sets aside capitals only: accents, punctuation and Arabic forms count there'
      : '`folds` is lost: Moodle sets aside capitals only',
  );
}

/** An asterisk stands for anything in Moodle. */
export function escapeStars(text: string): string {
  return text.replaceAll('*', String.raw`\*`);
}

/** Undoes {@link escapeStars}; null where an asterisk stands for anything. */
export function unescapeStars(text: string): string | null {
  if (/(?<!\\)\*/.test(text)) return null;
  return text.replaceAll(String.raw`\*`, '*');
}
