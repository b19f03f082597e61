import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Quiz } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import { FEWEST_ATTEMPTS, type ItemAnalysis } from '../../domain/statistics/analysis.ts';
import { sumBy } from '../../domain/statistics/frequencies.ts';
import { readQuizFigures, readQuizReport, type QuizReport } from '../../services/analysing.ts';
import { isCovered } from '../../services/finding.ts';
import { tallyAttempts } from '../../services/tallying.ts';
import { countUntallied } from '../../store/tallies.ts';
import { courseView, type CourseView } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { page } from '../views.ts';
import type {
  AnalysedItem,
  ItemStatisticsModel,
  NamedItem,
  QuizStatisticsModel,
  TotalSums,
} from './statistics-models.ts';

interface QuizParams {
  readonly quiz: string;
}
interface VersionParams extends QuizParams {
  readonly version: string;
}

/** What the attempts of all learners tell of quizzes and questions; no page names a learner. */
export function statisticsRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const path = '/:locale/teach/statistics';
  app.get(path, { config }, async (request, reply) => {
    await countNew(context, null, request.log);
    const figures = await readQuizFigures(context.db);
    const quizzes = [...courseView(context, request).course.quizzes.values()];
    return page(reply, 'author/statistics', {
      fewest: FEWEST_ATTEMPTS,
      quizzes: quizzes.map(({ id, title }) => ({ id, title, figures: figures.get(id) ?? null })),
    });
  });
  app.get<{ Params: QuizParams }>(`${path}/:quiz`, { config }, async (request, reply) => {
    const { quiz, report } = await readReport(context, request, request.params.quiz);
    const waiting = await countUntallied(context.db, quiz.id);
    const model = quizModel(courseView(context, request), quiz, report, waiting);
    return page(reply, 'author/quiz-statistics', model);
  });
  app.get<{ Params: VersionParams }>(
    `${path}/:quiz/items/:version`,
    { config },
    async (request, reply) => {
      const { quiz, report } = await readReport(context, request, request.params.quiz);
      const model = itemModel(courseView(context, request), quiz, report, request.params.version);
      return page(reply, 'author/item-statistics', found(model));
    },
  );
}

/** A page that is opened counts what is new; where that cannot be written, it shows what there is. */
async function countNew(
  { db }: Context,
  quizId: string | null,
  log: FastifyBaseLogger,
): Promise<void> {
  try {
    await tallyAttempts(db, quizId);
  } catch (error) {
    log.error({ err: error }, 'results not tallied');
  }
}

async function readReport(
  context: Context,
  request: FastifyRequest,
  quizId: string,
): Promise<{ quiz: Quiz; report: QuizReport }> {
  const view = courseView(context, request);
  const course = view.written;
  const quiz = found(course.quizzes.get(quizId));
  await countNew(context, quiz.id, request.log);
  const report = await readQuizReport(
    context.db,
    quiz,
    (item) => isCovered(course, item),
    (item) => asTaught(view, item),
  );
  return { quiz, report };
}

/** The item in the reader's language, where the course still asks this version of it. */
function asTaught({ course, written }: CourseView, item: Item): Item {
  const taught = written.lessons.get(item.lesson)?.items.find(({ hash }) => hash === item.hash);
  return taught === undefined ? item : itemIn(taught, course.locale);
}

function quizModel(
  view: CourseView,
  quiz: Quiz,
  report: QuizReport,
  waiting: number,
): QuizStatisticsModel {
  const { bank } = quiz;
  const base = { ...heading(view, quiz), fewest: FEWEST_ATTEMPTS, waiting };
  const { analysis } = report;
  if (analysis === null) return { ...base, analysis: null };
  const asked = new Set(bank.map(({ hash }) => hash));
  const items = analysis.items.map(analysed);
  const told = new Set(items.map(({ hash }) => hash));
  return {
    ...base,
    analysis: {
      figures: analysis.figures,
      sums: totalSums(report),
      items: items.filter(({ hash }) => asked.has(hash)),
      earlier: items.filter(({ hash }) => !asked.has(hash)),
      tooFew: bank.filter(({ hash }) => !told.has(hash)).map((item) => named(asTaught(view, item))),
    },
  };
}

function totalSums({ totals, variances }: QuizReport): TotalSums {
  return {
    n: sumBy(totals, ({ attempts }) => attempts),
    t: sumBy(totals, ({ total, attempts }) => attempts * total),
    tt: sumBy(totals, ({ total, attempts }) => attempts * total ** 2),
    variances: variances && sumBy(variances, (variance) => variance),
  };
}

/** Undefined for a version that this quiz never asked. */
function itemModel(
  view: CourseView,
  quiz: Quiz,
  { analysis }: QuizReport,
  version: string,
): ItemStatisticsModel | undefined {
  const own = analysis?.items.find(({ item }) => item.hash === version);
  const asked = quiz.bank.find(({ hash }) => hash === version);
  const item = own?.item ?? (asked && asTaught(view, asked));
  if (item === undefined) return undefined;
  const isCurrent = view.written.lessons
    .get(item.lesson)
    ?.items.some(({ hash }) => hash === version);
  return {
    ...heading(view, quiz),
    fewest: FEWEST_ATTEMPTS,
    item: named(item),
    preview: isCurrent === true ? { lesson: item.lesson, id: item.id } : null,
    analysis: own === undefined ? null : analysed(own),
  };
}

/** What is over the pages of a quiz: its name in the reader's language. */
function heading({ course }: CourseView, { id, title }: Quiz) {
  return { quiz: { id, title: course.quizzes.get(id)?.title ?? title } };
}

function named(item: Item): NamedItem {
  const { hash, type, prompt } = item;
  return { hash, type, prompt, lang: languageOf(item) };
}

function analysed({ item, ...analysis }: ItemAnalysis): AnalysedItem {
  return { ...named(item), ...analysis };
}
