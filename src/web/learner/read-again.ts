import type { Catalogue, Lesson, Section } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Paths } from '../paths.ts';

/**
 * Where an item's answer can be read again: the section of its lesson that cites the same passage,
 * else the lesson; null when the lesson has left the course.
 */
export function readAgain(
  course: Catalogue,
  paths: Paths,
  item: Item,
): { readonly title: Phrase; readonly href: string } | null {
  const lesson = course.lessons.get(item.lesson);
  if (lesson === undefined) return null;
  const section = citingSection(lesson, item);
  if (section === undefined) return { title: lesson.title, href: paths.lesson(lesson.id) };
  return { title: section.title, href: `${paths.lesson(lesson.id)}#${section.id}` };
}

/** Sections link to the lesson's numbered notes, in which every cited passage stands once. */
function citingSection(lesson: Lesson, item: Item): Section | undefined {
  const refs = item.cite.map((cite) => cite.ref);
  const notes = lesson.notes.flatMap((note, index) => (refs.includes(note.ref) ? index + 1 : []));
  return lesson.sections.find((section) =>
    notes.some((number) => section.html.includes(`href="#note-${number}"`)),
  );
}
