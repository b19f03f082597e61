import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { findWork, type AttemptWork } from '../../services/attempting.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { withOutcomes } from '../learner/dispute-outcomes.ts';
import { feedbackModel } from '../learner/feedback.ts';
import type { FeedbackModel } from '../learner/feedback-models.ts';
import { page } from '../views.ts';
import { noteLooks } from './looks.ts';
import { taughtLearner, type LearnerParams } from './taught.ts';

interface AttemptParams extends LearnerParams {
  readonly attempt: string;
}

/** An attempt of a learner, as those who teach see it. */
export function teachAttemptRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
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
