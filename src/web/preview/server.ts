import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import type { Catalogue } from '../../domain/course.ts';
import type { Html } from '../../domain/item.ts';
import { DEFAULT_LANGUAGE } from '../../domain/language.ts';
import { packageRoot } from '../../package-root.ts';
import { serveAssets } from '../assets.ts';
import { addErrorPages } from '../errors.ts';
import { addSecurityHeaders } from '../headers.ts';
import { ForbiddenError } from '../http-errors.ts';
import { referenceRoutes } from '../learner/reference.ts';
import { addLocales } from '../locale.ts';
import { enforcePolicies } from '../policy.ts';
import { addViews } from '../views.ts';
import { previewPages, type Previewed } from './pages.ts';
import { addReloadEvents, type ReloadEvents } from './reload-events.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** What is shown of a course that cannot be read. */
const NOTHING: Catalogue = {
  hash: '',
  locale: DEFAULT_LANGUAGE,
  translations: new Map(),
  translationStates: new Map(),
  title: { text: '', lang: DEFAULT_LANGUAGE },
  summary: '' as Html,
  modules: [],
  lessons: new Map(),
  quizzes: new Map(),
  terms: new Map(),
  sources: new Map(),
  timeline: [],
};

declare module 'fastify' {
  interface FastifyInstance {
    /** Stands on the server of a preview: pages have its navigation and load again on changes. */
    preview?: true;
  }
}

export interface PreviewServer {
  readonly app: FastifyInstance;
  readonly events: ReloadEvents;
}

/** Builds the server of a preview: no database, no accounts, for this machine only. */
export async function buildPreview(config: Config, previewed: Previewed): Promise<PreviewServer> {
  const app = Fastify({ logger: false });
  const { library } = previewed;
  const course = {
    catalogue: () => library.catalogue ?? NOTHING,
    diagnostics: () => library.diagnostics,
    files: () => library.goodFiles(),
  };
  app.decorate('preview', true);
  addSecurityHeaders(app, config);
  refuseOtherNames(app);
  addLocales(app);
  enforcePolicies(app);
  await addViews(app, { config, library: course });
  addErrorPages(app);

  await serveAssets(app);
  serveScript(app);
  const events = addReloadEvents(app);
  previewPages(app, previewed);
  referenceRoutes(app, { library: course });
  return { app, events };
}

/** A foreign page that has its own name point at this machine gets nothing. */
function refuseOtherNames(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!LOOPBACK.test(request.host)) throw new ForbiddenError('The preview has another name.');
  });
}

function serveScript(app: FastifyInstance): void {
  const script = readFileSync(join(packageRoot, 'views', 'preview', 'reload.js'));
  app.get('/preview/reload.js', { config: { policy: 'public' } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(script),
  );
}
