/** C0 and C1 controls but tab, line feed and carriage return. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Embeddings, overrides and isolates: they can make a name read as another's. */
const BIDI_OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/;

/** True when `text` holds characters that no honest name or answer needs. Joiners and Arabic are fine. */
export function hasForbiddenCharacters(text: string): boolean {
  return CONTROLS.test(text) || BIDI_OVERRIDES.test(text);
}
