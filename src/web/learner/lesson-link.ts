import type { Catalogue } from '../../domain/course.ts';
import type { LessonLink } from './reference-models.ts';

/** Links to those of these lessons that the course has, in their order. */
export function lessonLinks(course: Catalogue, ids: readonly string[]): readonly LessonLink[] {
  return ids.flatMap((id) => {
    const lesson = course.lessons.get(id);
    return lesson === undefined ? [] : [{ id, number: lesson.number, title: lesson.title }];
  });
}
