import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { endAccommodation, giveAccommodation } from '../../services/accommodating.ts';
import type { AccommodationOwner } from '../../store/accommodations.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { accountOf } from '../visitor.ts';
import { readAccommodation, type RefusedAccommodation } from './accommodation-forms.ts';
import { showCohort } from './cohorts.ts';
import { showLearner } from './learners.ts';
import { taughtCohort, taughtLearner, type CohortParams, type LearnerParams } from './taught.ts';

type CohortRequest = FastifyRequest<{ Params: CohortParams }>;
type LearnerRequest = FastifyRequest<{ Params: LearnerParams }>;

/** Whom a form is about, the page that it stands on, and how to show that page again. */
interface Place {
  readonly owner: AccommodationOwner;
  readonly page: string;
  readonly show: (refused: RefusedAccommodation) => Promise<FastifyReply>;
}

/** Giving more time, attempts or another window to a cohort or to one of its learners. */
export function accommodationRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const cohort = '/:locale/teach/cohorts/:cohort';
  const learner = `${cohort}/learners/:learner`;
  app.post(`${cohort}/accommodations`, { config }, async (request: CohortRequest, reply) =>
    postAccommodation(context, request, reply, await cohortPlace(context, request, reply)),
  );
  app.post(`${learner}/accommodations`, { config }, async (request: LearnerRequest, reply) =>
    postAccommodation(context, request, reply, await learnerPlace(context, request, reply)),
  );
  app.post<{ Params: CohortParams & { accommodation: string } }>(
    `${cohort}/accommodations/:accommodation/end`,
    { config },
    async (request, reply) => {
      const place = await cohortPlace(context, request, reply);
      return postEnd(context, request, reply, { ...place, id: request.params.accommodation });
    },
  );
  app.post<{ Params: LearnerParams & { accommodation: string } }>(
    `${learner}/accommodations/:accommodation/end`,
    { config },
    async (request, reply) => {
      const place = await learnerPlace(context, request, reply);
      return postEnd(context, request, reply, { ...place, id: request.params.accommodation });
    },
  );
}

async function postAccommodation(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
): Promise<FastifyReply> {
  const { config, db, library } = context;
  const form = readAccommodation(postedForm(request), library.catalogue(), config.timeZone);
  if (!form.ok) {
    void reply.status(422);
    return await place.show(form);
  }
  const scope = { ...place.owner, quizId: form.value.quizId };
  await giveAccommodation(db, accountOf(request).id, scope, form.value.given, context.now());
  leaveFlash(reply, 'accommodation-given');
  return reply.redirect(place.page, 303);
}

async function postEnd(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { owner, page, id }: Place & { readonly id: string },
): Promise<FastifyReply> {
  const actorId = accountOf(request).id;
  const ended = await endAccommodation(context.db, actorId, owner, id, context.now());
  if (!ended) return found<never>(null);
  leaveFlash(reply, 'accommodation-ended');
  return reply.redirect(page, 303);
}

async function cohortPlace(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<Place> {
  const cohort = await taughtCohort(context, request, request.params.cohort);
  return {
    owner: { accountId: null, cohortId: cohort.id },
    page: `${pathsFor(localeOf(request)).teachCohort(cohort.id)}#accommodations`,
    show: async (refused) => await showCohort(context, request, reply, cohort, refused),
  };
}

async function learnerPlace(
  context: Context,
  request: LearnerRequest,
  reply: FastifyReply,
): Promise<Place> {
  const { cohort, learner } = await taughtLearner(context, request, request.params);
  const page = pathsFor(localeOf(request)).teachLearner(cohort.id, learner.accountId);
  return {
    owner: { accountId: learner.accountId, cohortId: null },
    page: `${page}#accommodations`,
    show: async (refused) =>
      await showLearner(context, request, reply, { cohort, learner }, refused),
  };
}
