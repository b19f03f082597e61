/** C0 and C1 controls but tab, line feed and carriage return. */
const CONTROLS = /[^\P{Cc}\t\n\r]/u;
/** Embeddings, overrides and isolates: they can make a name read as another's. */
const BIDI_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/;

/** True when `text` holds characters that no honest name or answer needs. Joiners and Arabic are fine. */
export function hasForbiddenCharacters(text: string): boolean {
  return CONTROLS.test(text) || BIDI_OVERRIDES.test(text);
}
