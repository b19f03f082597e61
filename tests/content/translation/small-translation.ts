import { edited, LESSON_PATH, SMALL } from '../small-course.ts';
import { madeUp, recorded, type Changes } from '../../support/translating.ts';

export const FRENCH_LESSON = LESSON_PATH.replace('.yaml', '.fr.yaml');

/** The small course in English and French, whole and recorded; `changes` are other French texts. */
export function bilingual(changes: Changes = {}): Map<string, string> {
  const course = edited(
    'course.yaml',
    'title: A short course',
    'locales: [en, fr]\ntitle: A short course',
  );
  return recorded(
    new Map([
      ...course,
      ['course.fr.yaml', madeUp(SMALL.get('course.yaml') ?? '', 'FR')],
      ['glossary.fr.yaml', madeUp(SMALL.get('glossary.yaml') ?? '', 'FR')],
      [FRENCH_LESSON, madeUp(SMALL.get(LESSON_PATH) ?? '', 'FR', changes)],
    ]),
  );
}
