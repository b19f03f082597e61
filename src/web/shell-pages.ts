import type { FastifyReply, FastifyRequest } from 'fastify';
import { takeFlash } from './flash.ts';
import { escapeHtml } from '../domain/html.ts';
import { localeOf } from './locale.ts';
import { slot } from './shells.ts';
import { accountOf } from './visitor.ts';
import { flashBox, languageLinks, MARKUP, type Locals } from './views.ts';

/**
 * Pages rendered once for everybody who sees them alike, with slots for what is the learner's own:
 * rendering the shared text again for each request costs several times more than all the rest.
 */

/** What a shared page depends on beside its content; part of its key. */
export function shellKey(request: FastifyRequest, contentHash: string): string {
  const { textSize, isAdmin, isConfirmed, teaches } = accountOf(request);
  const place = request.url.split('?', 1)[0];
  return [contentHash, place, textSize, isAdmin, isConfirmed, teaches].join('|');
}

/** The templates' locals, with the learner's own parts as slots. */
export function sharedLocals(request: FastifyRequest): Locals {
  const { views } = request.server;
  const account = accountOf(request);
  const site = {
    account: { ...account, name: slot('name') },
    flash: slot('flash'),
    asset: views.asset,
    preview: false,
    languages: languageLinks(request),
    timeline: views.hasTimeline(),
  };
  const locale = localeOf(request);
  return { ...views.language(locale), ...MARKUP, site, content: views.contentLocale(locale) };
}

/** Fills the slots that every shared page has: the learner's name and the flash message. */
export function sharedSlots(
  request: FastifyRequest,
  reply: FastifyReply,
): (name: string) => string {
  return (name) => {
    if (name === 'name') return escapeHtml(accountOf(request).name);
    if (name !== 'flash') throw new Error(`Nothing fills the slot ${name}.`);
    const flash = takeFlash(request, reply);
    if (flash === null) return '';
    return flashBox(request.server.views, localeOf(request), flash);
  };
}
