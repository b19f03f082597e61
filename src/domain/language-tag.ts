/**
 * What Intl is asked for in the languages of the site: Western digits and Moroccan month names for
 * Arabic, as Moroccan readers are used to.
 */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['en', 'en-GB'],
  ['fr', 'fr-FR'],
  ['ar', 'ar-MA'],
]);

/** The BCP 47 tag by which Intl writes numbers and dates of a language; its own where none is better. */
export function writingTag(language: string): string {
  return REGIONS.get(language) ?? language;
}
