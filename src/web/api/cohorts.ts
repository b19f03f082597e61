import { findCohortFor, listCohortsFor } from '../../store/token-cohorts.ts';
import { found } from '../http-errors.ts';
import { cohort, cohorts } from './cohort-schemas.ts';
import { cutPage, operation, type Operation } from './operations.ts';
import { listQuery, noQuery } from './schemas.ts';

/** The cohorts that a token opens. */
export const cohortOperations: readonly Operation[] = [
  operation({
    path: '/cohorts',
    id: 'listCohorts',
    summary: 'The cohorts that the token opens, oldest first.',
    scope: 'cohorts:read',
    query: listQuery,
    answer: cohorts,
    read: async ({ db }, call) => {
      const { after = '', limit } = call.query;
      const rows = await listCohortsFor(db, call.bearer, after, limit + 1);
      return cutPage(call, rows, (row) => row.id);
    },
  }),
  operation({
    path: '/cohorts/:cohort',
    id: 'getCohort',
    summary: 'One cohort.',
    scope: 'cohorts:read',
    query: noQuery,
    answer: cohort,
    read: async ({ db }, { bearer, params }) =>
      found(await findCohortFor(db, bearer, params['cohort'] ?? '')),
  }),
];
