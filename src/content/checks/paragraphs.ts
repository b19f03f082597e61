import type { Catalogue, Lesson } from '../../domain/course.ts';
import type { SectionCoverage } from '../../domain/coverage.ts';
import { coverageOf } from '../../domain/coverage.ts';
import type { Path, Report } from '../diagnostic.ts';
import type { AuthoredSource } from '../schema/course.ts';

/** Checks that a lesson asks about something that it teaches from a source. */
export function checkTested(report: Report, lesson: Lesson): void {
  const taught = new Set(lesson.notes.map((note) => note.ref));
  const cites = lesson.items.flatMap((item) => item.cite);
  if (cites.length === 0 || cites.some(({ ref }) => taught.has(ref))) return;
  const message = 'no item cites anything that the text of the lesson cites';
  report({ path: ['items'], rule: 'lesson-cites-nothing-tested', message, onKey: true });
}

/** Checks that the course cites and tests every paragraph that it means to cover. */
export function checkParagraphs(
  report: Report,
  catalogue: Catalogue,
  sources: readonly AuthoredSource[],
): void {
  for (const section of coverageOf(catalogue)) {
    if (section.cover) checkSection(report, section, placeOf(section, sources));
  }
}

function placeOf({ source, section }: SectionCoverage, sources: readonly AuthoredSource[]): Path {
  const at = sources.findIndex((one) => one.id === source);
  const index = sources[at]?.sections?.findIndex((one) => one.id === section) ?? -1;
  return ['sources', at, 'sections', index, 'id'];
}

function checkSection(report: Report, section: SectionCoverage, path: Path): void {
  const { source, section: id, paragraphs } = section;
  const said = (numbers: readonly number[]) =>
    `${numbers.length === 1 ? 'paragraph' : 'paragraphs'} ${runs(numbers)} of \`${source}:${id}\``;
  const uncited = paragraphs.filter((one) => one.lessons.length === 0).map((one) => one.number);
  if (uncited.length > 0) {
    const suggestion = 'cite it where it is taught, or write `cover: false` in this section';
    report({
      path,
      rule: 'paragraph-uncited',
      message: `no lesson cites ${said(uncited)}`,
      suggestion,
    });
  }
  const untested = paragraphs
    .filter((one) => one.lessons.length > 0 && one.items.length === 0)
    .map((one) => one.number);
  if (untested.length > 0) {
    const message = `lessons cite ${said(untested)}, and no item does`;
    report({ path, rule: 'paragraph-untested', message });
  }
}

/** Rising numbers with runs drawn together: “1, 3–5”. */
function runs(numbers: readonly number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1));
  const ends = numbers.filter((number) => !numbers.includes(number + 1));
  return starts
    .map((start, index) => (start === ends[index] ? `${start}` : `${start}–${ends[index]}`))
    .join(', ');
}
