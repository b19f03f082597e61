import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { MAIL_STATES } from '../../domain/mail.ts';
import { queueAgain } from '../../services/retrying-mail.ts';
import { countMail, listMail } from '../../store/mail.ts';
import { leaveFlash } from '../flash.ts';
import { queryText } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { keysetPage } from './keyset.ts';
import { PAGE_SIZE } from './paging.ts';

type MailRequest = FastifyRequest<{ Params: { mail: string } }>;

/** Mails that wait, went or failed: to whom and of which kind, never what is in them. */
export function mailRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const { db, now } = context;
  app.get('/:locale/admin/mail', { config }, async (request, reply) =>
    showMail(context, request, reply),
  );
  app.post('/:locale/admin/mail/:mail/retry', { config }, async (request: MailRequest, reply) => {
    const queued = await queueAgain(db, accountOf(request).id, request.params.mail, now());
    found(queued ? queued : null);
    leaveFlash(reply, 'mail-queued');
    return reply.redirect(`${pathsFor(localeOf(request)).adminMail}?state=queued`, 303);
  });
}

async function showMail(
  { config, db }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const state = MAIL_STATES.find((one) => one === queryText(request, 'state')) ?? null;
  const recipient = queryText(request, 'to').trim();
  const after = queryText(request, 'after');
  const filter = {
    ...(state === null ? {} : { state }),
    ...(recipient === '' ? {} : { recipient }),
  };
  const range = { limit: PAGE_SIZE + 1, before: after === '' ? null : after };
  const { rows, pager } = keysetPage(await listMail(db, filter, range), {
    filters: { state: state ?? '', to: recipient },
    after,
    placeOf: ({ id }) => id,
  });
  return page(reply, 'admin/mail', {
    mails: rows,
    counts: await countMail(db),
    state,
    recipient,
    outbox: config.mail.server === null ? config.mail.outbox : null,
    pager,
  });
}
