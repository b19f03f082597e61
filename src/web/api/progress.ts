import { readCohortFigures, type LearnerFigures } from '../../services/cohort-figures.ts';
import { findCohortFor } from '../../store/token-cohorts.ts';
import { found } from '../http-errors.ts';
import { cutPage, operation, type Operation } from './operations.ts';
import { learnerOf, noteApiLook } from './people.ts';
import { progress } from './progress-schemas.ts';
import { listQuery } from './schemas.ts';

const MILLISECONDS = 1000;

/** Learner by lesson, in the numbers of the cohort's page. */
export const progressOperation: Operation = operation({
  path: '/cohorts/:cohort/progress',
  id: 'listProgress',
  summary: 'How far each learner of a cohort is, in the numbers of the cohort’s page.',
  scope: 'cohorts:read',
  query: listQuery,
  answer: progress,
  read: async (context, call) => {
    const cohortId = call.params['cohort'] ?? '';
    const cohort = found(await findCohortFor(context.db, call.bearer, cohortId));
    const course = context.library.catalogue();
    const names = await call.namesIn(cohortId);
    const called = { ...cohort, names };
    const { learners } = await readCohortFigures(context.db, course, called, context.now());
    await noteApiLook(context, call, { cohortId, what: 'api' });
    const { after = '', limit } = call.query;
    // By id: names change, and a list that is read in parts must not.
    const rest = learners
      .filter(({ accountId }) => accountId > after)
      .toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
    return cutPage(call, rest.slice(0, limit + 1).map(rowOf), (row) => row.learner.id);
  },
});

function rowOf(figures: LearnerFigures) {
  const { standing, reasons, state, joinedAt, lastActiveAt } = figures;
  return {
    learner: learnerOf(figures),
    joinedAt: joinedAt.toISOString(),
    lastActiveAt: lastActiveAt?.toISOString() ?? null,
    state,
    reasons: reasons.map(({ kind }) => kind),
    lessonsStarted: standing.started,
    lessonsDone: standing.done,
    lessonsPassed: standing.passed,
    coursePassed: standing.coursePassed,
    mastery: standing.mastery,
    timeOnTask: standing.time / MILLISECONDS,
    units: [...figures.lessons.values()].map((unit) => ({
      unit: unit.lessonId,
      state: unit.state,
      share: unit.bestShare,
      attempts: unit.attempts,
      timeOnTask: unit.time / MILLISECONDS,
      updatedAt: unit.updatedAt.toISOString(),
    })),
  };
}
