import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { findWork, type AttemptWork } from '../../services/attempting.ts';
import { listCohorts, listCohortsTaughtBy } from '../../store/cohorts.ts';
import { listWholeAttemptsOf } from '../../store/attempts.ts';
import { found } from '../http-errors.ts';
import { withOutcomes } from '../learner/dispute-outcomes.ts';
import { feedbackModel } from '../learner/feedback.ts';
import type { FeedbackModel } from '../learner/feedback-models.ts';
import type { Standing } from '../learner/models.ts';
import { readStanding } from '../learner/standing.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { accommodationSection, type RefusedAccommodation } from './accommodation-forms.ts';
import { cohortPage } from './cohort-page.ts';
import { noteLooks } from './looks.ts';
import {
  taughtCohort,
  taughtLearner,
  type CohortParams,
  type LearnerParams,
  type TaughtCohort,
  type TaughtLearner,
} from './taught.ts';

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
      return showCohort(context, request, reply, cohort, null);
    },
  );
  app.get<{ Params: LearnerParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner',
    { config },
    async (request, reply) => {
      const taught = await taughtLearner(context, request, request.params);
      return showLearner(context, request, reply, taught, null);
    },
  );
  app.get<{ Params: AttemptParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner/attempts/:attempt',
    { config },
    async (request, reply) => {
      const { cohort, learner } = await taughtLearner(context, request, request.params);
      const work = found(await findWork(context.db, learner.accountId, request.params.attempt));
      await noteLooks(context, request, [{ learnerId: learner.accountId, what: 'attempt' }]);
      const { attempt, items, responses } = work;
      const submitted = attempt.state !== 'in-progress';
      return page(reply, 'author/attempt', {
        cohort,
        learner: { id: learner.accountId, name: learner.name },
        startedAt: attempt.startedAt,
        quizTitle: quizTitle(courseView(context, request), attempt),
        number: attempt.number,
        feedback: submitted ? await instructorFeedback(context, request, work) : null,
        answered: items.filter((item) => (responses.get(item.ref)?.response ?? null) !== null)
          .length,
        total: items.length,
      });
    },
  );
}

/** Instructors see what has not been released, too; reviews are the learner's own. */
async function learnerStanding(
  context: Context,
  request: FastifyRequest,
  cohortId: string,
  accountId: string,
): Promise<Standing> {
  const language = request.server.views.language(localeOf(request));
  const attemptHref = (id: string) => language.paths.teachAttempt(cohortId, accountId, id);
  const looker = { accountId, viewer: 'instructor', attemptHref, reviewHref: null } as const;
  const attempts = await listWholeAttemptsOf(context.db, accountId);
  return await readStanding(context, language, looker, attempts);
}

async function instructorFeedback(
  context: Context,
  request: FastifyRequest,
  work: AttemptWork,
): Promise<FeedbackModel> {
  const course = courseView(context, request);
  const now = context.now();
  const marked = feedbackModel(course, work, 'instructor', now);
  const view = { viewer: 'instructor', paths: course.paths, now } as const;
  const model = await withOutcomes(context.db, work, marked, view);
  return work.attempt.settings.anonymousGrading ? withoutWaitingTexts(model) : model;
}

/** This page has the learner's name on it: texts to be graded without names wait for their grade. */
function withoutWaitingTexts(model: FeedbackModel): FeedbackModel {
  const items = model.items.map((item) =>
    item.marks?.verdict === 'awaiting' ? { ...item, review: null } : item,
  );
  return { ...model, items };
}

/** The page of a cohort; `refused` is a form of it that was not accepted. */
export async function showCohort(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  cohort: TaughtCohort,
  refused: RefusedAccommodation | null,
): Promise<FastifyReply> {
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  const owner = { accountId: null, cohortId: cohort.id };
  const action = pathsFor(localeOf(request)).cohortAccommodations(cohort.id);
  return page(reply, 'author/cohort', {
    ...(await cohortPage(context, request, cohort)),
    accommodations: await accommodationSection(context, request, owner, { action, refused }),
  });
}

/** The page of a learner; `refused` is a form of it that was not accepted. */
export async function showLearner(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { cohort, learner }: TaughtLearner,
  refused: RefusedAccommodation | null,
): Promise<FastifyReply> {
  const { accountId: id, name, email } = learner;
  const standing = await learnerStanding(context, request, cohort.id, id);
  await noteLooks(context, request, [{ learnerId: id, what: 'learner' }]);
  const owner = { accountId: id, cohortId: null };
  const action = pathsFor(localeOf(request)).learnerAccommodations(cohort.id, id);
  return page(reply, 'author/learner', {
    ...standing,
    cohort,
    learner: { id, name, email },
    accommodations: await accommodationSection(context, request, owner, { action, refused }),
  });
}
