import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TWO_YEARS = 63_072_000;

/** The headers that every response carries. */
export function securityHeaders(config: Config): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: that would make browsers send `Origin: null` with forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  };
  if (config.baseUrl.startsWith('https:')) {
    headers['strict-transport-security'] = `max-age=${TWO_YEARS}; includeSubDomains`;
  }
  // Files of the assets folder say otherwise themselves.
  return { ...headers, 'cache-control': 'no-store' };
}

/** Puts the security headers on every response, errors and files included. */
export function addSecurityHeaders(app: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}
