import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import {
  findCohort,
  findCohortTaughtBy,
  findLearner,
  type Cohort,
  type Member,
} from '../../store/cohorts.ts';
import type { LearnerNames } from '../../domain/pseudonym.ts';
import { found } from '../http-errors.ts';
import { learnerNames } from '../learner-names.ts';
import { localeOf } from '../locale.ts';
import { accountOf } from '../visitor.ts';

export interface CohortParams {
  readonly cohort: string;
}
export interface LearnerParams extends CohortParams {
  readonly learner: string;
}

/** A cohort with how its learners are called before the visitor. */
export interface TaughtCohort extends Cohort {
  readonly names: LearnerNames;
}

/** A learner seen through a cohort that the visitor teaches. */
export interface TaughtLearner {
  readonly cohort: TaughtCohort;
  readonly learner: Member;
}

/** A cohort that the visitor teaches; admins teach all. @throws {NotFoundError} */
export async function taughtCohort(
  context: Context,
  request: FastifyRequest,
  cohortId: string,
): Promise<TaughtCohort> {
  const { id, isAdmin } = accountOf(request);
  const cohort = isAdmin
    ? await findCohort(context.db, cohortId)
    : await findCohortTaughtBy(context.db, cohortId, id);
  return { ...found(cohort), names: await namesFor(context, request, cohortId) };
}

/** A learner of a cohort that the visitor teaches, by the name that they are to see. @throws {NotFoundError} */
export async function taughtLearner(
  context: Context,
  request: FastifyRequest,
  params: LearnerParams,
): Promise<TaughtLearner> {
  const cohort = await taughtCohort(context, request, params.cohort);
  const learner = found(await findLearner(context.db, cohort.id, params.learner));
  const { accountId, name, email } = learner;
  const shown = {
    name: cohort.names.of(accountId, name),
    email: cohort.names.emailOf(accountId, email),
  };
  return { cohort, learner: { ...learner, ...shown } };
}

/** How learners are called before the visitor, in a cohort or wherever they meet (null). */
export async function namesFor(
  context: Context,
  request: FastifyRequest,
  cohortId: string | null,
): Promise<LearnerNames> {
  const { t } = request.server.views.language(localeOf(request));
  return await learnerNames(context.db, accountOf(request), cohortId, t);
}
