import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Under which address other programs read. */
export const API_ROOT = '/api/v1';

/** True for requests of other programs: they get no pages, and cookies mean nothing there. */
export function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}

/** A request whose token is missing or no longer good; the two are not told apart further. */
export class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError';
  readonly statusCode = 401;
}

/** A query that cannot be read; `message` says why, in English, to whoever writes the program. */
export class BadQueryError extends Error {
  override readonly name = 'BadQueryError';
  readonly statusCode = 400;
}

/** A good token that is not made for what it is used for. */
export class InsufficientScopeError extends Error {
  override readonly name = 'InsufficientScopeError';
  readonly statusCode = 403;
  readonly scope: string;
  constructor(scope: string) {
    super(`This needs a token with the scope ${scope}.`);
    this.scope = scope;
  }
}

/** Errors whose message is meant for the caller. */
const TOLD = [UnauthorizedError, BadQueryError, InsufficientScopeError];

/** An error as RFC 9457 wants it; `reference` is a short id that the log has, too. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  reference: string | null,
  error?: Error,
): FastifyReply {
  if (error instanceof InsufficientScopeError) {
    const challenge = `Bearer realm="Manara", error="insufficient_scope", scope="${error.scope}"`;
    reply.header('www-authenticate', challenge);
  }
  const told = error !== undefined && TOLD.some((kind) => error instanceof kind);
  const problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...(told ? { detail: error.message } : {}),
    ...(reference === null ? {} : { reference }),
  };
  return reply
    .status(status)
    .header('vary', 'Authorization')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}
