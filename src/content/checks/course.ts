import type { Report } from '../diagnostic.ts';
import type { AuthoredCourse, AuthoredSource, AuthoredTerm } from '../schema/course.ts';
import { checkUnique, checkUniqueIds } from './duplicates.ts';

/** Checks a course's modules; a lesson stands in one of them, once. */
export function checkCourse(report: Report, course: AuthoredCourse): void {
  checkUniqueIds(report, course.modules, ['modules'], 'module');
  const places = course.modules.flatMap((module, at) =>
    module.lessons.map((id, index) => ({ id, path: ['modules', at, 'lessons', index] })),
  );
  const ids = places.map((place) => place.id);
  checkUnique(report, ids, (index) => places[index]?.path ?? ['modules'], 'lesson');
  checkQuizIds(report, course, ids);
}

/** Quizzes and lessons share their ids: an attempt says by one word what it is an attempt at. */
function checkQuizIds(report: Report, course: AuthoredCourse, lessons: readonly string[]): void {
  const places = course.modules.flatMap((module, at) =>
    module.quiz ? [{ id: module.quiz.id, path: ['modules', at, 'quiz', 'id'] }] : [],
  );
  if (course.quiz) places.push({ id: course.quiz.id, path: ['quiz', 'id'] });
  const ids = [...lessons, ...places.map((place) => place.id)];
  checkUnique(report, ids, (index) => places[index - lessons.length]?.path ?? ['quiz'], 'quiz');
}

/** Checks the ids of sources and of their sections. */
export function checkSources(report: Report, sources: readonly AuthoredSource[]): void {
  checkUniqueIds(report, sources, ['sources'], 'source');
  sources.forEach((source, index) => {
    checkUniqueIds(report, source.sections ?? [], ['sources', index, 'sections'], 'section');
  });
}

/** Checks the ids of glossary terms. */
export function checkTerms(report: Report, terms: readonly AuthoredTerm[]): void {
  checkUniqueIds(report, terms, ['terms'], 'term');
}
