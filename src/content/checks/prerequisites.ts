import { circleThrough, type PrerequisiteGraph } from '../../domain/prerequisites.ts';
import type { Finding, Path, Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import { checkUnique } from './duplicates.ts';

/**
 * Checks that what a lesson asks for first is in the course, once, and does not ask for the lesson
 * itself in turn: learners could then never begin. `listed` are the lesson ids of course.yaml.
 */
export function checkPrerequisites(
  report: Report,
  lesson: AuthoredLesson,
  listed: ReadonlySet<string>,
  graph: PrerequisiteGraph,
): void {
  const ids = (lesson.prerequisites ?? []).map((one) => one.lesson);
  checkUnique(report, ids, pathOf, 'prerequisite');
  ids.forEach((id, index) => {
    const problem = problemOf(lesson.id, id, listed, graph);
    if (problem !== null) report({ path: pathOf(index), ...problem });
  });
}

function pathOf(index: number): Path {
  return ['prerequisites', index, 'lesson'];
}

function problemOf(
  lesson: string,
  prerequisite: string,
  listed: ReadonlySet<string>,
  graph: PrerequisiteGraph,
): Omit<Finding, 'path'> | null {
  if (prerequisite === lesson) {
    return { rule: 'prerequisite-circle', message: 'a lesson cannot come before itself' };
  }
  if (!listed.has(prerequisite)) {
    return {
      rule: 'unknown-prerequisite',
      message: `\`${prerequisite}\` is not a lesson of the course`,
      suggestion: didYouMean(prerequisite, listed),
    };
  }
  const circle = circleThrough(graph, lesson, prerequisite);
  if (circle === null) return null;
  const way = [...circle, lesson].map((id) => `\`${id}\``).join(' → ');
  return { rule: 'prerequisite-circle', message: `the prerequisites go in a circle: ${way}` };
}
