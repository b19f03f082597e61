import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { changeAdmin, changeDisabled, type RoleOutcome } from '../../services/administering.ts';
import { findPerson, listPeople, PERSON_ROLES } from '../../store/accounts.ts';
import { listMemberships } from '../../store/cohorts.ts';
import { listSessionsOf } from '../../store/signed-in.ts';
import { findStanding } from '../../store/standings.ts';
import { findErasure } from '../../store/erasures.ts';
import { noteLooks } from '../author/looks.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { PersonModel } from './models.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from './paging.ts';

type PersonRequest = FastifyRequest<{ Params: { person: string } }>;

const STATES = ['enabled', 'disabled'] as const;

/** People, their admin role and whether they may sign in. */
export function peopleRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/people', { config }, async (request, reply) => {
    const search = queryText(request, 'q').trim();
    const number = pageNumber(queryText(request, 'page'));
    const role = PERSON_ROLES.find((one) => one === queryText(request, 'role')) ?? null;
    const state = STATES.find((one) => one === queryText(request, 'state')) ?? null;
    const filter = { search, role, disabled: state === null ? null : state === 'disabled' };
    const people = await listPeople(context.db, filter, PAGE_SIZE + 1, offsetOf(number));
    const { rows, pager } = paged(people, number);
    const query = queryOf({ q: search, role: role ?? '', state: state ?? '' });
    return page(reply, 'admin/people', { people: rows, search, role, state, query, pager });
  });
  app.get('/:locale/admin/people/:person', { config }, async (request: PersonRequest, reply) => {
    return showPerson(context, request, reply, { reason: '', errors: [] });
  });
  app.post(
    '/:locale/admin/people/:person/role',
    { config },
    async (request: PersonRequest, reply) => {
      const isAdmin = choice(request, 'admin');
      const { id } = accountOf(request);
      const { person } = request.params;
      const outcome = await changeAdmin(context.db, id, person, isAdmin, context.now());
      return answer(request, reply, outcome);
    },
  );
  app.post(
    '/:locale/admin/people/:person/access',
    { config },
    async (request: PersonRequest, reply) => {
      const disabled = choice(request, 'disabled');
      const { id } = accountOf(request);
      const { person } = request.params;
      const outcome = await changeDisabled(context.db, id, person, disabled, context.now());
      return answer(request, reply, outcome);
    },
  );
}

/** The filters that are set, with a `&` after each. */
function queryOf(filters: Readonly<Record<string, string>>): string {
  const set = Object.entries(filters).filter(([, value]) => value !== '');
  return set.map(([key, value]) => `${key}=${encodeURIComponent(value)}&`).join('');
}

/** The page of a person; `refused` is the form of the erasure that was not accepted. */
export async function showPerson(
  context: Context,
  request: PersonRequest,
  reply: FastifyReply,
  refused: Pick<PersonModel, 'reason' | 'errors'>,
): Promise<FastifyReply> {
  const { config, db, now } = context;
  const person = found(await findPerson(db, request.params.person));
  await noteLooks(context, request, [{ learnerId: person.id, what: 'person' }]);
  return page(reply, 'admin/person', {
    person,
    memberships: await listMemberships(db, person.id),
    sessions: await listSessionsOf(db, person.id, now()),
    lastActiveAt: (await findStanding(db, person.id))?.lastActiveAt ?? null,
    self: person.id === accountOf(request).id,
    erasure: (await findErasure(db, person.id)) ?? null,
    waitDays: config.erasureWaitDays,
    ...refused,
  });
}

function choice(request: FastifyRequest, field: string): boolean {
  const value = textOf(postedForm(request), field);
  if (value !== 'yes' && value !== 'no') throw new BadRequestError(`${field} is yes or no.`);
  return value === 'yes';
}

function answer(request: PersonRequest, reply: FastifyReply, outcome: RoleOutcome): FastifyReply {
  if (outcome === 'missing') return found<never>(null);
  leaveFlash(reply, outcome === 'done' ? 'person-changed' : 'last-admin');
  return reply.redirect(pathsFor(localeOf(request)).person(request.params.person), 303);
}
