import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { calledBy } from '../../domain/pseudonym.ts';
import { limitCode, renewCode } from '../../services/join-codes.ts';
import type { Cohort } from '../../store/cohorts.ts';
import { listMembersInRole } from '../../store/memberships.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from '../admin/paging.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { joinCodeSection, readCodeLimits, type RefusedLimits } from './join-code-forms.ts';
import { noteLooks } from './looks.ts';
import { taughtCohort, type CohortParams, type TaughtCohort } from './taught.ts';

type CohortRequest = FastifyRequest<{ Params: CohortParams }>;

/** More instructors than a cohort has. */
const MAX_INSTRUCTORS = 500;

/** Who is in a cohort, and the code by which others come in. */
export function cohortPeopleRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const path = '/:locale/teach/cohorts/:cohort';
  app.get(`${path}/people`, { config }, async (request: CohortRequest, reply) => {
    const cohort = await taughtCohort(context, request, request.params.cohort);
    return await showPeople(context, request, reply, cohort, null);
  });
  app.post(`${path}/code`, { config }, async (request: CohortRequest, reply) => {
    const cohort = await taughtCohort(context, request, request.params.cohort);
    await renewCode(context.db, accountOf(request).id, cohort.id, context.now());
    return backToPeople(request, reply, cohort);
  });
  app.post(`${path}/code/limits`, { config }, async (request: CohortRequest, reply) =>
    postLimits(context, request, reply),
  );
}

async function postLimits(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const form = readCodeLimits(postedForm(request), context.config.timeZone);
  if (!form.ok) {
    const refused = { ...form.values, errors: form.errors };
    return await showPeople(context, request, reply.status(422), cohort, refused);
  }
  await limitCode(context.db, accountOf(request).id, cohort.id, form.value, context.now());
  return backToPeople(request, reply, cohort);
}

async function showPeople(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
  cohort: TaughtCohort,
  refused: RefusedLimits | null,
): Promise<FastifyReply> {
  const { db } = context;
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  const number = pageNumber(queryText(request, 'page'));
  const from = offsetOf(number);
  const learners = await listMembersInRole(db, cohort.id, 'student', PAGE_SIZE + 1, from);
  const { rows, pager } = paged(learners, number);
  return page(reply, 'author/cohort-people', {
    cohort,
    joinCode: await joinCodeSection(context, request, cohort, refused),
    learners: calledBy(cohort.names, rows),
    pager,
    instructors: await listMembersInRole(db, cohort.id, 'instructor', MAX_INSTRUCTORS, 0),
  });
}

function backToPeople(request: FastifyRequest, reply: FastifyReply, cohort: Cohort): FastifyReply {
  leaveFlash(reply, 'cohort-changed');
  return reply.redirect(pathsFor(localeOf(request)).cohortPeople(cohort.id), 303);
}
