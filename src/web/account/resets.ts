import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { askForReset, completeReset, findReset } from '../../services/resetting.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { linkOver, tokenOf } from './links.ts';
import { emailError, passwordError } from './people-fields.ts';

/** Forms that one address may post in a minute. */
const POSTS_PER_MINUTE = 40;

/** A new password by a link that is sent by mail. */
export function resetRoutes(app: FastifyInstance, context: Context): void {
  const open = { policy: 'public' as const };
  const limited = { ...open, rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' } };
  app.get('/:locale/password-reset', { config: open }, async (_request, reply) =>
    page(reply, 'account/password-reset', { email: '', errors: [] }),
  );
  app.post('/:locale/password-reset', { config: limited }, async (request, reply) =>
    ask(context, request, reply),
  );
  app.get('/:locale/password-resets/:secret', { config: open }, async (request, reply) =>
    show(context, request, reply, []),
  );
  app.post('/:locale/password-resets/:secret', { config: limited }, async (request, reply) =>
    complete(context, request, reply),
  );
}

/** The answer is the same whoever has the address, and nobody too. */
async function ask(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const email = textOf(postedForm(request), 'email');
  const error = emailError(email);
  if (error !== null) {
    return page(reply.status(422), 'account/password-reset', { email, errors: [error] });
  }
  const locale = localeOf(request);
  const wanted = { email, locale, address: request.ip };
  const seconds = await askForReset(context.db, wanted, context.now());
  if (seconds > 0) {
    const errors = [{ field: 'email', message: 'reset.wait', parameters: { count: seconds } }];
    reply.status(429).header('retry-after', seconds);
    return page(reply, 'account/password-reset', { email, errors });
  }
  leaveFlash(reply, 'reset-asked');
  return reply.redirect(pathsFor(locale).signIn, 303);
}

async function show(
  { db, now }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: FormErrors,
): Promise<FastifyReply> {
  const person = await findReset(db, tokenOf(request), now());
  if (person === undefined) return linkOver(reply, 'reset');
  const href = pathsFor(localeOf(request)).passwordResetBy(tokenOf(request));
  return page(reply, 'account/new-password', { email: person.email, href, errors });
}

async function complete(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, gate, now } = context;
  const token = tokenOf(request);
  const person = await findReset(db, token, now());
  if (person === undefined) return linkOver(reply, 'reset');
  const password = textOf(postedForm(request), 'password');
  const error = passwordError(password, person.email, 'password');
  if (error !== null) return await show(context, request, reply.status(422), [error]);
  const outcome = await completeReset(db, gate, { token, password }, now());
  if (outcome === 'over') return linkOver(reply, 'reset');
  // Signing in is left to them: who reads the mail on a shared screen is not signed in by it.
  leaveFlash(reply, 'password-reset');
  return reply.redirect(pathsFor(localeOf(request)).signIn, 303);
}
