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
