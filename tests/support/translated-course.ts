import type { Catalogue } from '../../src/domain/course.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';
import { madeUp, recorded, replaced, type Changes } from './translating.ts';

export const ALPHA = 'first-module/alpha.yaml';
export const ALPHA_FR = 'first-module/alpha.fr.yaml';

/** Files of the small course in English, French and Arabic; `changes` are other French texts of alpha. */
export function translatedFiles(changes: Changes = {}): ReadonlyMap<string, string> {
  const course = replaced(
    SMALL_COURSE,
    'course.yaml',
    'title: A small course',
    'locales: [en, fr, ar]\ntitle: A small course',
  );
  const files = new Map(course);
  for (const [path, text] of course) {
    if (path === 'sources.yaml') continue;
    for (const [locale, word] of [
      ['fr', 'FR'],
      ['ar', 'عر'],
    ] as const) {
      const own = path === ALPHA && locale === 'fr' ? changes : {};
      files.set(path.replace('.yaml', `.${locale}.yaml`), madeUp(text, word, own));
    }
  }
  return recorded(files);
}

/** The small course in English, French and Arabic. */
export function translatedCourse(changes: Changes = {}): Catalogue {
  return catalogueOf(translatedFiles(changes));
}
