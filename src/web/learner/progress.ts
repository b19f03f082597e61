import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { resultHistory } from '../../domain/result-history.ts';
import { reviewForecast } from '../../domain/review-forecast.ts';
import { listWholeAttemptsOf, type Attempt } from '../../store/attempts.ts';
import { listDueCards } from '../../store/review-cards.ts';
import { courseView, quizTitle, type CourseView } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page, type Language } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { activityModel, type ActivityQuery } from './activity.ts';
import type { ActivityModel } from './activity-models.ts';
import { forecastChart, trendChart } from './learning-charts.ts';
import type { ForecastModel, LearningModel, TrendModel } from './learning-models.ts';
import { heldItems, isHeld } from '../../services/releasing.ts';
import { readStanding } from './standing.ts';

/** Days that the forecast of reviews looks ahead, today among them. */
const FORECAST_DAYS = 14;
/** Results in the chart and its table, at most; the latest ones. */
const MAX_RESULTS = 60;
/** Milliseconds. */
const DAY = 24 * 60 * 60_000;

/** “My learning”: the learner's own page of progress. */
export function progressRoutes(app: FastifyInstance, context: Context): void {
  app.get('/:locale/progress', { config: { policy: 'signed-in' } }, async (request, reply) =>
    page(reply, 'learner/progress', await learningModel(context, request)),
  );
  app.get<{ Querystring: ActivityQuery }>(
    '/:locale/progress/activity',
    { config: { policy: 'signed-in' } },
    async (request, reply) =>
      page(reply, 'learner/activity', { activity: await ownActivity(context, request) }),
  );
}

/** As far as learners may know about their marks. */
async function ownActivity(
  context: Context,
  request: FastifyRequest<{ Querystring: ActivityQuery }>,
): Promise<ActivityModel> {
  const { attempt, lesson, quiz } = pathsFor(localeOf(request));
  const { lessons } = context.library.catalogue();
  const { id: accountId } = accountOf(request);
  return await activityModel(context, request, {
    watched: { accountId, viewer: 'learner', cohortId: null },
    links: { attempt, unit: (id) => (lessons.has(id) ? lesson(id) : quiz(id)), dispute: null },
    query: request.query,
  });
}

async function learningModel(context: Context, request: FastifyRequest): Promise<LearningModel> {
  const language = request.server.views.language(localeOf(request));
  const { id: accountId } = accountOf(request);
  const attempts = await listWholeAttemptsOf(context.db, accountId);
  const { attempt: attemptHref, reviewAnswer: reviewHref } = language.paths;
  const looker = { accountId, viewer: 'learner', attemptHref, reviewHref } as const;
  const standing = await readStanding(context, language, looker, attempts);
  return {
    ...standing,
    trend: trendModel(context, courseView(context, request), language, attempts),
    forecast: await forecastModel(context, language, accountId, attempts),
  };
}

function trendModel(
  { now }: Context,
  course: CourseView,
  language: Language,
  attempts: readonly Attempt[],
): TrendModel {
  const at = now();
  const results = attempts.flatMap((attempt) => {
    const { score, maxScore, quizId, submittedAt, settings } = attempt;
    if (attempt.state !== 'graded' || isHeld(attempt, 'learner', at)) return [];
    if (score === null || maxScore === 0 || submittedAt === null) return [];
    const title = quizTitle(course, attempt);
    const share = score / maxScore;
    return { quizId, quizTitle: title, at: submittedAt, share, pass: settings.pass };
  });
  const { lessons } = course.written;
  const rows = resultHistory(results, new Set(lessons.keys())).slice(-MAX_RESULTS);
  const chart = trendChart(language, { rows, lessons: lessons.size });
  return { rows: rows.toReversed(), lessons: lessons.size, chart };
}

/** Cards whose answers are held back are left out: when one comes up tells how it was answered. */
async function forecastModel(
  { db, library, config, now }: Context,
  language: Language,
  accountId: string,
  attempts: readonly Attempt[],
): Promise<ForecastModel> {
  const at = now();
  const held = heldItems(attempts, 'learner', at);
  const lessons = [...library.catalogue().lessons.values()];
  const items = new Set(lessons.flatMap((lesson) => lesson.items.map((item) => item.ref)));
  const horizon = new Date(at.getTime() + (FORECAST_DAYS + 1) * DAY);
  const cards = await listDueCards(db, accountId, horizon);
  const dueDates = cards
    .filter(({ itemRef }) => items.has(itemRef) && !held.has(itemRef))
    .map(({ card }) => card.dueAt);
  const days = reviewForecast(dueDates, at, config.timeZone, FORECAST_DAYS);
  const total = days.reduce((sum, day) => sum + day.cards, 0);
  return { days, total, chart: forecastChart(language, { days, total }) };
}
