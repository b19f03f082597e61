/** Longest name of a cohort, in UTF-16 units. */
export const MAX_COHORT_NAME_LENGTH = 100;

/** C0 and C1 controls, line ends and tabs too: what is asked here stands on one line. */
const CONTROLS = /\p{Cc}/u;
/** Embeddings, overrides and isolates: they can make a name read as another's. */
const BIDI_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/;

/** True when `text` holds characters that no honest name or address needs. Joiners and Arabic are fine. */
export function hasForbiddenCharacters(text: string): boolean {
  return CONTROLS.test(text) || BIDI_OVERRIDES.test(text);
}

/** The same for a text of several lines, as people write to each other: line feeds and tabs are fine. */
export function hasForbiddenInLines(text: string): boolean {
  return hasForbiddenCharacters(text.replaceAll(/[\n\t]/g, ' '));
}
