import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { endSessions } from '../../services/ending-sessions.ts';
import { findPerson } from '../../store/accounts.ts';
import { countSignedIn, listSignedIn, type SignedInPlace } from '../../store/signed-in.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { keysetPage } from './keyset.ts';
import { PAGE_SIZE } from './paging.ts';

type PersonRequest = FastifyRequest<{ Params: { person: string } }>;

const PLACE = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([\w-]{1,64})$/;

/** Who is signed in, and signing people out. */
export function sessionRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/sessions', { config }, async (request, reply) =>
    showSessions(context, request, reply),
  );
  app.post(
    '/:locale/admin/people/:person/sessions',
    { config },
    async (request: PersonRequest, reply) => postEnd(context, request, reply),
  );
}

async function showSessions(
  { db, now }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const after = queryText(request, 'after');
  const at = now();
  const range = { limit: PAGE_SIZE + 1, after: readPlace(after) };
  const sessions = await listSignedIn(db, at, range);
  const { rows, pager } = keysetPage(sessions, {
    filters: {},
    after,
    placeOf: ({ since, accountId }) => `${since}~${accountId}`,
  });
  return page(reply, 'admin/sessions', {
    sessions: rows,
    people: await countSignedIn(db, at),
    pager,
  });
}

function readPlace(text: string): SignedInPlace | null {
  const [, since, accountId] = PLACE.exec(text) ?? [];
  return since === undefined || accountId === undefined ? null : { since, accountId };
}

/** `since` names one session by its beginning; without it all of the person's end. */
async function postEnd(
  { db, now }: Context,
  request: PersonRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const person = found(await findPerson(db, request.params.person));
  const since = textOf(postedForm(request), 'since');
  const actorId = accountOf(request).id;
  const ended = await endSessions(db, actorId, person.id, since === '' ? null : since, now());
  leaveFlash(reply, ended > 0 ? 'sessions-ended' : 'no-session');
  return reply.redirect(pathsFor(localeOf(request)).person(person.id), 303);
}
