import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { GateFullError } from '../services/hashing.ts';
import type { Config } from '../config.ts';
import { isApi, sendProblem } from './api/problems.ts';
import { securityHeaders } from './headers.ts';
import { page } from './views.ts';

/** Statuses that have a page text of their own, under `error.<status>`. */
export const EXPLAINED: ReadonlySet<number> = new Set([
  400, 403, 404, 409, 413, 415, 429, 500, 503,
]);
/** Seconds after which to try again when the database is locked. */
const BUSY_RETRY = 5;

/** Error pages: plain words, no stack, no path, all headers. */
export function addErrorPages(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) => sendError(reply, 404, null));
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = statusOf(error);
    if (status === 503) reply.header('retry-after', retryAfter(error));
    if (status < 500) return sendError(reply, status, null, error);
    request.log.error({ err: error }, 'request failed');
    return sendError(reply, status, request.id);
  });
}

/** Answers an address that cannot be decoded: no hook has run, so it brings its own headers. */
export function sendUnroutable(reply: FastifyReply, config: Config): void {
  reply.headers(securityHeaders(config)).status(400).type('text/plain; charset=utf-8');
  void reply.send('This address cannot be read.');
}

function statusOf(error: FastifyError): number {
  if (error instanceof GateFullError || isDatabaseBusy(error)) return 503;
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 600 ? status : 500;
}

function isDatabaseBusy(error: Error & { code?: unknown }): boolean {
  return typeof error.code === 'string' && /^SQLITE_(BUSY|LOCKED|FULL)/.test(error.code);
}

function retryAfter(error: Error): number {
  return error instanceof GateFullError ? error.retryAfter : BUSY_RETRY;
}

function sendError(
  reply: FastifyReply,
  status: number,
  reference: string | null,
  error?: Error,
): FastifyReply {
  if (isApi(reply.request)) return sendProblem(reply, status, reference, error);
  const explained = EXPLAINED.has(status) ? status : status >= 500 ? 500 : 400;
  return page(reply.status(status), 'error', { status: explained, reference });
}
