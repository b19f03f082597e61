import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { isLocale, type Locale } from '../../domain/account.ts';
import { readPeopleCsv } from '../../interchange/people-csv.ts';
import { inviteList, planInvitations } from '../../services/inviting-lists.ts';
import type { Cohort } from '../../store/cohorts.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FieldError } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { InvitationsModel } from './cohort-people-models.ts';
import { taughtCohort, type CohortParams } from './taught.ts';

/** Rows that a page takes: what a school invites at once, and what others can wait for. */
const MAX_ROWS = 500;

type CohortRequest = FastifyRequest<{ Params: CohortParams }>;

/** Inviting people to a cohort from a list: looked at first, then all or nobody. */
export function cohortInvitationRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const path = '/:locale/teach/cohorts/:cohort/invitations';
  app.get(path, { config }, async (request: CohortRequest, reply) => {
    const cohort = await taughtCohort(context, request, request.params.cohort);
    return page(reply, 'author/invitations', emptyModel(cohort, localeOf(request)));
  });
  app.post(path, { config }, async (request: CohortRequest, reply) =>
    postList(context, request, reply),
  );
}

function emptyModel(cohort: Cohort, language: Locale): InvitationsModel {
  const nothing = { text: '', planned: null, problems: [], ready: 0, errors: [] };
  return { cohort, language, ...nothing };
}

async function postList(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const form = postedForm(request);
  const typed = textOf(form, 'language');
  const language = isLocale(typed) ? typed : localeOf(request);
  const model = await readList(context, request, {
    ...emptyModel(cohort, language),
    text: textOf(form, 'people'),
  });
  if (model.errors.length > 0) return page(reply.status(422), 'author/invitations', model);
  if (textOf(form, 'go') !== 'invite') return page(reply, 'author/invitations', model);
  return await inviteAll(context, request, reply, model);
}

/** What the text of the form would do. */
async function readList(
  context: Context,
  request: FastifyRequest,
  model: InvitationsModel,
): Promise<InvitationsModel> {
  const { people, problems } = readPeopleCsv(model.text);
  if (people.length + problems.length === 0) return refused(model, 'none');
  if (people.length + problems.length > MAX_ROWS) return refused(model, 'many', { max: MAX_ROWS });
  const { isAdmin } = accountOf(request);
  const planned = await planInvitations(context.db, model.cohort.id, people, isAdmin);
  const ready = planned.filter(({ plan }) => plan === 'invite' || plan === 'renew').length;
  const read = { ...model, planned, problems, ready };
  const wrong = problems.length + planned.filter(({ plan }) => plan === 'not-yours').length;
  return wrong > 0 ? refused(read, 'rows', { count: wrong }) : read;
}

function refused(
  model: InvitationsModel,
  problem: 'none' | 'many' | 'rows',
  parameters: Record<string, number> = {},
): InvitationsModel {
  const error: FieldError = { field: 'people', message: `invite.error.${problem}`, parameters };
  return { ...model, errors: [error] };
}

async function inviteAll(
  { db, now }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { cohort, planned, language }: InvitationsModel,
): Promise<FastifyReply> {
  const { id, isAdmin } = accountOf(request);
  const list = {
    cohortId: cohort.id,
    people: planned ?? [],
    locale: language,
    invitedBy: id,
    mayAppoint: isAdmin,
  };
  await inviteList(db, list, now());
  leaveFlash(reply, 'people-invited');
  return reply.redirect(pathsFor(localeOf(request)).cohortPeople(cohort.id), 303);
}
