import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { hasForbiddenCharacters, MAX_COHORT_NAME_LENGTH } from '../../domain/text.ts';
import {
  archiveCohort,
  createCohort,
  endMembership,
  renameCohort,
  setMembership,
} from '../../services/administering.ts';
import { findPersonByEmail } from '../../store/accounts.ts';
import { findCohort, listCohorts, listMembers, type Cohort } from '../../store/cohorts.ts';
import { noteLooks } from '../author/looks.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { joinCodeSection } from '../author/join-code-forms.ts';
import type { CohortModel } from './models.ts';

type CohortRequest = FastifyRequest<{ Params: { cohort: string } }>;

/** Cohorts, their join codes and members. */
export function cohortRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const path = '/:locale/admin/cohorts';
  app.get(path, { config }, async (_request, reply) => {
    const cohorts = await listCohorts(context.db);
    return page(reply, 'admin/cohorts', { cohorts, name: '', errors: [] });
  });
  app.post(path, { config }, async (request, reply) => postCohort(context, request, reply));
  app.get(`${path}/:cohort`, { config }, async (request: CohortRequest, reply) => {
    const cohort = await getCohort(context, request);
    return showCohort(context, request, reply, cohort, { refused: null, errors: [] });
  });
  app.post(`${path}/:cohort/name`, { config }, async (request: CohortRequest, reply) =>
    postName(context, request, reply),
  );
  app.post(`${path}/:cohort/archive`, { config }, async (request: CohortRequest, reply) => {
    const cohort = await getCohort(context, request);
    const archived = textOf(postedForm(request), 'archived') === 'yes';
    await archiveCohort(context.db, accountOf(request).id, cohort.id, archived, context.now());
    return backToCohort(request, reply, cohort);
  });
  app.post(`${path}/:cohort/members`, { config }, async (request: CohortRequest, reply) =>
    postMember(context, request, reply),
  );
}

async function postCohort(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const name = textOf(postedForm(request), 'name').trim();
  const errors = nameErrors(name);
  if (errors.length > 0) {
    const cohorts = await listCohorts(context.db);
    return page(reply.status(422), 'admin/cohorts', { cohorts, name, errors });
  }
  const id = await createCohort(context.db, accountOf(request).id, name, context.now());
  leaveFlash(reply, 'cohort-created');
  return reply.redirect(pathsFor(localeOf(request)).adminCohort(id), 303);
}

async function postName(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await getCohort(context, request);
  const name = textOf(postedForm(request), 'name').trim();
  const errors = nameErrors(name);
  if (errors.length > 0) {
    const refusal = { refused: 'name' as const, errors, name };
    return await showCohort(context, request, reply.status(422), cohort, refusal);
  }
  await renameCohort(context.db, accountOf(request).id, cohort.id, name, context.now());
  return backToCohort(request, reply, cohort);
}

async function postMember(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await getCohort(context, request);
  const form = postedForm(request);
  const email = textOf(form, 'email');
  const role = textOf(form, 'role');
  if (role !== 'student' && role !== 'instructor' && role !== 'none') {
    throw new BadRequestError('No such role.');
  }
  const person = await findPersonByEmail(context.db, email);
  if (person === undefined) {
    const errors = [{ field: 'email', message: 'admin.error.unknownPerson' }];
    const refusal = { refused: 'member' as const, errors, email };
    return await showCohort(context, request, reply.status(422), cohort, refusal);
  }
  const actorId = accountOf(request).id;
  const change = { actorId, cohortId: cohort.id, accountId: person.id };
  if (role === 'none') await endMembership(context.db, change, context.now());
  else await setMembership(context.db, { ...change, role }, context.now());
  return backToCohort(request, reply, cohort);
}

async function showCohort(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  cohort: Cohort,
  refusal: Pick<CohortModel, 'refused' | 'errors'> & { name?: string; email?: string },
): Promise<FastifyReply> {
  const members = await listMembers(context.db, cohort.id);
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  return page(reply, 'admin/cohort', {
    cohort,
    members,
    name: refusal.name ?? cohort.name,
    email: refusal.email ?? '',
    joinCode: await joinCodeSection(context, request, cohort, null),
    errors: refusal.errors,
    refused: refusal.refused,
  });
}

async function getCohort(context: Context, request: CohortRequest): Promise<Cohort> {
  return found(await findCohort(context.db, request.params.cohort));
}

function backToCohort(request: FastifyRequest, reply: FastifyReply, cohort: Cohort): FastifyReply {
  leaveFlash(reply, 'cohort-changed');
  return reply.redirect(pathsFor(localeOf(request)).adminCohort(cohort.id), 303);
}

/** What is wrong with a cohort's name. */
export function nameErrors(name: string): FormErrors {
  const usable =
    name !== '' && name.length <= MAX_COHORT_NAME_LENGTH && !hasForbiddenCharacters(name);
  return usable ? [] : [{ field: 'name', message: 'admin.error.cohortName' }];
}
