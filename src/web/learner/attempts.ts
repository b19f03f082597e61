import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { findWork, startAttempt, type AttemptWork } from '../../services/attempting.ts';
import { submitAttempt } from '../../services/submitting.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor, type Paths } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { feedbackModel } from './feedback.ts';
import { answerState } from './question-forms.ts';

/** Seeds are positive 31-bit integers: they fit every database's integer column. */
const MAX_SEED = 2 ** 31 - 1;
/** A key is made by the review page; anything longer is not ours. */
const KEY = /^[a-zA-Z0-9-]{8,64}$/;

export type AttemptRequest = FastifyRequest<{ Params: { attempt: string } }>;

/** Starting, reviewing, submitting and looking back at a run at a quiz. */
export function attemptRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  app.post<{ Params: { lesson: string } }>(
    '/:locale/lessons/:lesson/attempts',
    { config },
    async (request, reply) => {
      const lesson = found(context.library.catalogue().lessons.get(request.params.lesson));
      const { id } = accountOf(request);
      const seed = randomInt(1, MAX_SEED);
      const attemptId = await startAttempt(context.db, id, lesson, seed, context.now());
      return reply.redirect(pathsFor(localeOf(request)).attempt(attemptId), 303);
    },
  );
  app.get('/:locale/attempts/:attempt', { config }, async (request: AttemptRequest, reply) => {
    const work = await ownWork(context, request);
    if (work.attempt.state === 'in-progress') {
      return reply.redirect(resumePath(request, work), 303);
    }
    const course = context.library.catalogue();
    return page(reply, 'learner/feedback', feedbackModel(course, work));
  });
  app.get('/:locale/attempts/:attempt/review', { config }, async (request: AttemptRequest, reply) =>
    showReview(context, request, reply),
  );
  app.post(
    '/:locale/attempts/:attempt/submission',
    { config },
    async (request: AttemptRequest, reply) => postSubmission(context, request, reply),
  );
}

/** The visitor's own attempt. @throws {NotFoundError} when it is not theirs, as when it is not at all. */
export async function ownWork(context: Context, request: AttemptRequest): Promise<AttemptWork> {
  const { id } = accountOf(request);
  return found(await findWork(context.db, id, request.params.attempt));
}

async function showReview(
  context: Context,
  request: AttemptRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const work = await ownWork(context, request);
  const { attempt } = work;
  if (attempt.state !== 'in-progress') {
    return reply.redirect(pathsOf(request).attempt(attempt.id), 303);
  }
  const rows = work.items.map((item, index) => {
    const saved = work.responses.get(item.ref);
    const state = answerState(item, saved);
    return { number: index + 1, prompt: item.prompt, state, flagged: saved?.flagged ?? false };
  });
  return page(reply, 'learner/review', {
    attemptId: attempt.id,
    lessonTitle: attempt.lessonTitle,
    rows,
    blank: rows.filter((row) => row.state !== 'answered').length,
    key: randomUUID(),
    layout: accountOf(request).quizLayout,
  });
}

async function postSubmission(
  context: Context,
  request: AttemptRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = textOf(postedForm(request), 'key');
  if (!KEY.test(key)) throw new BadRequestError('The form has no submission key.');
  const submission = { attemptId: request.params.attempt, key };
  const { lessons } = context.library.catalogue();
  const outcome = await submitAttempt(
    context.db,
    accountOf(request).id,
    submission,
    (lessonId) => lessons.get(lessonId),
    context.now(),
  );
  if (outcome.kind === 'missing') return found<never>(null);
  if (outcome.kind === 'closed') leaveFlash(reply, 'already-submitted');
  return reply.redirect(pathsOf(request).attempt(submission.attemptId), 303);
}

/** The first question without a whole answer; the review when there is none. */
function resumePath(request: FastifyRequest, work: AttemptWork): string {
  const paths = pathsOf(request);
  const { id } = work.attempt;
  if (accountOf(request).quizLayout === 'all') return paths.allQuestions(id);
  const open = work.items.findIndex(
    (item) => answerState(item, work.responses.get(item.ref)) !== 'answered',
  );
  return open === -1 ? paths.review(id) : paths.question(id, open + 1);
}

function pathsOf(request: FastifyRequest): Paths {
  return pathsFor(localeOf(request));
}
