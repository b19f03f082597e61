import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A form that other programs may post: it does only what the secret in its address allows. */
    anyOrigin?: boolean;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A form that another site sent. */
export class ForeignOriginError extends Error {
  override readonly name = 'ForeignOriginError';
  readonly statusCode = 403;
}

/**
 * Refuses unsafe requests that do not come from our own pages: the browser must say
 * `Sec-Fetch-Site: same-origin`, or, where it is too old for that, send our own `Origin`.
 */
export function refuseForeignOrigins(app: FastifyInstance, config: Config): void {
  const own = new URL(config.baseUrl).origin;
  app.addHook('onRequest', async (request) => {
    const isOpen = request.routeOptions.config.anyOrigin === true;
    if (isOpen || SAFE_METHODS.has(request.method) || isOwn(request, own)) return;
    throw new ForeignOriginError('This request did not come from a page of this site.');
  });
}

function isOwn(request: FastifyRequest, own: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return request.headers.origin === own;
}
