import type { Catalogue } from '../../domain/course.ts';
import { coverageOf, type ParagraphCoverage, type SectionCoverage } from '../../domain/coverage.ts';
import { lessonLinks } from './lesson-link.ts';
import type {
  CoverageCounts,
  ParagraphEntry,
  SectionEntry,
  SourceCoverage,
} from './reference-models.ts';

/**
 * Which paragraphs of each source are cited and tested. Only those who teach get the questions:
 * others would learn what they are going to be asked.
 */
export function coverageModel(course: Catalogue, teaches: boolean): readonly SourceCoverage[] {
  const coverage = coverageOf(course);
  const cited = [...course.sources.values()].filter((source) => source.sections.length > 0);
  return cited.map(({ id, title, language }) => {
    const sections = coverage.filter((section) => section.source === id);
    const entries = sections.map((section) => sectionEntry(course, section, { teaches, language }));
    const taught = entries.filter((entry) => entry.cover);
    return {
      id,
      title: { text: title, lang: language },
      counts: countsOf(taught.flatMap((entry) => entry.paragraphs)),
      sections: [...taught, ...entries.filter((entry) => !entry.cover)],
    };
  });
}

function sectionEntry(
  course: Catalogue,
  { section, title, cover, paragraphs }: SectionCoverage,
  { teaches, language }: { readonly teaches: boolean; readonly language: string },
): SectionEntry {
  const entries = paragraphs.map((paragraph) => paragraphEntry(course, paragraph, teaches));
  const name = { text: title, lang: language };
  return { id: section, title: name, cover, counts: countsOf(entries), paragraphs: entries };
}

function paragraphEntry(
  course: Catalogue,
  { number, lessons, items }: ParagraphCoverage,
  teaches: boolean,
): ParagraphEntry {
  return {
    number,
    state: items.length > 0 ? 'tested' : lessons.length > 0 ? 'cited' : 'open',
    lessons: lessonLinks(course, lessons),
    questions: items.length,
    items: teaches ? items.map(addressOf) : [],
  };
}

function addressOf(ref: string): ParagraphEntry['items'][number] {
  const [lesson = '', item = ''] = ref.split('/');
  return { lesson, item };
}

function countsOf(paragraphs: readonly ParagraphEntry[]): CoverageCounts {
  return {
    total: paragraphs.length,
    cited: paragraphs.filter((paragraph) => paragraph.lessons.length > 0).length,
    tested: paragraphs.filter((paragraph) => paragraph.questions > 0).length,
  };
}
