import type { Context } from '../context.ts';
import { unitOf, type FindUnit } from '../domain/progress.ts';

/** Units of the course as it is now. */
export function findUnit(context: Context): FindUnit {
  const course = context.library.catalogue();
  return (quizId) => unitOf(course, quizId);
}
