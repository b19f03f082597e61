import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { SearchIndex, type FoundText } from '../../content/search-index.ts';
import type { Catalogue, Lesson } from '../../domain/course.ts';
import { MAX_SEARCH_LENGTH, readSearch } from '../../domain/search.ts';
import { queryText } from '../forms.ts';
import { courseView } from '../course-view.ts';
import type { Paths } from '../paths.ts';
import { page } from '../views.ts';
import { fileOf } from './lessons.ts';
import type { SearchGroup, SearchModel, SearchPlace } from './search-models.ts';

/** Most places shown of one search. */
const MAX_SHOWN = 100;

/** Searching the whole course, keys and feedback included. */
export function teachSearchRoutes(app: FastifyInstance, context: Context): void {
  const index = new SearchIndex();
  app.get('/:locale/teach/search', { config: { policy: 'instructor' } }, async (request, reply) => {
    const typed = queryText(request, 'q').slice(0, MAX_SEARCH_LENGTH);
    const words = readSearch(typed);
    const { course, paths } = courseView(context, request);
    const all = words === null ? [] : await index.find(context.library.files(), words);
    const found = all.filter(({ file, term }) => term !== null || lessonIn(course, file));
    const shown = found.slice(0, MAX_SHOWN);
    return page(reply, 'author/search', {
      search: typed,
      outcome: outcomeOf(typed, words, found),
      count: found.length,
      shown: shown.length,
      groups: groupsOf(course, paths, shown),
    });
  });
}

function outcomeOf(
  typed: string,
  words: readonly string[] | null,
  found: readonly FoundText[],
): SearchModel['outcome'] {
  if (typed.trim() === '') return 'empty';
  if (words === null) return 'short';
  return found.length === 0 ? 'none' : 'found';
}

/** In the order of the course; the glossary comes last. */
function groupsOf(
  course: Catalogue,
  paths: Paths,
  found: readonly FoundText[],
): readonly SearchGroup[] {
  const lessons = [...course.lessons.values()].map((lesson) => ({
    title: lesson.title,
    places: found
      .filter(({ file }) => file === fileOf(lesson))
      .map((text) => placeOf(text, lessonHref(paths, lesson, text))),
  }));
  const terms = found
    .filter(({ term }) => term !== null)
    .map((text) => placeOf(text, `${paths.glossary}#${text.term}`));
  return [...lessons, { title: null, places: terms }].filter(({ places }) => places.length > 0);
}

function placeOf({ kind, file, line, snippet }: FoundText, href: string): SearchPlace {
  return { kind, href, file, line, snippet };
}

function lessonHref(paths: Paths, lesson: Lesson, { item, section }: FoundText): string {
  if (item !== null) return paths.teachItem(lesson.id, item);
  const place = section === null ? '' : `#${section}`;
  return paths.teachLesson(lesson.id) + place;
}

function lessonIn(course: Catalogue, file: string): boolean {
  return [...course.lessons.values()].some((lesson) => fileOf(lesson) === file);
}
