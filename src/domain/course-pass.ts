import type { Catalogue } from './course.ts';
import type { LessonState } from './progress.ts';

/**
 * Ids of the quizzes that make up the course: that of every lesson and, where there is one, that of
 * the whole course. Quizzes of modules are for practice, and a quiz without questions cannot be
 * passed: neither is asked for.
 */
export function quizzesToPass(course: Catalogue): readonly string[] {
  return [...course.quizzes.values()]
    .filter((quiz) => quiz.lesson !== null || quiz.module === null)
    .filter((quiz) => quiz.bank.length > 0)
    .map((quiz) => quiz.id);
}

/** Which of them are not passed yet; `progress` is by quiz id, as far as its learner may know it. */
export function quizzesMissing(
  course: Catalogue,
  progress: ReadonlyMap<string, { readonly state: LessonState }>,
): readonly string[] {
  return quizzesToPass(course).filter((id) => progress.get(id)?.state !== 'passed');
}

/** True when nothing is missing. A course without questions is never passed. */
export function hasPassedCourse(
  course: Catalogue,
  progress: ReadonlyMap<string, { readonly state: LessonState }>,
): boolean {
  return quizzesToPass(course).length > 0 && quizzesMissing(course, progress).length === 0;
}
