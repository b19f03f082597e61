import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'flash';

/** Messages that a redirect may leave for the next page; each has a text under `flash`. */
export const FLASHES = [
  'signed-out',
  'signed-out-everywhere',
  'joined',
  'preferences-saved',
  'password-changed',
  'reset-asked',
  'password-reset',
  'reset-sent',
  'address-asked',
  'address-confirmed',
  'confirmation-sent',
  'subscriptions-saved',
  'person-changed',
  'last-admin',
  'cohort-created',
  'cohort-changed',
  'assignments-set',
  'already-submitted',
  'not-started',
  'time-is-up',
  'accommodation-given',
  'accommodation-ended',
  'dispute-opened',
  'dispute-there',
  'dispute-accepted',
  'dispute-answered',
  'dispute-reversed',
  'dispute-decided-before',
  'essay-graded',
  'essay-regraded',
  'essay-graded-before',
  'review-repeated',
  'review-not-due',
  'review-changed',
  'draft-saved',
  'draft-accepted',
  'draft-removed',
  'draft-moved',
  'file-published',
  'file-unchanged',
  'revision-reversed',
  'revision-reversed-before',
  'names-changed',
  'sessions-ended',
  'no-session',
  'mail-queued',
  'erasure-asked',
  'erasure-there',
  'erasure-withdrawn',
  'erasure-not-there',
  'certificate-issued',
  'certificate-missing',
  'certificate-revoked',
  'backup-begun',
  'backup-check-begun',
  'backup-busy',
  'token-revoked',
] as const;
export type Flash = (typeof FLASHES)[number];

/** Leaves a message for the next page that this browser opens. */
export function leaveFlash(reply: FastifyReply, flash: Flash): void {
  reply.setCookie(COOKIE, flash, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 });
}

/** Takes the message left for this page, if any. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): Flash | null {
  const value = request.cookies?.[COOKIE];
  if (value === undefined) return null;
  reply.clearCookie(COOKIE, { path: '/' });
  return FLASHES.find((flash) => flash === value) ?? null;
}
