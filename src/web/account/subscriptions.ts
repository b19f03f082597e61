import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { SUBSCRIPTION_KINDS } from '../../domain/subscription.ts';
import {
  chooseSubscriptions,
  findUnsubscription,
  unsubscribe,
} from '../../services/subscribing.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { linkOver, tokenOf } from './links.ts';

/** Mails that people ask for, and the link in each of them that stops them. */
export function subscriptionRoutes(app: FastifyInstance, context: Context): void {
  const policy = 'signed-in' as const;
  app.post('/:locale/account/subscriptions', { config: { policy } }, async (request, reply) =>
    postSubscriptions(context, request, reply),
  );
  const open = { policy: 'public' as const };
  app.get('/:locale/unsubscriptions/:secret', { config: open }, async (request, reply) => {
    const found = await findUnsubscription(context.db, tokenOf(request), context.now());
    if (found === undefined) return linkOver(reply, 'unsubscription');
    return page(reply, 'account/unsubscription', {
      kind: found.kind,
      href: hrefOf(request),
      done: false,
    });
  });
  // Mail programs post to it by themselves (RFC 8058), and are not to be redirected.
  app.post(
    '/:locale/unsubscriptions/:secret',
    { config: { ...open, anyOrigin: true } },
    async (request, reply) => {
      const kind = await unsubscribe(context.db, tokenOf(request), context.now());
      if (kind === undefined) return linkOver(reply, 'unsubscription');
      return page(reply, 'account/unsubscription', { kind, href: hrefOf(request), done: true });
    },
  );
}

function hrefOf(request: FastifyRequest): string {
  return pathsFor(localeOf(request)).unsubscription(tokenOf(request));
}

async function postSubscriptions(
  { config, db, now }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const wanted = SUBSCRIPTION_KINDS.filter((kind) => textOf(form, kind) === 'yes');
  const { id } = accountOf(request);
  await chooseSubscriptions(db, id, new Set(wanted), config.timeZone, now());
  leaveFlash(reply, 'subscriptions-saved');
  return reply.redirect(pathsFor(localeOf(request)).account, 303);
}
