import { Readable } from 'node:stream';
import type { Context } from '../../context.ts';
import type { Item } from '../../domain/item.ts';
import {
  statementsOf,
  type Run,
  type RunAnswer,
  type Statement,
} from '../../interchange/xapi/statements.ts';
import { findWork, type AttemptWork } from '../../services/attempting.ts';
import { releasedOf } from '../../services/releasing.ts';
import { recordEvent } from '../../store/audit.ts';
import { listCohortResults, type ResultPlace } from '../../store/cohort-results.ts';
import { findCohortFor } from '../../store/token-cohorts.ts';
import { found } from '../http-errors.ts';
import { callOf, type Operation } from './operations.ts';
import { noteApiLook } from './people.ts';
import { startOf } from './results.ts';
import { resultQuery } from './result-schemas.ts';
import { statement } from './statement-schemas.ts';

/** Attempts read at a time. */
const PAGE = 50;

const query = resultQuery.pick({ since: true });

/** What the learners of a cohort did, as statements, one to a line. */
export const activityOperation: Operation = {
  path: '/cohorts/:cohort/activity.jsonl',
  id: 'readActivity',
  summary: 'What the learners of a cohort did at quizzes, as xAPI statements.',
  scope: 'activity:read',
  query,
  answer: statement,
  media: 'application/x-ndjson',
  handle: async (context, request, reply) => {
    const call = callOf(context, request, query);
    const { db } = context;
    const { id: cohortId } = found(
      await findCohortFor(db, call.bearer, call.params['cohort'] ?? ''),
    );
    reply.type('application/x-ndjson; charset=utf-8');
    if (request.method === 'HEAD') return reply.send('');
    await noteApiLook(context, call, { cohortId, what: 'export' });
    const actorId = call.bearer.accountId;
    const event = { actorId, action: 'activity-exported', subject: cohortId } as const;
    await recordEvent(db, event, context.now());
    const lines = linesOf(readStatements(context, cohortId, startOf(call.query)));
    return reply.send(Readable.from(lines));
  },
};

/**
 * The statements of a cohort's learners, in the order of submission. Attempts are read some at a
 * time, as they are taken, so that memory stays the same however many there are.
 */
export async function* readStatements(
  context: Pick<Context, 'db' | 'now' | 'library'> & {
    readonly config: Pick<Context['config'], 'baseUrl'>;
  },
  cohortId: string,
  from: ResultPlace,
): AsyncGenerator<Statement> {
  const { db, library, config, now } = context;
  let after: ResultPlace | null = from;
  while (after !== null) {
    const results = await listCohortResults(db, cohortId, after, PAGE);
    for (const { learner, attempt } of results) {
      const work = await findWork(db, learner.accountId, attempt.id);
      if (work === undefined) continue;
      const run = runOf(work, learner.accountId, library.catalogue().locale, now());
      yield* statementsOf(run, config.baseUrl);
    }
    const last = results.at(-1)?.attempt;
    const at = last?.submittedAt?.toISOString();
    after = last === undefined || at === undefined ? null : { at, id: last.id };
  }
}

/** JSON, one to a line. */
export async function* linesOf(statements: AsyncIterable<Statement>): AsyncGenerator<string> {
  for await (const one of statements) yield `${JSON.stringify(one)}\n`;
}

/** What others are told of a run is what its learner may know: stores of records have many readers. */
function runOf(work: AttemptWork, actor: string, language: string, now: Date): Run {
  const { attempt } = work;
  return {
    id: attempt.id,
    actor,
    quizId: attempt.quizId,
    quizTitle: attempt.quizTitle,
    language,
    startedAt: attempt.startedAt,
    submittedAt: attempt.submittedAt ?? attempt.startedAt,
    score: attempt.state === 'graded' ? attempt.score : null,
    maxScore: attempt.maxScore,
    pass: attempt.settings.pass,
    answers: work.items.map((item, index) => answerOf(work, item, index)),
    released: releasedOf(attempt, 'learner', now),
  };
}

function answerOf({ attempt, responses }: AttemptWork, item: Item, index: number): RunAnswer {
  const saved = responses.get(item.ref);
  return {
    item,
    response: saved?.response ?? null,
    score: saved?.score ?? null,
    points: attempt.plan[index]?.points ?? item.points,
    dropped: saved?.dropped ?? false,
  };
}
