import type { Catalogue } from './course.ts';

/** Who cites one paragraph of a source. */
export interface ParagraphCoverage {
  /** From 1. */
  readonly number: number;
  /** Ids of the lessons that cite it in their text or figures, in course order. */
  readonly lessons: readonly string[];
  /** Refs of the items that rest on it (`cite`), in course order. */
  readonly items: readonly string[];
}

/** A section of a source, paragraph by paragraph. */
export interface SectionCoverage {
  readonly source: string;
  readonly section: string;
  readonly title: string;
  /** False where the course does not mean to teach it, such as an abstract or notes. */
  readonly cover: boolean;
  readonly paragraphs: readonly ParagraphCoverage[];
}

/**
 * Which paragraphs of the sources that are cited by paragraph the course teaches and asks about:
 * every section of every such source, in the order of the sources file.
 */
export function coverageOf(catalogue: Catalogue): readonly SectionCoverage[] {
  const lessons = [...catalogue.lessons.values()];
  const taught = byReference(lessons, (lesson) => [lesson.id, lesson.notes]);
  const items = lessons.flatMap((lesson) => lesson.items);
  const asked = byReference(items, (item) => [item.ref, item.cite]);
  return Array.from(catalogue.sources.values()).flatMap((source) =>
    source.sections.map((section) => ({
      source: source.id,
      section: section.id,
      title: section.title,
      cover: section.cover,
      paragraphs: Array.from({ length: section.paragraphs }, (_, index) => {
        const ref = `${source.id}:${section.id}.${index + 1}`;
        return {
          number: index + 1,
          lessons: taught.get(ref) ?? [],
          items: asked.get(ref) ?? [],
        };
      }),
    })),
  );
}

type Citing = readonly [name: string, cited: readonly { readonly ref: string }[]];

/** The names of those who cite it, each once, by reference. */
function byReference<T>(
  citing: readonly T[],
  read: (one: T) => Citing,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const one of citing) {
    const [name, cited] = read(one);
    for (const ref of new Set(cited.map((citation) => citation.ref))) {
      names.set(ref, [...(names.get(ref) ?? []), name]);
    }
  }
  return names;
}
