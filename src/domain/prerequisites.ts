import type { Prerequisite, Quiz } from './course.ts';
import type { StartRefusal } from './deadline.ts';

/** Lessons still to be passed before another one, by how much they matter. */
export interface OpenPrerequisites {
  /** The quiz does not open before these. */
  readonly required: readonly string[];
  /** The lesson is better after these. */
  readonly recommended: readonly string[];
}

/** The prerequisites that are not passed yet; `hasPassed` is asked about lesson ids. */
export function openPrerequisites(
  prerequisites: readonly Prerequisite[],
  hasPassed: (lessonId: string) => boolean,
): OpenPrerequisites {
  const open = prerequisites.filter(({ lesson }) => !hasPassed(lesson));
  return {
    required: open.filter(({ hard }) => hard).map(({ lesson }) => lesson),
    recommended: open.filter(({ hard }) => !hard).map(({ lesson }) => lesson),
  };
}

/** Refuses a quiz while a lesson that it requires is not passed; null when none is left. */
export function prerequisiteRefusal(
  quiz: Pick<Quiz, 'requires'>,
  hasPassed: (lessonId: string) => boolean,
): StartRefusal | null {
  const lessons = quiz.requires.filter((lesson) => !hasPassed(lesson));
  return lessons.length > 0 ? { reason: 'prerequisites', lessons } : null;
}

/** What each lesson asks for first: lesson ids by lesson id. */
export type PrerequisiteGraph = ReadonlyMap<string, readonly string[]>;

/**
 * The way from a lesson over the first of its prerequisites that leads back to it, without the
 * lesson at the end: `[a, b]` for a → b → a. Null where `from → to` is part of no circle.
 */
export function circleThrough(
  graph: PrerequisiteGraph,
  from: string,
  to: string,
): readonly string[] | null {
  const ways: string[][] = [[from, to]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const last = way.at(-1) ?? '';
    if (last === from) return way.slice(0, -1);
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of graph.get(last) ?? []) ways.push([...way, next]);
  }
  return null;
}
