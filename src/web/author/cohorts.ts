import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue } from '../../domain/course.ts';
import { listCohorts, listCohortsTaughtBy, type Cohort } from '../../store/cohorts.ts';
import {
  listCohortProgress,
  type LearnerProgress,
  type LessonProgress,
} from '../../store/progress.ts';
import { courseView } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { accommodationSection, type RefusedAccommodation } from './accommodation-forms.ts';
import { gridModel } from './grid-model.ts';
import { noteLooks } from './looks.ts';
import type { CohortHead } from './models.ts';
import { taughtCohort, type CohortParams } from './taught.ts';

/** An instructor's cohorts, and the page of each. */
export function teachCohortRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach', { config }, async (request, reply) => {
    const { isAdmin, id } = accountOf(request);
    const all = isAdmin ? await listCohorts(context.db) : null;
    return page(reply, 'author/teach', {
      cohorts: all ?? (await listCohortsTaughtBy(context.db, id)),
    });
  });
  app.get<{ Params: CohortParams }>(
    '/:locale/teach/cohorts/:cohort',
    { config },
    async (request, reply) => {
      const cohort = await taughtCohort(context, request, request.params.cohort);
      return showCohort(context, request, reply, cohort, null);
    },
  );
}

/** The page of a cohort; `refused` is a form of it that was not accepted. */
export async function showCohort(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  cohort: Cohort,
  refused: RefusedAccommodation | null,
): Promise<FastifyReply> {
  const { course } = courseView(context, request);
  const learners = await listCohortProgress(context.db, cohort.id);
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  const owner = { accountId: null, cohortId: cohort.id };
  const action = pathsFor(localeOf(request)).cohortAccommodations(cohort.id);
  return page(reply, 'author/cohort', {
    cohort,
    ...headFigures(course, learners),
    grid: gridModel(course, cohort, learners),
    accommodations: await accommodationSection(context, request, owner, { action, refused }),
  });
}

/** What stands above the grid. */
function headFigures(course: Catalogue, everybody: readonly LearnerProgress[]): CohortHead {
  const learners = everybody.map((learner) =>
    [...learner.lessons.values()].filter(({ lessonId }) => course.lessons.has(lessonId)),
  );
  const possible = course.lessons.size * learners.length;
  const passed = learners.flat().filter(({ state }) => state === 'passed').length;
  return {
    started: learners.filter((lessons) => lessons.length > 0).length,
    medianShare: median(learners.flatMap((lessons) => meanBestShare(lessons) ?? [])),
    passedShare: possible === 0 ? 0 : passed / possible,
  };
}

function meanBestShare(lessons: readonly LessonProgress[]): number | null {
  const shares = lessons.flatMap((lesson) => lesson.bestShare ?? []);
  if (shares.length === 0) return null;
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) return null;
  const lower = Number.isInteger(middle) ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}
