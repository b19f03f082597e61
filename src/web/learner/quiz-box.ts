import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { startRefusal } from '../../domain/deadline.ts';
import type { AssignmentWindow } from '../../domain/assignment.ts';
import { readAssigned } from '../../services/assigning.ts';
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
import { assignedHtml } from './assigned.ts';
import { pastAttempt } from './past-attempts.ts';
import { titled } from './prerequisites.ts';
import { questionsOf, quizPath } from './quiz-pages.ts';

/** How far the learner is with the quiz, and the dates that they have for it. */
interface OwnWork {
  readonly progress: LessonProgress | undefined;
  readonly window: AssignmentWindow | undefined;
}

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
      const assigned = await readAssigned(context.db, id, course.quizzes);
      const own = { progress: progress.get(quiz.id), window: assigned.get(quiz.id) };
      const box = await quizBoxModel(context, request, quiz.id, own);
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
  own: OwnWork,
): Promise<string> {
  const model = await quizBoxModel(context, request, quizId, own);
  return request.server.views.eta.render('/partials/quiz-box', {
    ...sharedLocals(request),
    ...model,
  });
}

async function quizBoxModel(
  context: Context,
  request: FastifyRequest,
  quizId: string,
  { progress, window }: OwnWork,
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
    // That it has opened, the button says.
    rules: {
      ...rules,
      opensAt: rules.opensAt !== null && now < rules.opensAt ? rules.opensAt : null,
    },
    assigned: assignedHtml(sharedLocals(request), window, progress, now),
    refusal: running ? null : (missing ?? startRefusal(rules, history, now)),
    awaits: missing?.reason === 'prerequisites' ? titled(course, missing.lessons) : [],
    running,
    ...pastResults(view, progress, { attempts, window }, now),
  };
}

/** What the learner has done at the quiz, as far as they may know. */
function pastResults(
  view: CourseView,
  progress: LessonProgress | undefined,
  {
    attempts,
    window,
  }: {
    readonly attempts: readonly AttemptSummary[];
    readonly window: AssignmentWindow | undefined;
  },
  now: Date,
): Pick<QuizBoxModel, 'attempts' | 'bestShare' | 'past'> {
  return {
    attempts: progress?.attempts ?? 0,
    bestShare: progress?.bestShare ?? null,
    past: attempts
      .filter((attempt) => attempt.state !== 'in-progress')
      .map((attempt) => pastAttempt(view, attempt, 'learner', now, window)),
  };
}
