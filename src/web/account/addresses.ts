import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import {
  askForConfirmation,
  changeAddress,
  confirmAddress,
  findConfirmation,
} from '../../services/confirming.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FieldError } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { linkOver, tokenOf } from './links.ts';
import { emailError } from './people-fields.ts';
import { show as showAccount } from './settings.ts';

/** Passwords and mails that one address may try or ask for in a minute. */
const POSTS_PER_MINUTE = 40;

/** Confirming the account's address, and changing it. */
export function addressRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  const limited = { ...config, rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' } };
  app.post('/:locale/account/address', { config: limited }, async (request, reply) =>
    postAddress(context, request, reply),
  );
  app.post('/:locale/account/confirmations', { config: limited }, async (request, reply) =>
    sendAgain(context, request, reply),
  );
  app.get('/:locale/confirmations/:secret', { config }, async (request, reply) =>
    showConfirmation(context, request, reply),
  );
  app.post('/:locale/confirmations/:secret', { config: limited }, async (request, reply) =>
    confirm(context, request, reply),
  );
}

async function postAddress(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const { email, id: accountId } = accountOf(request);
  const next = textOf(form, 'next-email');
  const refuse = async (status: number, error: FieldError) => {
    const refusal = { refused: 'address', errors: [error], nextEmail: next } as const;
    return await showAccount(context, request, reply.status(status), refusal);
  };
  const problem = emailError(next);
  if (problem !== null) return await refuse(422, { ...problem, field: 'next-email' });
  const current = textOf(form, 'address-password');
  const change = {
    accountId,
    email,
    address: request.ip,
    current,
    next,
    locale: localeOf(request),
  };
  const outcome = await changeAddress(context.db, context.gate, change, context.now());
  const field = 'address-password';
  if (outcome.kind === 'wrong') {
    return await refuse(422, { field, message: 'account.error.wrongPassword' });
  }
  if (outcome.kind === 'wait') {
    reply.header('retry-after', outcome.seconds);
    const parameters = { count: outcome.seconds };
    return await refuse(429, { field, message: 'signIn.error.wait', parameters });
  }
  leaveFlash(reply, 'address-asked');
  return reply.redirect(pathsFor(localeOf(request)).account, 303);
}

async function sendAgain(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = accountOf(request);
  const locale = localeOf(request);
  const wanted = { address: request.ip, locale };
  const seconds = await askForConfirmation(context.db, id, wanted, context.now());
  if (seconds > 0) {
    const parameters = { count: seconds };
    const errors = [{ field: 'send-again', message: 'reset.wait', parameters }];
    const refusal = { refused: 'confirmation', errors } as const;
    reply.status(429).header('retry-after', seconds);
    return await showAccount(context, request, reply, refusal);
  }
  leaveFlash(reply, 'confirmation-sent');
  return reply.redirect(pathsFor(locale).account, 303);
}

async function showConfirmation(
  { db, now }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const confirmation = await findConfirmation(db, tokenOf(request), now());
  if (confirmation === undefined) return linkOver(reply, 'confirmation');
  const isOwn = confirmation.accountId === accountOf(request).id;
  const href = pathsFor(localeOf(request)).confirmation(tokenOf(request));
  return page(reply, 'account/confirmation', { email: isOwn ? confirmation.email : null, href });
}

async function confirm(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = accountOf(request);
  const outcome = await confirmAddress(context.db, id, tokenOf(request), context.now());
  if (outcome === 'over') return linkOver(reply, 'confirmation');
  if (outcome === 'taken') return linkOver(reply, 'taken');
  if (outcome === 'other-account') {
    return await showConfirmation(context, request, reply.status(409));
  }
  leaveFlash(reply, 'address-confirmed');
  return reply.redirect(pathsFor(localeOf(request)).account, 303);
}
