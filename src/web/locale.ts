import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { isLocale, LOCALES, type Locale } from '../domain/account.ts';
import { NotFoundError } from './http-errors.ts';

/** Remembers the language of the last page, for addresses without one. */
export const LOCALE_COOKIE = 'locale';

/**
 * The language of a request: the address decides; where it says nothing, the account's, the last
 * used, the browser's, English.
 */
export function localeOf(request: FastifyRequest): Locale {
  const first = request.url.split(/[/?]/, 2)[1];
  if (isLocale(first)) return first;
  const remembered = request.visitor?.account.locale ?? request.cookies?.[LOCALE_COOKIE];
  if (isLocale(remembered)) return remembered;
  const negotiated = new Negotiator(request).language([...LOCALES]);
  return isLocale(negotiated) ? negotiated : 'en';
}

/** Answers 404 under anything that is not one of our languages. */
export function addLocales(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const { locale } = (request.params ?? {}) as { locale?: string };
    if (locale !== undefined && !isLocale(locale)) throw new NotFoundError('No such language.');
  });
}
