import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { calledBy } from '../../domain/pseudonym.ts';
import { limitCode, renewCode } from '../../services/join-codes.ts';
import { moveLearners } from '../../services/moving.ts';
import { listCohorts, listCohortsTaughtBy, type Cohort } from '../../store/cohorts.ts';
import { listMembersInRole } from '../../store/memberships.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from '../admin/paging.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf, type FormErrors } from '../forms.ts';
import { BadRequestError } from '../http-errors.ts';
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
    return await showPeople(context, request, reply, cohort);
  });
  app.post(`${path}/code`, { config }, async (request: CohortRequest, reply) => {
    const cohort = await taughtCohort(context, request, request.params.cohort);
    await renewCode(context.db, accountOf(request).id, cohort.id, context.now());
    return backToPeople(request, reply, cohort);
  });
  app.post(`${path}/code/limits`, { config }, async (request: CohortRequest, reply) =>
    postLimits(context, request, reply),
  );
  app.post(`${path}/moves`, { config }, async (request: CohortRequest, reply) =>
    postMove(context, request, reply),
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
    const refused = { limits: { ...form.values, errors: form.errors } };
    return await showPeople(context, request, reply.status(422), cohort, refused);
  }
  await limitCode(context.db, accountOf(request).id, cohort.id, form.value, context.now());
  return backToPeople(request, reply, cohort);
}

/** Only between cohorts that the visitor may see: the other one is looked up as this one is. */
async function postMove(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const form = postedForm(request);
  const learnerIds = form.get('learner') ?? [];
  if (learnerIds.length === 0) {
    const move = [{ field: 'move', message: 'cohortPeople.error.nobody' }];
    return await showPeople(context, request, reply.status(422), cohort, { move });
  }
  const other = await taughtCohort(context, request, textOf(form, 'to'));
  if (other.id === cohort.id) throw new BadRequestError('They are there already.');
  const move = { actorId: accountOf(request).id, from: cohort.id, to: other.id, learnerIds };
  await moveLearners(context.db, move, context.now());
  leaveFlash(reply, 'learners-moved');
  return reply.redirect(pathsFor(localeOf(request)).cohortPeople(cohort.id), 303);
}

/** Cohorts besides this one that the visitor may move learners to. */
async function otherCohorts(
  { db }: Context,
  request: FastifyRequest,
  cohort: Cohort,
): Promise<Cohort[]> {
  const { id, isAdmin } = accountOf(request);
  const all = isAdmin ? await listCohorts(db) : await listCohortsTaughtBy(db, id);
  return all.filter((other) => other.id !== cohort.id && !other.archived);
}

/** Forms that were refused. */
interface Refused {
  readonly limits?: RefusedLimits;
  readonly move?: FormErrors;
}

async function showPeople(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
  cohort: TaughtCohort,
  refused: Refused = {},
): Promise<FastifyReply> {
  const { db } = context;
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  const number = pageNumber(queryText(request, 'page'));
  const from = offsetOf(number);
  const learners = await listMembersInRole(db, cohort.id, 'student', PAGE_SIZE + 1, from);
  const { rows, pager } = paged(learners, number);
  return page(reply, 'author/cohort-people', {
    cohort,
    joinCode: await joinCodeSection(context, request, cohort, refused.limits ?? null),
    learners: calledBy(cohort.names, rows),
    pager,
    instructors: await listMembersInRole(db, cohort.id, 'instructor', MAX_INSTRUCTORS, 0),
    others: await otherCohorts(context, request, cohort),
    moveErrors: refused.move ?? [],
  });
}

function backToPeople(request: FastifyRequest, reply: FastifyReply, cohort: Cohort): FastifyReply {
  leaveFlash(reply, 'cohort-changed');
  return reply.redirect(pathsFor(localeOf(request)).cohortPeople(cohort.id), 303);
}
