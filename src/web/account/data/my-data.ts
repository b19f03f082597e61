import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../../../context.ts';
import { listOwnAttemptIds } from '../../../store/personal-data.ts';
import { localeOf } from '../../locale.ts';
import { page } from '../../views.ts';
import { accountOf } from '../../visitor.ts';
import { dataHtml } from './html.ts';
import { dataJson } from './json.ts';

/** Downloads that one address may begin in a minute: each reads all that a person did. */
const DOWNLOADS_PER_MINUTE = 20;

/** All that is held about the visitor, to take away. */
export function myDataRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  const limited = { ...config, rateLimit: { max: DOWNLOADS_PER_MINUTE, timeWindow: '1 minute' } };
  app.get('/:locale/account/data', { config }, async (request, reply) => {
    const attempts = await listOwnAttemptIds(context.db, accountOf(request).id);
    return page(reply, 'account/data', { attempts: attempts.length });
  });
  app.get('/:locale/account/data/file.json', { config: limited }, async (request, reply) => {
    const locale = localeOf(request);
    const note = request.server.views.language(locale).t('data.held');
    const pieces = dataJson(context, accountOf(request), { locale, note });
    return download(context, reply.type('application/json; charset=utf-8'), 'json', pieces);
  });
  app.get('/:locale/account/data/file.html', { config: limited }, async (request, reply) => {
    const pieces = dataHtml(context, request);
    return download(context, reply.type('text/html; charset=utf-8'), 'html', pieces);
  });
}

/** Sends the pieces as they are made, no faster than they are taken. */
function download(
  { now }: Context,
  reply: FastifyReply,
  ending: string,
  pieces: AsyncGenerator<string>,
): FastifyReply {
  const day = now().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return reply
    .header('content-disposition', `attachment; filename="manara-${day}.${ending}"`)
    .send(Readable.from(pieces, { objectMode: false }));
}
