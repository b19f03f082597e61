import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import {
  findCohort,
  findCohortTaughtBy,
  findLearner,
  type Cohort,
  type Member,
} from '../../store/cohorts.ts';
import { found } from '../http-errors.ts';
import { accountOf } from '../visitor.ts';

export interface CohortParams {
  readonly cohort: string;
}
export interface LearnerParams extends CohortParams {
  readonly learner: string;
}

/** A learner seen through a cohort that the visitor teaches. */
export interface TaughtLearner {
  readonly cohort: Cohort;
  readonly learner: Member;
}

/** A cohort that the visitor teaches; admins teach all. @throws {NotFoundError} */
export async function taughtCohort(
  context: Context,
  request: FastifyRequest,
  cohortId: string,
): Promise<Cohort> {
  const { id, isAdmin } = accountOf(request);
  const cohort = isAdmin
    ? await findCohort(context.db, cohortId)
    : await findCohortTaughtBy(context.db, cohortId, id);
  return found(cohort);
}

/** A learner of a cohort that the visitor teaches. @throws {NotFoundError} */
export async function taughtLearner(
  context: Context,
  request: FastifyRequest,
  params: LearnerParams,
): Promise<TaughtLearner> {
  const cohort = await taughtCohort(context, request, params.cohort);
  const learner = found(await findLearner(context.db, cohort.id, params.learner));
  return { cohort, learner };
}
