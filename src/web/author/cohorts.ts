import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue } from '../../domain/course.ts';
import { findWork } from '../../services/attempting.ts';
import {
  findCohort,
  findCohortTaughtBy,
  findLearner,
  listCohorts,
  listCohortsTaughtBy,
  type Cohort,
} from '../../store/cohorts.ts';
import {
  listCohortProgress,
  type LearnerProgress,
  type LessonProgress,
} from '../../store/progress.ts';
import { found } from '../http-errors.ts';
import { feedbackModel } from '../learner/feedback.ts';
import { readStanding } from '../learner/progress.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { GridCell, GridModel } from './models.ts';

interface CohortParams {
  readonly cohort: string;
}
interface LearnerParams extends CohortParams {
  readonly learner: string;
}
interface AttemptParams extends LearnerParams {
  readonly attempt: string;
}

/** An instructor's cohorts, and the way down from a cohort to a learner to an attempt. */
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
      const learners = await listCohortProgress(context.db, cohort.id);
      return page(reply, 'author/cohort', gridModel(context.library.catalogue(), cohort, learners));
    },
  );
  app.get<{ Params: LearnerParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner',
    { config },
    async (request, reply) => {
      const { cohort, learner } = await taughtLearner(context, request, request.params);
      const course = context.library.catalogue();
      const standing = await readStanding(context.db, course, learner.accountId);
      const { accountId: id, name, email } = learner;
      return page(reply, 'author/learner', { ...standing, cohort, learner: { id, name, email } });
    },
  );
  app.get<{ Params: AttemptParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner/attempts/:attempt',
    { config },
    async (request, reply) => {
      const { cohort, learner } = await taughtLearner(context, request, request.params);
      const work = found(await findWork(context.db, learner.accountId, request.params.attempt));
      const { attempt, items, responses } = work;
      const submitted = attempt.state !== 'in-progress';
      return page(reply, 'author/attempt', {
        cohort,
        learner: { id: learner.accountId, name: learner.name },
        startedAt: attempt.startedAt,
        lessonTitle: attempt.lessonTitle,
        number: attempt.number,
        feedback: submitted ? feedbackModel(context.library.catalogue(), work) : null,
        answered: items.filter((item) => (responses.get(item.ref)?.response ?? null) !== null)
          .length,
        total: items.length,
      });
    },
  );
}

/** A cohort that the visitor teaches; admins teach all. @throws {NotFoundError} */
async function taughtCohort(
  context: Context,
  request: FastifyRequest,
  cohortId: string,
): Promise<Cohort> {
  const { id, isAdmin } = accountOf(request);
  const cohort = isAdmin
    ? await findCohort(context.db, cohortId)
    : await findCohortTaughtBy(context.db, cohortId, id);
  return found(cohort);
}

async function taughtLearner(context: Context, request: FastifyRequest, params: LearnerParams) {
  const cohort = await taughtCohort(context, request, params.cohort);
  const learner = found(await findLearner(context.db, cohort.id, params.learner));
  return { cohort, learner };
}

/** The learner × lesson grid with its head figures. */
export function gridModel(
  course: Catalogue,
  cohort: Cohort,
  everybody: readonly LearnerProgress[],
): GridModel {
  const lessons = [...course.lessons.values()];
  // What was done in lessons that have left the course counts nowhere.
  const learners = everybody.map((learner) => ({
    ...learner,
    lessons: new Map([...learner.lessons].filter(([id]) => course.lessons.has(id))),
  }));
  const rows = learners.map((learner) => ({
    id: learner.accountId,
    name: learner.name,
    cells: lessons.map((lesson) => gridCell(learner.lessons.get(lesson.id))),
    passed: lessons.filter((lesson) => hasPassed(learner, lesson.id)).length,
    lastActiveAt: learner.lastActiveAt,
  }));
  const possible = lessons.length * learners.length;
  return {
    cohort,
    lessons: lessons.map(({ id, number, title }) => ({
      id,
      number,
      title,
      passed: learners.filter((learner) => hasPassed(learner, id)).length,
    })),
    learners: rows,
    started: learners.filter((learner) => learner.lessons.size > 0).length,
    medianShare: median(learners.flatMap((learner) => meanBestShare(learner) ?? [])),
    passedShare: possible === 0 ? 0 : rows.reduce((sum, row) => sum + row.passed, 0) / possible,
  };
}

function hasPassed(learner: LearnerProgress, lessonId: string): boolean {
  return learner.lessons.get(lessonId)?.state === 'passed';
}

function gridCell(progress: LessonProgress | undefined): GridCell {
  const bestShare = progress?.bestShare ?? null;
  return { state: progress?.state ?? 'not-started', bestShare, shade: shadeOf(bestShare) };
}

/** Shades of the mock-up's heat scale: under 40, 40–59, 60–79, 80 and over. */
function shadeOf(share: number | null): GridCell['shade'] {
  if (share === null) return 0;
  if (share < 0.4) return 1;
  if (share < 0.6) return 2;
  return share < 0.8 ? 3 : 4;
}

function meanBestShare(learner: LearnerProgress): number | null {
  const shares = [...learner.lessons.values()].flatMap((lesson) => lesson.bestShare ?? []);
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
