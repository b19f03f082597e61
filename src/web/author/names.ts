import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { coverName, hideNames, liftName } from '../../services/hiding-names.ts';
import { listMembers } from '../../store/cohorts.ts';
import { listLifts, readHiding } from '../../store/pseudonyms.ts';
import { reasonErrors } from '../admin/erasure.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { taughtCohort, type CohortParams, type LearnerParams } from './taught.ts';

type CohortRequest = FastifyRequest<{ Params: CohortParams }>;
type LearnerRequest = FastifyRequest<{ Params: LearnerParams }>;

/** Whether a cohort's learners are shown by name: before oneself, before all instructors, one by one. */
export function nameRoutes(app: FastifyInstance, context: Context): void {
  const path = '/:locale/teach/cohorts/:cohort/names';
  const config = { policy: 'instructor' as const };
  const admin = { policy: 'admin' as const };
  app.get(path, { config }, async (request: CohortRequest, reply) =>
    show(context, request, reply, { learner: '', reason: '', errors: [] }),
  );
  app.post(`${path}/own`, { config }, async (request: CohortRequest, reply) =>
    hide(context, request, reply, 'own'),
  );
  app.post(`${path}/all`, { config: admin }, async (request: CohortRequest, reply) =>
    hide(context, request, reply, 'all'),
  );
  app.post(`${path}/shown`, { config: admin }, async (request: CohortRequest, reply) =>
    lift(context, request, reply),
  );
  app.post(
    `${path}/shown/:learner/end`,
    { config: admin },
    async (request: LearnerRequest, reply) => {
      const cohort = await taughtCohort(context, request, request.params.cohort);
      const cover = {
        actorId: accountOf(request).id,
        cohortId: cohort.id,
        accountId: request.params.learner,
      };
      await coverName(context.db, cover, context.now());
      return back(request, reply);
    },
  );
}

async function hide(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
  from: 'all' | 'own',
): Promise<FastifyReply> {
  const hidden = textOf(postedForm(request), 'hidden');
  if (hidden !== 'yes' && hidden !== 'no') throw new BadRequestError('hidden is yes or no.');
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const change = { actorId: accountOf(request).id, cohortId: cohort.id, from };
  await hideNames(context.db, { ...change, hidden: hidden === 'yes' }, context.now());
  return back(request, reply);
}

async function lift(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const learner = textOf(form, 'learner');
  const reason = textOf(form, 'reason').trim();
  const errors = reasonErrors(reason);
  if (errors.length > 0) {
    return await show(context, request, reply.status(422), { learner, reason, errors });
  }
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const wanted = {
    actorId: accountOf(request).id,
    cohortId: cohort.id,
    accountId: learner,
    reason,
  };
  if (!(await liftName(context.db, wanted, context.now()))) return found<never>(null);
  return back(request, reply);
}

async function show(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
  form: { readonly learner: string; readonly reason: string; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { id, isAdmin } = accountOf(request);
  const { names, ...cohort } = await taughtCohort(context, request, request.params.cohort);
  const lifts = await listLifts(context.db, cohort.id);
  const members = isAdmin ? await listMembers(context.db, cohort.id) : [];
  return page(reply, 'author/names', {
    cohort,
    ...(await readHiding(context.db, cohort.id, id)),
    isAdmin,
    lifts: lifts.map((one) => ({ ...one, name: names.of(one.accountId, one.name) })),
    learners: members
      .filter(({ role }) => role === 'student')
      .map(({ accountId, name }) => ({ accountId, name: names.of(accountId, name) })),
    ...form,
  });
}

function back(
  request: FastifyRequest<{ Params: CohortParams }>,
  reply: FastifyReply,
): FastifyReply {
  leaveFlash(reply, 'names-changed');
  return reply.redirect(pathsFor(localeOf(request)).cohortNames(request.params.cohort), 303);
}
