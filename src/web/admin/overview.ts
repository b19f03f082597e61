import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { listEvents } from '../../store/audit.ts';
import { queryText } from '../forms.ts';
import { page } from '../views.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from './paging.ts';

/** What an admin watches: who did what. */
export function overviewRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/audit', { config }, async (request, reply) => {
    const number = pageNumber(queryText(request, 'page'));
    const events = await listEvents(context.db, PAGE_SIZE + 1, offsetOf(number));
    const { rows, pager } = paged(events, number);
    return page(reply, 'admin/audit', { events: rows, pager });
  });
}
