import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { listOwnLifts } from '../../store/personal-data.ts';
import { listLooks } from '../../store/work-views.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from '../admin/paging.ts';
import { queryText } from '../forms.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';

/** Who looked at the visitor's work. */
export function lookRoutes(app: FastifyInstance, context: Context): void {
  app.get('/:locale/account/looks', { config: { policy: 'signed-in' } }, async (request, reply) => {
    const number = pageNumber(queryText(request, 'page'));
    const place = { limit: PAGE_SIZE + 1, offset: offsetOf(number) };
    const looks = await listLooks(context.db, accountOf(request).id, place);
    const { rows, pager } = paged(looks, number);
    const lifts = await listOwnLifts(context.db, accountOf(request).id);
    return page(reply, 'account/looks', {
      looks: rows,
      pager,
      lifts: lifts.map(({ lifted_at: at, ...lift }) => ({ ...lift, at: new Date(at) })),
    });
  });
}
