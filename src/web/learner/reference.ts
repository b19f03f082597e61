import type { FastifyInstance } from 'fastify';
import type { ServedCourse } from '../../context.ts';
import { courseView } from '../course-view.ts';
import { queryText } from '../forms.ts';
import { page } from '../views.ts';
import { coverageModel } from './coverage.ts';
import { glossaryModel } from './glossary.ts';
import { timelineModel } from './timeline.ts';

/** The glossary, the sources and the timeline: what belongs to the course as a whole. */
export function referenceRoutes(
  app: FastifyInstance,
  context: { readonly library: ServedCourse },
): void {
  const config = { policy: 'public' as const };
  app.get('/:locale/glossary', { config }, async (request, reply) => {
    const { course, locale } = courseView(context, request);
    return page(reply, 'learner/glossary', glossaryModel(course, locale, queryText(request, 'q')));
  });
  app.get('/:locale/sources', { config }, async (request, reply) => {
    const { course } = courseView(context, request);
    const account = request.visitor?.account;
    const teaches = account !== undefined && (account.teaches || account.isAdmin);
    const coverage = coverageModel(course, teaches);
    const sources = [...course.sources.values()];
    return page(reply, 'learner/sources', { sources, coverage, teaches });
  });
  app.get('/:locale/timeline', { config }, async (request, reply) => {
    const { course, locale } = courseView(context, request);
    const language = request.server.views.language(locale);
    const model = timelineModel(course, language, queryText(request, 'module'));
    return page(reply, 'learner/timeline', model);
  });
}
