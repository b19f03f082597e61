import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { emailKey } from '../../domain/account.ts';
import {
  acceptAsNew,
  acceptWithAccount,
  findInvitation,
  type AcceptOutcome,
} from '../../services/inviting.ts';
import { isEmailTaken } from '../../store/accounts.ts';
import type { OpenInvitation } from '../../store/invitations.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FieldError } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import type { InvitationModel } from './invitation-models.ts';
import { linkOver, tokenOf } from './links.ts';
import { nameError, passwordError } from './people-fields.ts';

/** Forms that one address may post in a minute: enough for a class behind one router. */
const POSTS_PER_MINUTE = 40;

/** What the link of an invitation opens. Looking changes nothing; only the form accepts. */
export function invitationRoutes(app: FastifyInstance, context: Context): void {
  const policy = 'public' as const;
  const rateLimit = { max: POSTS_PER_MINUTE, timeWindow: '1 minute' };
  app.get('/:locale/invitations/:secret', { config: { policy } }, async (request, reply) => {
    const invitation = await findInvitation(context.db, tokenOf(request), context.now());
    if (invitation === undefined) return linkOver(reply, 'invitation');
    const shown = { name: invitation.name, errors: [] };
    return await show(context, request, reply, invitation, shown);
  });
  app.post(
    '/:locale/invitations/:secret',
    { config: { policy, rateLimit } },
    async (request, reply) => await accept(context, request, reply),
  );
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  invitation: OpenInvitation,
  shown: Pick<InvitationModel, 'name' | 'errors'>,
): Promise<FastifyReply> {
  const { cohort, email, inviter, role } = invitation;
  return page(reply, 'account/invitation', {
    cohort,
    email,
    inviter,
    role,
    step: await stepOf(context, request, email),
    href: pathsFor(localeOf(request)).invitation(tokenOf(request)),
    ...shown,
  });
}

async function stepOf(
  { db }: Context,
  request: FastifyRequest,
  email: string,
): Promise<InvitationModel['step']> {
  const account = request.visitor?.account;
  if (account !== undefined) return emailKey(account.email) === emailKey(email) ? 'join' : 'other';
  return (await isEmailTaken(db, email)) ? 'sign-in' : 'new';
}

async function accept(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const invitation = await findInvitation(context.db, tokenOf(request), context.now());
  if (invitation === undefined) return linkOver(reply, 'invitation');
  const form = postedForm(request);
  const [name, password] = [textOf(form, 'name'), textOf(form, 'password')];
  const isNew = (await stepOf(context, request, invitation.email)) === 'new';
  const errors = isNew ? errorsOf(name, password, invitation.email) : [];
  if (errors.length > 0) {
    return await show(context, request, reply.status(422), invitation, { name, errors });
  }
  const outcome = await decide(context, request, name.trim(), password);
  if (outcome.kind === 'over') return linkOver(reply, 'invitation');
  if (outcome.kind !== 'joined') {
    return await show(context, request, reply.status(409), invitation, { name, errors: [] });
  }
  // A new session also for who had one: they may do more now.
  await request.server.sessions.start(request, reply, outcome.accountId);
  leaveFlash(reply, 'joined');
  return reply.redirect(pathsFor(localeOf(request)).home, 303);
}

async function decide(
  { db, gate, now }: Context,
  request: FastifyRequest,
  name: string,
  password: string,
): Promise<AcceptOutcome> {
  const token = tokenOf(request);
  const account = request.visitor?.account;
  if (account !== undefined) return await acceptWithAccount(db, account, token, now());
  return await acceptAsNew(db, gate, { token, name, password, locale: localeOf(request) }, now());
}

function errorsOf(name: string, password: string, email: string): FieldError[] {
  return [nameError(name), passwordError(password, email, 'password')].filter(
    (error) => error !== null,
  );
}
