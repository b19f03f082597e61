import type { Report } from '../diagnostic.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import { countWords } from './words.ts';

const OBJECTIVES = { least: 3, most: 5 };
const SECTIONS = { least: 4, most: 7 };
const MIN_ITEMS = 8;
const MIN_TYPES = 4;
/** Words of a section; the format asks for 80 to 220, and a little more or less is not worth a note. */
const WORDS = { least: 60, most: 260 };

/** Checks that a lesson is whole: enough of everything, and every objective asked about. */
export function checkCoverage(report: Report, lesson: AuthoredLesson): void {
  checkCount(report, 'objectives', lesson.objectives.length, OBJECTIVES);
  checkCount(report, 'sections', lesson.sections.length, SECTIONS);
  checkBank(report, lesson);
  checkAsked(report, lesson);
  checkLengths(report, lesson);
}

function checkCount(
  report: Report,
  key: 'objectives' | 'sections',
  count: number,
  { least, most }: { readonly least: number; readonly most: number },
): void {
  if (count >= least && count <= most) return;
  const message = `a lesson has ${least} to ${most} ${key}; this one has ${count}`;
  report({ path: [key], rule: 'lesson-shape', message, onKey: true });
}

function checkBank(report: Report, lesson: AuthoredLesson): void {
  const types = new Set(lesson.items.map((item) => item.type));
  const at = { path: ['items'], rule: 'item-bank', onKey: true } as const;
  if (lesson.items.length < MIN_ITEMS) {
    report({
      ...at,
      message: `a lesson has at least ${MIN_ITEMS} items; this one has ${lesson.items.length}`,
    });
  }
  if (types.size < MIN_TYPES) {
    report({
      ...at,
      message: `a lesson has items of at least ${MIN_TYPES} types; this one has ${types.size}`,
    });
  }
}

function checkAsked(report: Report, lesson: AuthoredLesson): void {
  const asked = new Set(lesson.items.map((item) => item.objective));
  lesson.objectives.forEach(({ id }, index) => {
    if (asked.has(id)) return;
    const message = `no item asks about the objective \`${id}\``;
    report({
      path: ['objectives', index, 'id'],
      rule: 'objective-without-item',
      message,
    });
  });
}

function checkLengths(report: Report, lesson: AuthoredLesson): void {
  lesson.sections.forEach(({ body }, index) => {
    const words = countWords(body);
    if (words >= WORDS.least && words <= WORDS.most) return;
    const message = `this section has ${words} words; between 80 and 220 read well`;
    report({
      path: ['sections', index, 'body'],
      rule: 'section-length',
      message,
      onKey: true,
    });
  });
}
