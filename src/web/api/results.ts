import type { LearnerNames } from '../../domain/pseudonym.ts';
import { reaches } from '../../domain/share.ts';
import type { Item } from '../../domain/item.ts';
import { findWork, type AttemptWork } from '../../services/attempting.ts';
import type { AttemptSummary } from '../../store/attempts.ts';
import { findLearner } from '../../store/cohorts.ts';
import {
  listCohortResults,
  type ResultLearner,
  type ResultPlace,
} from '../../store/cohort-results.ts';
import { findCohortFor, findLearnerFor } from '../../store/token-cohorts.ts';
import { found } from '../http-errors.ts';
import { cutPage, operation, type Operation } from './operations.ts';
import { learnerOf, noteApiLook } from './people.ts';
import { BadQueryError } from './problems.ts';
import { resultQuery, results, resultWithAnswers } from './result-schemas.ts';
import { noQuery } from './schemas.ts';

/** Of a question that was never touched. */
const BLANK = {
  response: null,
  score: null,
  certainty: null,
  dropped: false,
  tries: 0,
  hints: 0,
} as const;

/** Submitted attempts: of a cohort, and one with its answers. */
export const resultOperations: readonly Operation[] = [
  operation({
    path: '/cohorts/:cohort/results',
    id: 'listResults',
    summary: 'The submitted attempts of a cohort’s learners, in the order of submission.',
    scope: 'results:read',
    query: resultQuery,
    answer: results,
    read: async (context, call) => {
      const cohortId = call.params['cohort'] ?? '';
      found(await findCohortFor(context.db, call.bearer, cohortId));
      await noteApiLook(context, call, { cohortId, what: 'api' });
      const { limit } = call.query;
      const rows = await listCohortResults(context.db, cohortId, startOf(call.query), limit + 1);
      const names = await call.namesIn(cohortId);
      const shown = rows.map(({ learner, attempt }) => summaryOf(called(learner, names), attempt));
      return cutPage(call, shown, ({ submittedAt, id }) => `${submittedAt}_${id}`);
    },
  }),
  operation({
    path: '/results/:result',
    id: 'getResult',
    summary: 'One submitted attempt with every answer.',
    scope: 'results:read',
    query: noQuery,
    answer: resultWithAnswers,
    read: async (context, call) => {
      const attemptId = call.params['result'] ?? '';
      const { accountId, cohortId } = found(
        await findLearnerFor(context.db, call.bearer, attemptId),
      );
      const learner = found(await findLearner(context.db, cohortId, accountId));
      const work = found(await findWork(context.db, accountId, attemptId));
      if (work.attempt.state === 'in-progress') return found<never>(null);
      await noteApiLook(context, call, { learnerId: accountId, what: 'attempt' });
      const answers = work.items.map((item, index) => answerOf(work, item, index + 1));
      const names = await call.namesIn(cohortId);
      return { ...summaryOf(called(learner, names), work.attempt), answers };
    },
  }),
];

/** The learner by the name that the owner of the token is to see. */
function called({ accountId, name, email }: ResultLearner, names: LearnerNames): ResultLearner {
  const shown = { name: names.of(accountId, name), email: names.emailOf(accountId, email) };
  return { accountId, ...shown };
}

/** Where to go on: behind a row, at an instant, or at the beginning. @throws {BadQueryError} */
export function startOf({
  after,
  since,
}: {
  after?: string | undefined;
  since?: string | undefined;
}): ResultPlace {
  if (after === undefined) {
    return { at: since === undefined ? '' : new Date(since).toISOString(), id: '' };
  }
  const [, at, id] = /^([0-9TZ:.-]+)_([0-9a-f-]+)$/.exec(after) ?? [];
  if (at === undefined || id === undefined) throw new BadQueryError('after: not from a `next`.');
  return { at, id };
}

function summaryOf(learner: ResultLearner, attempt: AttemptSummary) {
  const { maxScore, settings } = attempt;
  const graded = attempt.state === 'graded';
  // What is there before all is graded is a part of the sum.
  const score = graded ? attempt.score : null;
  const share = score === null ? null : maxScore === 0 ? 0 : score / maxScore;
  return {
    id: attempt.id,
    learner: learnerOf(learner),
    quiz: attempt.quizId,
    quizTitle: attempt.quizTitle,
    number: attempt.number,
    state: graded ? ('graded' as const) : ('awaiting-grading' as const),
    startedAt: attempt.startedAt.toISOString(),
    submittedAt: (attempt.submittedAt ?? attempt.startedAt).toISOString(),
    endedBy: attempt.endedBy,
    score,
    maxScore,
    share,
    passed: share === null ? null : reaches(share, settings.pass),
    certaintyScore: attempt.certaintyScore,
  };
}

function answerOf({ attempt, responses }: AttemptWork, item: Item, number: number) {
  const saved = responses.get(item.ref) ?? BLANK;
  // As on the instructor's page: this answer has the learner's name on it.
  const isWaiting = item.type === 'essay' && saved.score === null;
  const withheld = attempt.settings.anonymousGrading && isWaiting;
  return {
    number,
    item: item.ref,
    version: item.hash,
    type: item.type,
    points: item.points,
    given: withheld ? null : saved.response,
    withheld,
    score: saved.score,
    certainty: saved.certainty,
    dropped: saved.dropped,
    tries: saved.tries,
    hints: saved.hints,
  };
}
