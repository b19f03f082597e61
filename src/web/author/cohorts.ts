import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { listCohorts, listCohortsTaughtBy } from '../../store/cohorts.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { accommodationSection, type RefusedAccommodation } from './accommodation-forms.ts';
import { cohortPage } from './cohort-page.ts';
import { noteLooks } from './looks.ts';
import { taughtCohort, type CohortParams, type TaughtCohort } from './taught.ts';

/** An instructor's cohorts, and the page of each. */
export function teachCohortRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach', { config }, async (request, reply) => {
    const { isAdmin, id } = accountOf(request);
    const all = isAdmin ? await listCohorts(context.db) : null;
    return page(reply, 'author/teach', {
      cohorts: all ?? (await listCohortsTaughtBy(context.db, id)),
    });
  });
  app.get<{ Params: CohortParams }>(
    '/:locale/teach/cohorts/:cohort',
    { config },
    async (request, reply) => {
      const cohort = await taughtCohort(context, request, request.params.cohort);
      return showCohort(context, request, reply, cohort, null);
    },
  );
}

/** The page of a cohort; `refused` is a form of it that was not accepted. */
export async function showCohort(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  cohort: TaughtCohort,
  refused: RefusedAccommodation | null,
): Promise<FastifyReply> {
  await noteLooks(context, request, [{ cohortId: cohort.id, what: 'cohort' }]);
  const owner = { accountId: null, cohortId: cohort.id };
  const action = pathsFor(localeOf(request)).cohortAccommodations(cohort.id);
  return page(reply, 'author/cohort', {
    ...(await cohortPage(context, request, cohort)),
    accommodations: await accommodationSection(context, request, owner, { action, refused }),
  });
}
