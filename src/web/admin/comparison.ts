import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { inactiveBefore } from '../../domain/standing-reasons.ts';
import { FEWEST_LEARNERS, meanOf, shareOf } from '../../domain/statistics/cohort-comparison.ts';
import { listCohortSums, type CohortSums } from '../../store/cohort-comparison.ts';
import { queryText } from '../forms.ts';
import { page } from '../views.ts';
import { COMPARISON_SORTS, type ComparedCohort, type ComparisonSort } from './models.ts';
import { offsetOf, PAGE_SIZE, paged, pageNumber } from './paging.ts';

/** All cohorts side by side, from one row for each learner. */
export function comparisonRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/progress', { config }, async (request, reply) => {
    const asked = queryText(request, 'sort');
    const sort = COMPARISON_SORTS.find((known) => known === asked) ?? 'newest';
    const number = pageNumber(queryText(request, 'page'));
    const sums = await listCohortSums(context.db, inactiveBefore(context.now()));
    const cohorts = sums.map(compared).toSorted(comparing(sort));
    const from = offsetOf(number);
    const { rows, pager } = paged(cohorts.slice(from, from + PAGE_SIZE + 1), number);
    const query = sort === 'newest' ? '' : `sort=${sort}&`;
    return page(reply, 'admin/progress', {
      cohorts: rows,
      sort,
      pager,
      query,
      fewest: FEWEST_LEARNERS,
    });
  });
}

function compared({ learners, needHand, notStarted, ...sums }: CohortSums): ComparedCohort {
  const { cohortId: id, name, archived, coursePassed, mastery } = sums;
  return {
    id,
    name,
    archived,
    learners,
    needHand: learners < FEWEST_LEARNERS ? null : needHand,
    onTrack: shareOf(learners - needHand - notStarted, learners),
    coursePassed: shareOf(coursePassed, learners),
    mastery: meanOf(mastery),
  };
}

/** The highest first, names from A on; of those alike, and where nothing is told, the newest. */
function comparing(sort: ComparisonSort): (one: ComparedCohort, other: ComparedCohort) => number {
  if (sort === 'newest') return () => 0;
  if (sort === 'name') return (one, other) => one.name.localeCompare(other.name);
  const key = (cohort: ComparedCohort): number => {
    if (sort === 'learners') return cohort.learners;
    if (sort === 'needHand') return cohort.needHand ?? -1;
    return cohort[sort]?.value ?? -1;
  };
  return (one, other) => key(other) - key(one);
}
