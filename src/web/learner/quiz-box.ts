import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { startRefusal } from '../../domain/deadline.ts';
import { unmetConditions, rulesFor } from '../../services/attempting.ts';
import { listAttemptsOf, type AttemptSummary } from '../../store/attempts.ts';
import { readShownProgress } from '../../services/releasing.ts';
import type { LessonProgress } from '../../store/progress.ts';
import { courseView, type CourseView } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { sharedLocals } from '../shell-pages.ts';
import { findUnit } from '../units.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { QuizBoxModel } from './models.ts';
import { pastAttempt } from './past-attempts.ts';
import { titled } from './prerequisites.ts';
import { questionsOf, quizPath } from './quiz-pages.ts';

/** The page of a quiz of a module or of the course. */
export function quizRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { quiz: string } }>(
    '/:locale/quizzes/:quiz',
    { config: { policy: 'signed-in' } },
    async (request, reply) => {
      const { course } = courseView(context, request);
      const quiz = found(course.quizzes.get(request.params.quiz));
      // The quiz of a lesson stands on the lesson's page.
      if (quiz.lesson !== null) {
        return reply.redirect(pathsFor(localeOf(request)).lesson(quiz.lesson), 303);
      }
      const { id } = accountOf(request);
      const progress = await readShownProgress(context.db, id, findUnit(context), context.now());
      const box = await quizBoxModel(context, request, quiz.id, progress.get(quiz.id));
      const { title, summary } = quiz;
      return page(reply, 'learner/quiz', { title, summary: found(summary), ...box });
    },
  );
}

/** The box at the end of a lesson that its quiz is begun from, as HTML. */
export async function renderQuizBox(
  context: Context,
  request: FastifyRequest,
  quizId: string,
  progress: LessonProgress | undefined,
): Promise<string> {
  const model = await quizBoxModel(context, request, quizId, progress);
  return request.server.views.eta.render('/partials/quiz-box', {
    ...sharedLocals(request),
    ...model,
  });
}

async function quizBoxModel(
  context: Context,
  request: FastifyRequest,
  quizId: string,
  progress: LessonProgress | undefined,
): Promise<QuizBoxModel> {
  const view = courseView(context, request);
  const { course, written } = view;
  const now = context.now();
  const quiz = found(written.quizzes.get(quizId));
  const { id } = accountOf(request);
  // Nobody has attempts at a quiz that they have no progress in.
  const attempts = progress === undefined ? [] : await listAttemptsOf(context.db, id, quizId);
  const rules = await rulesFor(context.db, id, quiz);
  const missing = await unmetConditions(context.db, id, quiz, now);
  const history = {
    attempts: attempts.length,
    lastSubmittedAt: attempts[0]?.submittedAt ?? null,
  };
  const running = attempts.some((attempt) => attempt.state === 'in-progress');
  return {
    quizHref: found(quizPath(course, view.paths, quizId)),
    questions: questionsOf(quiz),
    settings: quiz.settings,
    rules,
    refusal: running ? null : (missing ?? startRefusal(rules, history, now)),
    awaits: missing?.reason === 'prerequisites' ? titled(course, missing.lessons) : [],
    running,
    ...pastResults(view, progress, attempts, now),
  };
}

/** What the learner has done at the quiz, as far as they may know. */
function pastResults(
  view: CourseView,
  progress: LessonProgress | undefined,
  attempts: readonly AttemptSummary[],
  now: Date,
): Pick<QuizBoxModel, 'attempts' | 'bestShare' | 'past'> {
  return {
    attempts: progress?.attempts ?? 0,
    bestShare: progress?.bestShare ?? null,
    past: attempts
      .filter((attempt) => attempt.state !== 'in-progress')
      .map((attempt) => pastAttempt(view, attempt, 'learner', now)),
  };
}
