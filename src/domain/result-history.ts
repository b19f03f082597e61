import { reaches } from './share.ts';

/** A submitted attempt whose result may be shown. */
export interface DatedResult {
  readonly quizId: string;
  readonly at: Date;
  /** Share of the points, 0 to 1. */
  readonly share: number;
  /** Share needed to pass, 0 to 1. */
  readonly pass: number;
}

/**
 * Results in the order of time, each with the number of lessons passed by then. `lessons` are the
 * lesson ids of the course: other quizzes have results and pass no lesson.
 */
export function resultHistory<Result extends DatedResult>(
  results: readonly Result[],
  lessons: ReadonlySet<string>,
): (Result & { readonly passedSoFar: number })[] {
  const passed = new Set<string>();
  const oldestFirst = results.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return oldestFirst.map((result) => {
    if (lessons.has(result.quizId) && reaches(result.share, result.pass)) {
      passed.add(result.quizId);
    }
    return { ...result, passedSoFar: passed.size };
  });
}
