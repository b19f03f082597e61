import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { QuizLayout } from '../../domain/account.ts';
import { startRefusal } from '../../domain/deadline.ts';
import { unitOf } from '../../domain/progress.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import {
  findWork,
  isOpen,
  unmetConditions,
  readHistory,
  rulesFor,
  startAttempt,
  type AttemptWork,
} from '../../services/attempting.ts';
import { expireIfOverdue, submitAttempt } from '../../services/submitting.ts';
import type { Attempt } from '../../store/attempts.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { findUnit } from '../units.ts';
import { pathsFor, type Paths } from '../paths.ts';
import { page } from '../views.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { accountOf } from '../visitor.ts';
import { withOutcomes } from './dispute-outcomes.ts';
import { feedbackModel } from './feedback.ts';
import { quizPath } from './quiz-pages.ts';
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
    async (request, reply) => postAttempt(context, request, reply, request.params.lesson),
  );
  app.post<{ Params: { quiz: string } }>(
    '/:locale/quizzes/:quiz/attempts',
    { config },
    async (request, reply) => postAttempt(context, request, reply, request.params.quiz),
  );
  app.get('/:locale/attempts/:attempt', { config }, async (request: AttemptRequest, reply) => {
    const work = await ownWork(context, request);
    if (work.attempt.state === 'in-progress') {
      return reply.redirect(resumePath(request, work), 303);
    }
    const course = courseView(context, request);
    const { paths } = course;
    const now = context.now();
    const model = feedbackModel(course, work, 'learner', now);
    const view = { viewer: 'learner', paths, now } as const;
    const feedback = await withOutcomes(context.db, work, model, view);
    const again = await mayBegin(context, accountOf(request).id, work.attempt.quizId);
    return page(reply, 'learner/feedback', { ...feedback, again });
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

/** Whether the quiz can be begun again now: the page offers nothing that would be refused. */
async function mayBegin({ db, library, now }: Context, id: string, quizId: string) {
  const quiz = library.catalogue().quizzes.get(quizId);
  if (quiz === undefined) return false;
  const history = await readHistory(db, id, quizId);
  const refusal = startRefusal(await rulesFor(db, id, quiz), history, now());
  return refusal === null && (await unmetConditions(db, id, quiz, now())) === null;
}

async function postAttempt(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  quizId: string,
): Promise<FastifyReply> {
  const course = context.library.catalogue();
  const quiz = found(course.quizzes.get(quizId));
  const unit = found(unitOf(course, quizId));
  const { id } = accountOf(request);
  const seed = randomInt(1, MAX_SEED);
  const outcome = await startAttempt(context.db, id, { quiz, unit }, seed, context.now());
  const paths = pathsOf(request);
  if (outcome.kind === 'started') return reply.redirect(paths.attempt(outcome.attemptId), 303);
  // The page of the quiz says why.
  leaveFlash(reply, 'not-started');
  return reply.redirect(quizPath(course, paths, quizId) ?? paths.home, 303);
}

/**
 * The visitor's own attempt; when its time is up, what was saved is submitted first.
 * @throws {NotFoundError} when it is not theirs, as when it is not at all.
 */
export async function ownWork(context: Context, request: AttemptRequest): Promise<AttemptWork> {
  const { id } = accountOf(request);
  const { attempt } = request.params;
  const work = found(await findWork(context.db, id, attempt));
  if (work.attempt.state !== 'in-progress' || isOpen(work.attempt, context.now())) return work;
  await expireIfOverdue(context.db, id, attempt, findUnit(context), context.now());
  return found(await findWork(context.db, id, attempt));
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
  const course = courseView(context, request);
  const rows = work.items.map((item, index) => {
    const saved = work.responses.get(item.ref);
    const state = answerState(item, saved);
    const face = itemIn(item, course.locale);
    const shown = { prompt: face.prompt, lang: languageOf(face) };
    return { number: index + 1, ...shown, state, flagged: saved?.flagged ?? false };
  });
  return page(reply, 'learner/review', {
    attemptId: attempt.id,
    quizTitle: quizTitle(course, attempt),
    rows,
    blank: rows.filter((row) => row.state !== 'answered').length,
    key: randomUUID(),
    layout: layoutOf(request, attempt),
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
  const outcome = await submitAttempt(
    context.db,
    accountOf(request).id,
    submission,
    findUnit(context),
    context.now(),
  );
  if (outcome.kind === 'missing') return found<never>(null);
  if (outcome.kind === 'closed') leaveFlash(reply, 'already-submitted');
  if (outcome.kind === 'expired') leaveFlash(reply, 'time-is-up');
  return reply.redirect(pathsOf(request).attempt(submission.attemptId), 303);
}

/** The layout that the learner prefers; practice has one question to a page, whatever they prefer. */
function layoutOf(request: FastifyRequest, { settings }: Attempt): QuizLayout {
  return settings.mode === 'practice' ? 'one' : accountOf(request).quizLayout;
}

/** The first question without a whole answer; the review when there is none. */
function resumePath(request: FastifyRequest, work: AttemptWork): string {
  const paths = pathsOf(request);
  const { id } = work.attempt;
  if (layoutOf(request, work.attempt) === 'all') return paths.allQuestions(id);
  const open = work.items.findIndex(
    (item) => answerState(item, work.responses.get(item.ref)) !== 'answered',
  );
  return open === -1 ? paths.review(id) : paths.question(id, open + 1);
}

function pathsOf(request: FastifyRequest): Paths {
  return pathsFor(localeOf(request));
}
