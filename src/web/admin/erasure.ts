import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { hasForbiddenCharacters } from '../../domain/text.ts';
import { orderErasure, withdrawErasure } from '../../services/erasing.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { accountOf } from '../visitor.ts';
import { showPerson } from './people.ts';

/** Longest reason, UTF-16 units. */
const MAX_REASON_LENGTH = 500;

type PersonRequest = FastifyRequest<{ Params: { person: string } }>;

/** Ordering the erasure of a person's account, and withdrawing it. */
export function personErasureRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const path = '/:locale/admin/people/:person/erasure';
  app.post(path, { config }, async (request: PersonRequest, reply) =>
    order(context, request, reply),
  );
  app.post(`${path}/withdrawal`, { config }, async (request: PersonRequest, reply) => {
    const { person } = request.params;
    const done = await withdrawErasure(context.db, accountOf(request), person, context.now());
    return back(request, reply, done ? 'erasure-withdrawn' : 'erasure-not-there');
  });
}

async function order(
  context: Context,
  request: PersonRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actorId = accountOf(request).id;
  // Their own goes by their password.
  if (request.params.person === actorId) throw new BadRequestError('This is your own account.');
  const reason = textOf(postedForm(request), 'reason').trim();
  const errors = reasonErrors(reason);
  if (errors.length > 0) {
    return await showPerson(context, request, reply.status(422), { reason, errors });
  }
  const wanted = {
    actorId,
    accountId: request.params.person,
    reason,
    waitDays: context.config.erasureWaitDays,
  };
  const outcome = await orderErasure(context.db, wanted, context.now());
  if (outcome === 'missing') return found<never>(null);
  if (outcome === 'last-admin') return back(request, reply, 'last-admin');
  return back(request, reply, outcome === 'there' ? 'erasure-there' : 'erasure-asked');
}

/** What is wrong with a reason as typed. */
export function reasonErrors(reason: string): FormErrors {
  const field = 'reason';
  if (reason === '') return [{ field, message: 'erasure.noReason' }];
  const usable = reason.length <= MAX_REASON_LENGTH && !hasForbiddenCharacters(reason);
  return usable ? [] : [{ field, message: 'erasure.badReason' }];
}

function back(request: PersonRequest, reply: FastifyReply, flash: Flash): FastifyReply {
  leaveFlash(reply, flash);
  return reply.redirect(pathsFor(localeOf(request)).person(request.params.person), 303);
}
