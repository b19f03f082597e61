import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { readToken } from '../../services/issuing-tokens.ts';
import type { TokenBearer } from '../../store/api-tokens.ts';
import { ForbiddenError } from '../http-errors.ts';
import { InsufficientScopeError, UnauthorizedError } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with the request; null where none did, or none that is good. */
    bearer: TokenBearer | null;
  }
}

/** Of RFC 6750; the scheme is read in any case. */
const BEARER = /^Bearer +(\S+) *$/i;

/** Reads the token of each request that asks for one. */
export function addBearers(app: FastifyInstance, context: Context): void {
  app.decorateRequest('bearer', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.policy !== 'token') return;
    const { authorization } = request.headers;
    const secret = BEARER.exec(authorization ?? '')?.[1];
    request.bearer = (secret && (await readToken(context.db, secret, context.now()))) || null;
    if (request.bearer !== null) return;
    // Who sent nothing is told no more than what to send (RFC 6750, section 3.1).
    const reason = authorization === undefined ? '' : ', error="invalid_token"';
    reply.header('www-authenticate', `Bearer realm="Manara"${reason}`);
  });
}

/**
 * Lets a bearer through whose token is for this route and whose owner still teaches.
 * @throws {UnauthorizedError | InsufficientScopeError | ForbiddenError}
 */
export function admitBearer(request: FastifyRequest): undefined {
  const { bearer } = request;
  if (bearer === null) throw new UnauthorizedError('Send a token that is good as Bearer.');
  if (!bearer.isAdmin && !bearer.teaches) throw new ForbiddenError('The owner does not teach.');
  const { scope } = request.routeOptions.config;
  if (scope !== undefined && !bearer.scopes.has(scope)) throw new InsufficientScopeError(scope);
  return undefined;
}

/** The bearer behind a request whose route asks for one. @throws when its policy does not. */
export function bearerOf(request: FastifyRequest): TokenBearer {
  if (request.bearer === null) throw new Error('This route asks for no token.');
  return request.bearer;
}
