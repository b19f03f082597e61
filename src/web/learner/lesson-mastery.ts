import type { Lesson } from '../../domain/course.ts';
import { MASTERY_LEVELS } from '../../domain/mastery.ts';
import type { Levels } from '../../services/releasing.ts';
import type { Eta } from 'eta';
import type { Locals } from '../views.ts';

/** How far the learner has come with the objectives of a lesson, as HTML; nothing before the first. */
export function renderMastery(
  eta: Eta,
  locals: Locals,
  { id, objectives }: Lesson,
  levels: Levels,
): string {
  const own = objectives.map((objective) => levels.get(`${id}/${objective.id}`) ?? 'not-started');
  if (own.every((level) => level === 'not-started')) return '';
  const counts = MASTERY_LEVELS.map((level, rank) => ({
    level,
    rank,
    objectives: own.filter((one) => one === level).length,
  }));
  const reached = counts.filter(({ objectives: count }) => count > 0).toReversed();
  return eta.render('/partials/lesson-mastery', { ...locals, levels: reached });
}
