import type { FastifyRequest } from 'fastify';
import type { Catalogue, Lesson } from '../../domain/course.ts';
import { openPrerequisites } from '../../domain/prerequisites.ts';
import type { Phrase } from '../../domain/language.ts';
import type { LessonProgress } from '../../store/progress.ts';
import { sharedLocals } from '../shell-pages.ts';

/** Lessons with their titles; those that are not served are left out. */
export function titled(
  course: Catalogue,
  lessonIds: readonly string[],
): { readonly id: string; readonly title: Phrase }[] {
  return lessonIds.flatMap((lessonId) => {
    const lesson = course.lessons.get(lessonId);
    return lesson === undefined ? [] : { id: lesson.id, title: lesson.title };
  });
}

/**
 * What should, or must, be passed before a lesson and is not, as HTML; nothing for a lesson that is
 * passed itself.
 */
export function renderPrerequisites(
  request: FastifyRequest,
  course: Catalogue,
  lesson: Lesson,
  progress: ReadonlyMap<string, LessonProgress>,
): string {
  const hasPassed = (id: string) => progress.get(id)?.state === 'passed';
  if (lesson.prerequisites.length === 0 || hasPassed(lesson.id)) return '';
  const open = openPrerequisites(lesson.prerequisites, hasPassed);
  const model = {
    required: titled(course, open.required),
    recommended: titled(course, open.recommended),
  };
  if (model.required.length + model.recommended.length === 0) return '';
  const locals = sharedLocals(request);
  return request.server.views.eta.render('/partials/prerequisites', { ...locals, ...model });
}
