import { join } from 'node:path';
import fastifyView from '@fastify/view';
import { Eta } from 'eta';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { ServedCourse } from '../context.ts';
import { LOCALES, type Account, type Locale } from '../domain/account.ts';
import { inLocale } from '../domain/course.ts';
import type { Html } from '../domain/item.ts';
import { directionOf } from '../domain/language.ts';
import { packageRoot } from '../package-root.ts';
import { loadAssetPaths, type AssetPath } from './assets.ts';
import { takeFlash, type Flash } from './flash.ts';
import { createFormat, type Format } from './format.ts';
import {
  citation,
  bdi,
  filePath,
  icon,
  inline,
  lang,
  option,
  phrase,
  plain,
  run,
  type Marked,
} from './html.ts';
import { localeOf } from './locale.ts';
import { loadMessages, type Translate } from './messages.ts';
import type { PageModels } from './page-models.ts';
import { pathsFor, type Paths } from './paths.ts';

/** Everything that a page needs of one language; made once. */
export interface Language {
  readonly locale: Locale;
  readonly dir: 'ltr' | 'rtl';
  readonly t: Translate;
  /** A message as HTML: each parameter is escaped and isolated in `<bdi>`; `count` is shown as a number. */
  readonly h: (key: string, parameters?: Record<string, unknown>) => Html;
  readonly format: Format;
  readonly paths: Paths;
}

/** What every template may use beside its own model; nothing of the request is passed through. */
export interface Site {
  readonly account: Pick<
    Account,
    'name' | 'isAdmin' | 'isConfirmed' | 'teaches' | 'textSize'
  > | null;
  /** HTML of the message that a redirect left, or nothing. */
  readonly flash: Html;
  readonly asset: AssetPath;
  /** Whether this is the preview of a course being written. */
  readonly preview: boolean;
  /** The same page in each language. */
  readonly languages: readonly { readonly locale: Locale; readonly href: string }[];
  /** Whether the course has a timeline. */
  readonly timeline: boolean;
}

/** Put before each compiled template, so that templates read `t('…')` instead of `it.t('…')`. */
const TEMPLATE_HEADER =
  'const { t, h, bdi, citation, filePath, inline, lang, option, phrase, plain, run, icon, format, paths, site, locale, dir, content } = it;';

/** What templates do with HTML and text. */
export const MARKUP = { bdi, citation, filePath, icon, inline, lang, option, phrase, plain, run };
const noFlash = '' as Html;

/** The rendering of pages; one for a server. */
export interface Views {
  readonly eta: Eta;
  readonly language: (locale: Locale) => Language;
  readonly asset: AssetPath;
  readonly hasTimeline: () => boolean;
  /** The language in which a reader of this one is shown the course. */
  readonly contentLocale: (locale: Locale) => string;
}

declare module 'fastify' {
  interface FastifyInstance {
    views: Views;
  }
}

/** Sets up Eta, the interface's messages and formats. */
export async function addViews(
  app: FastifyInstance,
  { config, library }: { readonly config: Config; readonly library: ServedCourse },
): Promise<void> {
  const views = join(packageRoot, 'views');
  const eta = new Eta({ views, cache: !config.reloadViews, functionHeader: TEMPLATE_HEADER });
  const options = { engine: { eta }, root: views, production: !config.reloadViews };
  await app.register(fastifyView, { ...options, viewExt: 'eta' });
  const languages = loadLanguages(config);
  const asset = loadAssetPaths();
  const hasTimeline = () => library.catalogue().timeline.length > 0;
  const contentLocale = (locale: Locale) => inLocale(library.catalogue(), locale).locale;
  app.decorate('views', { eta, asset, language: languages, contentLocale, hasTimeline });
}

/** Renders a page with its model; the model's type follows from the page's name. */
export function page<Name extends keyof PageModels>(
  reply: FastifyReply,
  name: Name,
  model: PageModels[Name],
): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .view(name, { ...model, ...pageLocals(reply.request, reply) });
}

/** What every template gets beside its model. */
export type Locals = Language &
  typeof MARKUP & {
    readonly site: Site;
    /** Language of the course's texts on the page; one that has none of its own says so. */
    readonly content: string;
  };

/** The locals for a reply; takes the flash message, if one waits. */
export function pageLocals(request: FastifyRequest, reply: FastifyReply): Locals {
  const { views } = request.server;
  const language = views.language(localeOf(request));
  const waiting = takeFlash(request, reply);
  const site: Site = {
    account: request.visitor?.account ?? null,
    flash: waiting === null ? noFlash : flashBox(views, language.locale, waiting),
    asset: views.asset,
    preview: request.server.hasDecorator('preview'),
    languages: languageLinks(request),
    timeline: views.hasTimeline(),
  };
  return { ...language, ...MARKUP, site, content: views.contentLocale(language.locale) };
}

/** The box of a flash message. */
export function flashBox(views: Views, locale: Locale, flash: Flash): Html {
  return views.eta.render('/partials/flash', {
    ...views.language(locale),
    icon,
    flash,
  }) as Html;
}

/** The page's own address in each language; the start page where a form was posted to none. */
export function languageLinks(request: FastifyRequest): Site['languages'] {
  const [path = '/'] = hasPage(request) ? request.url.split('?') : [];
  const rest = path.replace(/^\/[a-z]{2}(?=\/|$)/, '') || '/';
  return LOCALES.map((locale) => ({ locale, href: `/${locale}${rest}` }));
}

function hasPage(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  return request.server.hasRoute({ method: 'GET', url: request.routeOptions.url ?? '' });
}

/** Everything that pages and mails need of each language. */
export function loadLanguages({
  timeZone,
}: Pick<Config, 'timeZone'>): (locale: Locale) => Language {
  const translator = loadMessages();
  const languages = new Map<Locale, Language>(
    LOCALES.map((locale) => {
      const t = translator(locale);
      const format = createFormat(locale, timeZone);
      const h = markupWriter(t, format);
      return [locale, { locale, dir: directionOf(locale), t, h, format, paths: pathsFor(locale) }];
    }),
  );
  return (locale) => {
    const language = languages.get(locale);
    if (language === undefined) throw new Error(`There is no language ${locale}.`);
    return language;
  };
}

function isMarked(value: unknown): value is Marked {
  return typeof value === 'object' && value !== null && 'html' in value;
}

function markupWriter(t: Translate, format: Format): Language['h'] {
  const markup = (value: unknown): Html =>
    isMarked(value)
      ? value.html
      : bdi(typeof value === 'number' ? format.number(value) : String(value));
  return (key, parameters = {}) => {
    const marked = Object.entries(parameters).map(([name, value]) => [name, markup(value)]);
    const { count } = parameters;
    // `count` chooses the plural form and must stay a number; the text shows `{{n}}`.
    const plural = typeof count === 'number' ? { count, n: markup(count) } : {};
    // The message is ours, so only its apostrophes and ampersands need care.
    return t(key, { ...Object.fromEntries(marked), ...plural }) as Html;
  };
}
