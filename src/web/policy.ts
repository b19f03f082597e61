import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { ApiScope } from '../domain/api-token.ts';
import { admitBearer } from './api/bearer.ts';
import { ForbiddenError } from './http-errors.ts';
import { localeOf } from './locale.ts';

/**
 * Who may call a route. `instructor` is anybody who teaches some cohort, and admins; which cohort
 * is settled in the look-up of the route itself. `token` is another program with a token of somebody
 * who teaches, and no session.
 */
export const POLICIES = ['public', 'signed-in', 'instructor', 'admin', 'token'] as const;
export type Policy = (typeof POLICIES)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
    /** What a token must be for; any will do where it is left out. */
    scope?: ApiScope;
  }
}

/** One route as the router knows it. */
export interface RouteEntry {
  readonly method: string;
  readonly path: string;
  readonly policy: Policy;
}

/**
 * Enforces what routes say, and refuses to start with a route that does not say who may call it.
 * @returns the list that fills up as routes are registered.
 */
export function enforcePolicies(app: FastifyInstance): readonly RouteEntry[] {
  const registered: RouteOptions[] = [];
  const routes: RouteEntry[] = [];
  app.addHook('onRoute', (route) => {
    registered.push(route);
  });
  // Looked at when all is registered, since a plugin's own hooks may still set the policy.
  app.addHook('onReady', async () => {
    routes.push(...registered.flatMap(toEntries));
  });
  app.addHook('onRequest', async (request, reply) => await enforce(request, reply));
  return routes;
}

function toEntries(route: RouteOptions): RouteEntry[] {
  const policy = route.config?.policy;
  if (policy === undefined) {
    throw new Error(`${String(route.method)} ${route.url} declares no policy.`);
  }
  return [route.method].flat().map((method) => ({ method, path: route.url, policy }));
}

async function enforce(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.is404) return undefined;
  const policy = request.routeOptions.config.policy;
  if (policy === 'public') return undefined;
  if (policy === 'token') return admitBearer(request);
  const account = request.visitor?.account;
  if (account === undefined) return redirectToSignIn(request, reply);
  if (policy === 'signed-in') return undefined;
  const allowed = account.isAdmin || (policy === 'instructor' && account.teaches);
  if (!allowed) throw new ForbiddenError('This page is for others.');
  return undefined;
}

/** A form posted after the session ended comes back to its page, not to the form's own address. */
function redirectToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = localeOf(request);
  const safe = request.method === 'GET' || request.method === 'HEAD';
  const next = safe ? request.url : `/${locale}/`;
  return reply.redirect(`/${locale}/sign-in?next=${encodeURIComponent(next)}`, 303);
}
