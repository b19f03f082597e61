import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { readAssigned } from '../../services/assigning.ts';
import { listAttemptsOf } from '../../store/attempts.ts';
import { listObjectives } from '../../store/objectives.ts';
import { findLessonProgress } from '../../store/progress.ts';
import { courseView } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { pastAttempt } from '../learner/past-attempts.ts';
import { lessonStanding } from '../learner/standing.ts';
import { page } from '../views.ts';
import type { WorkModel } from './learner-models.ts';
import { noteLooks } from './looks.ts';
import { taughtLearner, type LearnerParams, type TaughtLearner } from './taught.ts';

interface WorkParams extends LearnerParams {
  readonly lesson: string;
}

/** A learner's work in one lesson: where a cell of the grid leads. */
export function teachWorkRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Params: WorkParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner/lessons/:lesson',
    { config: { policy: 'instructor' } },
    async (request, reply) => {
      const taught = await taughtLearner(context, request, request.params);
      const model = await workModel(context, request, taught, request.params.lesson);
      await noteLooks(context, request, [{ learnerId: taught.learner.accountId, what: 'learner' }]);
      return page(reply, 'author/work', model);
    },
  );
}

/** Instructors see what has not been released, too. @throws {NotFoundError} for no such lesson */
async function workModel(
  context: Context,
  request: FastifyRequest,
  { cohort, learner }: TaughtLearner,
  lessonId: string,
): Promise<WorkModel> {
  const { db, now } = context;
  const view = courseView(context, request);
  const lesson = found(view.course.lessons.get(lessonId));
  const progress = await findLessonProgress(db, learner.accountId, lessonId);
  const objectives = await listObjectives(db, learner.accountId, lessonId);
  const levels = new Map(objectives.map((one) => [`${lessonId}/${one.objectiveId}`, one.level]));
  const attempts = await listAttemptsOf(db, learner.accountId, lessonId);
  const assigned = await readAssigned(db, learner.accountId, view.course.quizzes);
  const at = now();
  return {
    ...lessonStanding(lesson, progress, levels),
    cohort,
    lesson,
    learner: { id: learner.accountId, name: learner.name },
    attempts: attempts.map((attempt) =>
      pastAttempt(view, attempt, 'instructor', at, assigned.get(lessonId)),
    ),
    ...neighbours([...view.course.lessons.keys()], lessonId),
  };
}

function neighbours(ids: readonly string[], id: string): Pick<WorkModel, 'previous' | 'next'> {
  const place = ids.indexOf(id);
  return { previous: ids[place - 1] ?? null, next: ids[place + 1] ?? null };
}
