import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { meetErasure } from '../../services/erasing.ts';
import { signIn } from '../../services/signing-in.ts';
import { recordEvent } from '../../store/audit.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from '../../services/demonstration/people.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { safeNext } from '../redirects.ts';
import { page } from '../views.ts';

/** Sign-in forms that one address may post in a minute, right or wrong. */
const POSTS_PER_MINUTE = 120;

/** Signing in and out. */
export function signInRoutes(app: FastifyInstance, context: Context): void {
  app.get('/:locale/sign-in', { config: { policy: 'public' } }, async (request, reply) => {
    if (request.visitor !== null) return reply.redirect(homeOf(request), 303);
    const next = queryText(request, 'next');
    return showForm(context, reply, { email: '', next, errors: [] });
  });
  app.post(
    '/:locale/sign-in',
    {
      config: {
        policy: 'public',
        rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => await postSignIn(context, request, reply),
  );
  app.post('/:locale/sign-out', { config: { policy: 'signed-in' } }, async (request, reply) => {
    const actorId = request.visitor?.account.id ?? null;
    await app.sessions.end(request, reply);
    const event = { actorId, action: 'signed-out', subject: actorId ?? '' } as const;
    await recordEvent(context.db, event, context.now());
    leaveFlash(reply, 'signed-out');
    return reply.redirect(homeOf(request), 303);
  });
}

async function postSignIn(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const email = textOf(form, 'email');
  const password = textOf(form, 'password');
  const next = textOf(form, 'next');
  const missing = missingFields(email, password);
  if (missing.length > 0) {
    return showForm(context, reply.status(422), { email, next, errors: missing });
  }
  const credentials = { email, password, address: request.ip };
  const outcome = await signIn(context.db, context.gate, credentials, context.now());
  if (outcome.kind === 'signed-in') {
    await request.server.sessions.start(request, reply, outcome.accountId);
    const paths = pathsFor(outcome.locale);
    const waits = await meetErasure(context.db, outcome.accountId, context.now());
    return reply.redirect(waits ? paths.erasure : (safeNext(next) ?? paths.home), 303);
  }
  if (outcome.kind === 'wait') {
    const parameters = { count: outcome.seconds };
    const errors = [{ field: 'email', message: 'signIn.error.wait', parameters }];
    reply.status(429).header('retry-after', outcome.seconds);
    return showForm(context, reply, { email, next, errors });
  }
  const errors = [{ field: 'email', message: 'signIn.error.refused' }];
  return showForm(context, reply.status(422), { email, next, errors });
}

function missingFields(email: string, password: string): FormErrors {
  return [
    ...(email.trim() === '' ? [{ field: 'email', message: 'signIn.error.noEmail' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'signIn.error.noPassword' }] : []),
  ];
}

function showForm(
  context: Context,
  reply: FastifyReply,
  values: { email: string; next: string; errors: FormErrors },
): FastifyReply {
  const demo = context.config.demo
    ? { emails: DEMO_SIGN_INS.map((person) => person.email), password: DEMO_PASSWORD }
    : null;
  return page(reply, 'account/sign-in', { ...values, demo });
}

function homeOf(request: FastifyRequest): string {
  return pathsFor(localeOf(request)).home;
}
