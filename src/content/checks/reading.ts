import { syllable } from 'syllable';
import type { Report } from '../diagnostic.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import { prose, wordsOf } from './words.ts';

/** The last year of secondary school. */
const MAX_GRADE = 12;
/** Fewest words for which the formula says anything: it was made on passages of about 100. */
const MIN_WORDS = 60;
/** Share of these words in a text by which it is known to be English; other texts are not graded. */
const MIN_ENGLISH = 0.12;
const ENGLISH = new Set(
  'the of and to in a is that it for was with as by on are from at be or not this an its'.split(
    ' ',
  ),
);

/** Checks that the sections of a lesson in English can be read by those who finished school. */
export function checkReading(report: Report, lesson: AuthoredLesson): void {
  lesson.sections.forEach(({ body }, index) => {
    const grade = readingGrade(body);
    if (grade === null || grade <= MAX_GRADE) return;
    const message = `this section has the Flesch–Kincaid grade ${grade.toFixed(1)}; up to ${MAX_GRADE} reads well`;
    const suggestion = 'shorten the sentences first, then the words';
    const path = ['sections', index, 'body'];
    report({ path, rule: 'reading-level', message, suggestion, onKey: true });
  });
}

/**
 * The Flesch–Kincaid grade of a Markdown text, in years of American school:
 * 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (J. P. Kincaid, R. P. Fishburne, R. L.
 * Rogers & B. S. Chissom, Derivation of new readability formulas for Navy enlisted personnel,
 * Research Branch Report 8-75, 1975). Null for texts that are short or not in English.
 */
export function readingGrade(markdown: string): number | null {
  const known = grades.get(markdown);
  if (known !== undefined) return known;
  if (grades.size >= MAX_GRADES) grades.clear();
  const grade = gradeOf(markdown);
  grades.set(markdown, grade);
  return grade;
}

/** Counting syllables is slow, and a check of a course asks for the same texts again and again. */
const grades = new Map<string, number | null>();
/** Texts whose grades are kept; a course has some hundred sections. */
const MAX_GRADES = 2000;

function gradeOf(markdown: string): number | null {
  const words = wordsOf(markdown).filter((word) => /\p{L}/u.test(word));
  const english = words.filter((word) => ENGLISH.has(word.toLowerCase())).length;
  if (words.length < MIN_WORDS || english < words.length * MIN_ENGLISH) return null;
  const sentences = sentencesOf(markdown).length;
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Sentences, points of lists among them. */
function sentencesOf(markdown: string): readonly string[] {
  const pieces = prose(markdown).split(/(?<=[.?!…]["”’)*]*)\s+|\n\s*\n|\n\s*(?=[-*] |\d+\. )/u);
  return pieces.filter((piece) => /\p{L}/u.test(piece));
}
