import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { page } from '../views.ts';

/** The glossary and the sources: what lessons link to. */
export function referenceRoutes(app: FastifyInstance, context: Pick<Context, 'library'>): void {
  app.get('/:locale/glossary', { config: { policy: 'public' } }, async (_request, reply) => {
    const terms = [...context.library.catalogue().terms.values()];
    const sorted = terms.toSorted((one, other) => one.term.localeCompare(other.term, 'en'));
    return page(reply, 'learner/glossary', { terms: sorted });
  });
  app.get('/:locale/sources', { config: { policy: 'public' } }, async (_request, reply) => {
    const sources = [...context.library.catalogue().sources.values()];
    return page(reply, 'learner/sources', { sources });
  });
}
