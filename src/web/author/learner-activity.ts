import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { activityModel, type ActivityQuery } from '../learner/activity.ts';
import type { ActivityModel } from '../learner/activity-models.ts';
import type { ActivityLinks } from '../learner/activity-sentences.ts';
import { localeOf } from '../locale.ts';
import { pathsFor, type Paths } from '../paths.ts';
import { page } from '../views.ts';
import { noteLooks } from './looks.ts';
import { taughtLearner, type LearnerParams, type TaughtLearner } from './taught.ts';

/** What a learner did, day by day, for those who teach them. */
export function teachActivityRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Params: LearnerParams; Querystring: ActivityQuery }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner/activity',
    { config: { policy: 'instructor' } },
    async (request, reply) => {
      const taught = await taughtLearner(context, request, request.params);
      const { cohort, learner } = taught;
      const activity = await taughtActivity(context, request, taught, request.query);
      await noteLooks(context, request, [{ learnerId: learner.accountId, what: 'learner' }]);
      return page(reply, 'author/activity', {
        cohort,
        learner: { id: learner.accountId, name: learner.name },
        activity,
      });
    },
  );
}

/** A learner's activity as those who teach see it: of this cohort, and marks at once. */
export async function taughtActivity(
  context: Context,
  request: FastifyRequest,
  { cohort, learner }: TaughtLearner,
  query: ActivityQuery,
  lines?: number,
): Promise<ActivityModel> {
  const { accountId } = learner;
  const links = linksTo(pathsFor(localeOf(request)), cohort.id, accountId, context);
  const watched = { accountId, viewer: 'instructor', cohortId: cohort.id } as const;
  const asked = { watched, links, query };
  return await activityModel(context, request, lines === undefined ? asked : { ...asked, lines });
}

/** Lessons lead to the learner's work there; quizzes of modules have no such page. */
function linksTo(
  paths: Paths,
  cohortId: string,
  accountId: string,
  { library }: Pick<Context, 'library'>,
): ActivityLinks {
  return {
    attempt: (id) => paths.teachAttempt(cohortId, accountId, id),
    unit: (id) =>
      library.catalogue().lessons.has(id) ? paths.teachWork(cohortId, accountId, id) : null,
    dispute: paths.dispute,
  };
}
