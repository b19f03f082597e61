import type { Report } from '../diagnostic.ts';
import { COLOUR_POINTERS } from '../language/pointing.ts';
import { allPhrases, wholeWords } from '../language/phrases.ts';
import { textsOf } from '../language/texts.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';

const COLOUR = wholeWords(allPhrases(COLOUR_POINTERS));

/** Checks that no words of a lesson point at something by its colour alone (WCAG 2.2, 1.4.1). */
export function checkPointers(report: Report, lesson: AuthoredLesson): void {
  for (const { path, text } of textsOf(lesson)) {
    for (const [words] of text.matchAll(COLOUR)) {
      const message = `“${words}” points by colour, which not everybody sees`;
      const suggestion = 'name it by its label or its place';
      report({ path, rule: 'colour-pointer', message, suggestion, needle: words });
    }
  }
}
