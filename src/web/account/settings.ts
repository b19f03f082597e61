import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { QUIZ_LAYOUTS, TEXT_SIZES, isLocale } from '../../domain/account.ts';
import { joinWithAccount } from '../../services/joining.ts';
import { changePassword } from '../../services/passwords.ts';
import { setPreferences } from '../../store/accounts.ts';
import { recordEvent } from '../../store/audit.ts';
import { listMemberships } from '../../store/cohorts.ts';
import { deleteSessionsOf } from '../../store/sessions.ts';
import { findErasure } from '../../store/erasures.ts';
import { listLooks } from '../../store/work-views.ts';
import { BadRequestError } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { AccountModel } from './models.ts';
import { mailState } from './mail-state.ts';
import { codeError } from './join.ts';
import { nameError, passwordError } from './people-fields.ts';

/** Codes and passwords that one address may try in a minute. */
const POSTS_PER_MINUTE = 40;
/** The newest looks at the person's work; the rest have a page of their own. */
const LOOKS_SHOWN = 5;

/** The account page: preferences, password, sessions, joining a further cohort. */
export function settingsRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  const limited = { ...config, rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' } };
  app.get('/:locale/account', { config }, async (request, reply) => show(context, request, reply));
  app.post('/:locale/account/preferences', { config }, async (request, reply) =>
    postPreferences(context, request, reply),
  );
  app.post('/:locale/account/password', { config: limited }, async (request, reply) =>
    postPassword(context, request, reply),
  );
  app.post('/:locale/account/sessions', { config }, async (request, reply) =>
    endAllSessions(context, request, reply),
  );
  app.post('/:locale/account/cohorts', { config: limited }, async (request, reply) =>
    postCode(context, request, reply),
  );
}

/** What the page shows again of a form that was refused. */
type Refusal = Pick<AccountModel, 'refused' | 'errors'> & {
  readonly name?: string;
  readonly nextEmail?: string;
};

/** The account page, with what was wrong about a form of it. */
export async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal = { refused: null, errors: [] },
): Promise<FastifyReply> {
  const account = accountOf(request);
  const memberships = await listMemberships(context.db, account.id);
  const erasure = (await findErasure(context.db, account.id)) ?? null;
  const looks = await listLooks(context.db, account.id, { limit: LOOKS_SHOWN, offset: 0 });
  return page(reply, 'account/account', {
    name: refusal.name ?? account.name,
    email: account.email,
    preferences: account,
    cohorts: memberships.map(({ cohortName, role }) => ({ name: cohortName, role })),
    erasure,
    looks,
    ...(await mailState(context, request)),
    nextEmail: refusal.nextEmail ?? '',
    errors: refusal.errors,
    refused: refusal.refused,
  });
}

async function postPreferences(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const name = textOf(form, 'name');
  const locale = textOf(form, 'locale');
  const textSize = TEXT_SIZES.find((size) => size === textOf(form, 'text-size'));
  const quizLayout = QUIZ_LAYOUTS.find((layout) => layout === textOf(form, 'quiz-layout'));
  if (!isLocale(locale) || textSize === undefined || quizLayout === undefined) {
    throw new BadRequestError('No such preference.');
  }
  const error = nameError(name);
  if (error !== null) {
    const refusal = { refused: 'preferences', errors: [error], name } as const;
    return await show(context, request, reply.status(422), refusal);
  }
  const preferences = { name: name.trim(), locale, textSize, quizLayout };
  await setPreferences(context.db, accountOf(request).id, preferences);
  leaveFlash(reply, 'preferences-saved');
  return reply.redirect(pathsFor(locale).account, 303);
}

async function postPassword(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const account = accountOf(request);
  const next = textOf(form, 'new-password');
  const problem = passwordError(next, account.email, 'new-password');
  if (problem !== null) {
    return await refusePassword(context, request, reply.status(422), [problem]);
  }
  const { id: accountId, email } = account;
  const current = textOf(form, 'current-password');
  const change = { accountId, email, address: request.ip, current, next };
  const outcome = await changePassword(context.db, context.gate, change, context.now());
  if (outcome.kind === 'wait') {
    const parameters = { count: outcome.seconds };
    const error = { field: 'current-password', message: 'signIn.error.wait', parameters };
    reply.header('retry-after', outcome.seconds);
    return await refusePassword(context, request, reply.status(429), [error]);
  }
  if (outcome.kind === 'wrong') {
    const error = { field: 'current-password', message: 'account.error.wrongPassword' };
    return await refusePassword(context, request, reply.status(422), [error]);
  }
  await request.server.sessions.start(request, reply, account.id);
  leaveFlash(reply, 'password-changed');
  return reply.redirect(pathsFor(localeOf(request)).account, 303);
}

async function refusePassword(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: FormErrors,
): Promise<FastifyReply> {
  return await show(context, request, reply, { refused: 'password', errors });
}

async function endAllSessions(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = accountOf(request);
  await context.db.transaction().execute(async (tx) => {
    await deleteSessionsOf(tx, id);
    const event = { actorId: id, action: 'signed-out-everywhere', subject: id } as const;
    await recordEvent(tx, event, context.now());
  });
  await request.server.sessions.end(request, reply);
  leaveFlash(reply, 'signed-out-everywhere');
  return reply.redirect(pathsFor(localeOf(request)).signIn, 303);
}

async function postCode(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const code = textOf(postedForm(request), 'code');
  const outcome = await joinWithAccount(context.db, accountOf(request).id, code, context.now());
  if (outcome.kind === 'bad-code') {
    const errors = [codeError(outcome.problem)];
    return await show(context, request, reply.status(422), { refused: 'join', errors });
  }
  leaveFlash(reply, 'joined');
  return reply.redirect(pathsFor(localeOf(request)).account, 303);
}
