import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { askErasure, withdrawErasure, type OwnErasureOutcome } from '../../services/erasing.ts';
import { findErasure } from '../../store/erasures.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FieldError, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';

/** Passwords that one address may try in a minute. */
const POSTS_PER_MINUTE = 40;

/** Asking for the erasure of one's own account, and withdrawing it while it waits. */
export function erasureRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  const limited = { ...config, rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' } };
  const path = '/:locale/account/erasure';
  app.get(path, { config }, async (request, reply) => show(context, request, reply, []));
  app.post(path, { config: limited }, async (request, reply) => ask(context, request, reply));
  app.post(`${path}/withdrawal`, { config }, async (request, reply) => {
    const account = accountOf(request);
    const done = await withdrawErasure(context.db, account, account.id, context.now());
    leaveFlash(reply, done ? 'erasure-withdrawn' : 'erasure-not-there');
    return reply.redirect(pathsFor(localeOf(request)).erasure, 303);
  });
}

async function ask(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id: accountId, email } = accountOf(request);
  const current = textOf(postedForm(request), 'password');
  const waitDays = context.config.erasureWaitDays;
  const asked = { accountId, email, address: request.ip, current, waitDays };
  const outcome = await askErasure(context.db, context.gate, asked, context.now());
  const error = errorOf(outcome);
  if (error !== null) {
    if (outcome.kind === 'wait') reply.header('retry-after', outcome.seconds);
    reply.status(outcome.kind === 'wait' ? 429 : 422);
    return await show(context, request, reply, [error]);
  }
  leaveFlash(reply, outcome.kind === 'there' ? 'erasure-there' : 'erasure-asked');
  return reply.redirect(pathsFor(localeOf(request)).erasure, 303);
}

function errorOf(outcome: OwnErasureOutcome): FieldError | null {
  const field = 'password';
  if (outcome.kind === 'wrong') return { field, message: 'account.error.wrongPassword' };
  if (outcome.kind === 'last-admin') return { field, message: 'erasure.lastAdmin' };
  if (outcome.kind !== 'wait') return null;
  return { field, message: 'signIn.error.wait', parameters: { count: outcome.seconds } };
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: FormErrors,
): Promise<FastifyReply> {
  const erasure = await findErasure(context.db, accountOf(request).id);
  const waitDays = context.config.erasureWaitDays;
  return page(reply, 'account/erasure', { erasure: erasure ?? null, waitDays, errors });
}
