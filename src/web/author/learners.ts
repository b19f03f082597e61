import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { NO_STANDING } from '../../domain/learner-standing.ts';
import { reasonsOf } from '../../domain/standing-reasons.ts';
import { refreshCohort } from '../../services/standings.ts';
import { listWholeAttemptsOf } from '../../store/attempts.ts';
import { findStanding } from '../../store/standings.ts';
import { courseView } from '../course-view.ts';
import type { Standing } from '../learner/models.ts';
import { readStanding } from '../learner/standing.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accommodationSection, type RefusedAccommodation } from './accommodation-forms.ts';
import { RECENT_LINES } from '../learner/activity.ts';
import { withPlace } from './cohort-page.ts';
import type { LearnerModel } from './learner-models.ts';
import { taughtActivity, teachActivityRoutes } from './learner-activity.ts';
import { teachAttemptRoutes } from './learner-attempts.ts';
import { teachWorkRoutes } from './learner-work.ts';
import { noteLooks } from './looks.ts';
import { taughtLearner, type LearnerParams, type TaughtLearner } from './taught.ts';

/** The pages of a learner, as those who teach see them. */
export function teachLearnerRoutes(app: FastifyInstance, context: Context): void {
  teachActivityRoutes(app, context);
  teachWorkRoutes(app, context);
  teachAttemptRoutes(app, context);
  const config = { policy: 'instructor' as const };
  app.get<{ Params: LearnerParams }>(
    '/:locale/teach/cohorts/:cohort/learners/:learner',
    { config },
    async (request, reply) => {
      const taught = await taughtLearner(context, request, request.params);
      return showLearner(context, request, reply, taught, null);
    },
  );
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
    ...(await handOf(context, request, { cohort, learner })),
    cohort,
    activity: await taughtActivity(context, request, { cohort, learner }, {}, RECENT_LINES),
    learner: { id, name, email },
    accommodations: await accommodationSection(context, request, owner, { action, refused }),
  });
}

/** As the page of the cohort says it, worked out anew where something has been done since. */
async function handOf(
  { db, library, now }: Context,
  request: FastifyRequest,
  { cohort, learner }: TaughtLearner,
): Promise<Pick<LearnerModel, 'reasons' | 'lastActiveAt'>> {
  await refreshCohort(db, library.catalogue(), cohort.id);
  const standing = (await findStanding(db, learner.accountId)) ?? NO_STANDING;
  const enrolment = { joinedAt: new Date(learner.joinedAt), archived: cohort.archived };
  const { course } = courseView({ library }, request);
  const reasons = reasonsOf(standing, enrolment, now());
  return {
    reasons: reasons.map((one) => withPlace(course, one)),
    lastActiveAt: standing.lastActiveAt,
  };
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
