import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { type AttemptWork } from '../../services/attempting.ts';
import { saveAnswers, type PostedAnswer } from '../../services/saving.ts';
import {
  practise,
  PRACTICE_ACTIONS,
  type PracticeAction,
  type PracticeOutcome,
} from '../../services/practising.ts';
import type { Attempt } from '../../store/attempts.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type PostedForm } from '../forms.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { ownWork, type AttemptRequest } from './attempts.ts';
import { quizPath } from './quiz-pages.ts';
import { practiceView } from './practice.ts';
import { postedAnswers, questionView, tilesOf, type Refusal } from './question-forms.ts';

type QuestionRequest = FastifyRequest<{ Params: { attempt: string; number: string } }>;

/** Answering: one question to a page or all on one, each post saves. */
export function questionRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  app.get(
    '/:locale/attempts/:attempt/questions/:number',
    { config },
    async (request: QuestionRequest, reply) => {
      const work = await ownWork(context, request);
      const number = Number(request.params.number);
      found(work.items[number - 1]);
      return showQuestions(context, request, reply, work, { numbers: [number] });
    },
  );
  app.get(
    '/:locale/attempts/:attempt/questions',
    { config },
    async (request: AttemptRequest, reply) => {
      const work = await ownWork(context, request);
      if (work.attempt.settings.mode === 'practice') {
        const paths = pathsFor(localeOf(request));
        return reply.redirect(paths.question(work.attempt.id, 1), 303);
      }
      return showQuestions(context, request, reply, work, { numbers: allNumbers(work) });
    },
  );
  app.post(
    '/:locale/attempts/:attempt/responses',
    { config },
    async (request: AttemptRequest, reply) => postResponses(context, request, reply),
  );
}

function showQuestions(
  context: Context,
  request: AttemptRequest,
  reply: FastifyReply,
  work: AttemptWork,
  shown: { readonly numbers: readonly number[]; readonly refusal?: Refusal },
): FastifyReply {
  const { attempt } = work;
  const { numbers, refusal } = shown;
  if (attempt.state !== 'in-progress') {
    return reply.redirect(pathsFor(localeOf(request)).attempt(attempt.id), 303);
  }
  const [current = null] = numbers;
  const course = courseView(context, request);
  const { locale } = course;
  const layout = numbers.length > 1 ? 'all' : 'one';
  return page(reply, 'learner/question', {
    attemptId: attempt.id,
    quizHref: quizPath(course.course, course.paths, attempt.quizId),
    quizTitle: quizTitle(course, attempt),
    certainty: attempt.settings.certainty,
    deadlineAt: attempt.deadlineAt,
    timeLeft: timeLeft(attempt, context.now()),
    total: work.items.length,
    tiles: tilesOf(work, layout === 'one' ? current : null),
    questions: numbers.map((number) => questionView(work, { number, locale }, refusal)),
    layout,
    practice:
      layout === 'one' ? practiceView(work, { number: current ?? 0, locale }, context.now()) : null,
  });
}

async function postResponses(
  context: Context,
  request: AttemptRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const work = await ownWork(context, request);
  const answers = postedAnswers(work, form);
  const action = PRACTICE_ACTIONS.find((one) => one === textOf(form, 'go')) ?? null;
  const outcome = await storeAnswers(context, request, { work, answers, form, action });
  switch (outcome.kind) {
    case 'saved':
      return reply.redirect(nextPath(request, work, form, action), 303);
    case 'invalid': {
      const refusal = { answers, problems: outcome.problems, stale: [] };
      return showQuestions(context, request, reply.status(422), work, {
        numbers: numbersOf(form),
        refusal,
      });
    }
    case 'stale': {
      const refusal = { answers, problems: [], stale: outcome.refs };
      const latest = await ownWork(context, request);
      return showQuestions(context, request, reply.status(409), latest, {
        numbers: numbersOf(form),
        refusal,
      });
    }
    case 'closed':
      leaveFlash(reply, work.attempt.endedBy === 'expiry' ? 'time-is-up' : 'already-submitted');
      return reply.redirect(pathsFor(localeOf(request)).attempt(work.attempt.id), 303);
    case 'refused':
      throw new BadRequestError('The question does not offer that.');
    case 'forged':
      throw new BadRequestError('The form has an id that its question does not have.');
    case 'missing':
      return found<never>(null);
  }
}

interface Posted {
  readonly work: AttemptWork;
  readonly answers: readonly PostedAnswer[];
  readonly form: PostedForm;
  readonly action: PracticeAction | null;
}

/** Saves what was posted and, in practice, does what the pressed button says. */
async function storeAnswers(
  context: Context,
  request: AttemptRequest,
  { work, answers, form, action }: Posted,
): Promise<PracticeOutcome> {
  const { id } = accountOf(request);
  const { attempt } = work;
  const now = context.now();
  if (action === null) return await saveAnswers(context.db, id, attempt.id, answers, now);
  const [answer, ...others] = answers;
  if (answer === undefined || others.length > 0) return { kind: 'refused' };
  const hintsShown = Number(textOf(form, `hints.q${numbersOf(form)[0]}`));
  return await practise(context.db, id, attempt.id, { action, answer, hintsShown }, now);
}

/**
 * Where the pressed button leads: back to the question that was checked, a question's number, the next one,
 * all of them, or the review.
 */
function nextPath(
  request: FastifyRequest,
  work: AttemptWork,
  form: PostedForm,
  action: PracticeAction | null,
): string {
  const paths = pathsFor(localeOf(request));
  const { id } = work.attempt;
  const go = textOf(form, 'go');
  const total = work.items.length;
  const last = numbersOf(form).at(-1) ?? total;
  if (action !== null) return paths.question(id, last);
  if (go === 'all' && work.attempt.settings.mode !== 'practice') return paths.allQuestions(id);
  if (go === 'review') return paths.review(id);
  const target = /^\d{1,3}$/.test(go) ? Number(go) : last + 1;
  return target >= 1 && target <= total ? paths.question(id, target) : paths.review(id);
}

function timeLeft(attempt: Attempt, now: Date): number | null {
  if (attempt.deadlineAt === null) return null;
  return Math.max(0, attempt.deadlineAt.getTime() - now.getTime());
}

function numbersOf(form: PostedForm): number[] {
  return (form.get('question') ?? []).map(Number);
}

function allNumbers(work: AttemptWork): number[] {
  return work.items.map((_, index) => index + 1);
}
