import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { countDone, medianMastery, medianTime } from '../../domain/cohort-figures.ts';
import type { Catalogue, Lesson } from '../../domain/course.ts';
import { MASTERY_LEVELS, type MasteryLevel } from '../../domain/mastery.ts';
import { REASONS, type Reason } from '../../domain/standing-reasons.ts';
import { standsOut } from '../../domain/statistics/standing-out.ts';
import {
  readCohortFigures,
  readObjectiveCounts,
  type CohortFigures,
  type LearnerFigures,
} from '../../services/cohort-figures.ts';
import { listPressingFindings } from '../../store/item-findings.ts';
import { offsetOf, PAGE_SIZE, paged } from '../admin/paging.ts';
import { courseView, type CourseView } from '../course-view.ts';
import { calibrationModel } from '../learner/standing.ts';
import { statedRows } from '../learner/certain-answers.ts';
import { localeOf } from '../locale.ts';
import { courseWithin, filtered, filterQuery, readCohortFilter } from './cohort-filters.ts';
import type {
  CohortPageModel,
  CoursePlace,
  FunnelStep,
  NeedHandRow,
  ReasonModel,
  ObjectiveRow,
  QuestionRow,
} from './cohort-models.ts';
import { cohortRules } from './cohort-rules.ts';
import { gridModel } from './grid-model.ts';
import type { TaughtCohort } from './taught.ts';

const MINUTE = 60_000;
/** Most learners in the list of those who need a hand; the grid has all. */
const MAX_HANDS = 12;
/** Most questions to look at. */
const MAX_QUESTIONS = 8;

/** All of the page of a cohort but its forms. */
export async function cohortPage(
  context: Context,
  request: FastifyRequest,
  cohort: TaughtCohort,
): Promise<Omit<CohortPageModel, 'accommodations'>> {
  const view = courseView(context, request);
  const figures = await readCohortFigures(context.db, view.written, cohort, context.now());
  const filter = readCohortFilter(request, view.course);
  const part = courseWithin(view.course, filter.module);
  const lessonIds = [...part.lessons.keys()];
  const found = filtered(figures.learners, filter, lessonIds);
  const from = offsetOf(filter.page);
  const { rows, pager } = paged(found.slice(from, from + PAGE_SIZE + 1), filter.page);
  const hands = handsOf(view.course, found);
  const language = request.server.views.language(localeOf(request));
  const questions = await questionRows(context, view, filter.module);
  return {
    cohort,
    learners: figures.learners.length,
    onTrack: figures.states['on-track'],
    needHand: figures.states['needs-hand'],
    notStarted: figures.states['not-started'],
    pressing: questions.filter(({ standsOut: clear }) => clear).length,
    medianMastery: medianMastery(lessonIds, figures.learners),
    medianMinutes: wholeMinutes(medianTime(lessonIds, figures.learners)),
    filter,
    modules: view.course.modules.map(({ id, title }) => ({ id, title })),
    hands: hands.slice(0, MAX_HANDS),
    moreHands: Math.max(0, hands.length - MAX_HANDS),
    rules: cohortRules(language.format),
    funnel: funnelOf(view.course, figures, filter.module),
    grid: gridModel(part, cohort, rows),
    found: found.length,
    pager,
    query: filterQuery(filter),
    questions: questions.slice(0, MAX_QUESTIONS),
    base: view.written.locale,
    objectives: await objectivesOf(context, part, cohort.id, figures.learners.length),
    calibration: calibrationModel(language, statedRows(figures.calibration)),
  };
}

/** Whole minutes, at least one: nobody takes none. */
export function wholeMinutes(time: number | null): number | null {
  return time === null ? null : Math.max(1, Math.round(time / MINUTE));
}

/** Those with the most pressing reason first. */
function handsOf(course: Catalogue, learners: readonly LearnerFigures[]): NeedHandRow[] {
  return learners
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ accountId: id, name, reasons }) => {
      return { id, name, reasons: reasons.map((one) => withPlace(course, one)) };
    })
    .toSorted((one, other) => rank(one) - rank(other));
}

/** A reason with where in the course it came up. */
export function withPlace(course: Catalogue, reason: Reason): ReasonModel {
  return { ...reason, place: placeOf(course, reason) };
}

function placeOf(course: Catalogue, reason: Reason): CoursePlace | null {
  if (reason.kind === 'inactive') return unitPlace(course, reason.stoppedAt);
  return reason.kind === 'stuck' ? unitPlace(course, reason.quizId) : null;
}

function unitPlace(course: Catalogue, unitId: string | null): CoursePlace | null {
  if (unitId === null) return null;
  const lesson = course.lessons.get(unitId);
  if (lesson !== undefined) return { number: lesson.number, title: lesson.title };
  const title = course.quizzes.get(unitId)?.title;
  return title === undefined ? null : { number: null, title };
}

function rank({ reasons: [first] }: NeedHandRow): number {
  return first === undefined ? REASONS.length : REASONS.indexOf(first.kind);
}

/** How many have come how far: by module, or by lesson of the module that is chosen. */
function funnelOf(
  course: Catalogue,
  { learners }: CohortFigures,
  module: string | null,
): FunnelStep[] {
  const step = (kind: FunnelStep['kind'], count: number, place: CoursePlace | null = null) => {
    return { kind, place, learners: count, share: count / Math.max(1, learners.length) };
  };
  const lessons = [...course.lessons.values()];
  const done =
    module === null
      ? course.modules
          .filter((one) => one.lessons.length > 0)
          .map(({ title, lessons: ids }) =>
            step('module', countDone(ids, learners), { number: null, title }),
          )
      : lessons
          .filter((lesson) => lesson.module === module)
          .map(({ id, number, title }) =>
            step('lesson', countDone([id], learners), { number, title }),
          );
  return [
    step('enrolled', learners.length),
    step('started', learners.filter(({ standing }) => standing.lastActiveAt !== null).length),
    ...done,
    step('course', learners.filter(({ standing }) => standing.coursePassed).length),
  ];
}

/** Flagged questions that the course asks now, by the answers of all learners. */
async function questionRows(
  { db }: Context,
  { course, written }: CourseView,
  module: string | null,
): Promise<QuestionRow[]> {
  const findings = await listPressingFindings(db);
  const rows = findings.flatMap((finding): QuestionRow[] => {
    const { quizId, itemHash: hash, facility, discrimination, flags } = finding;
    const quiz = written.quizzes.get(quizId);
    const item = quiz?.bank.find((candidate) => candidate.hash === hash);
    const [flag] = flags;
    if (quiz === undefined || item === undefined || flag === undefined) return [];
    if (module !== null && quiz.module !== module) return [];
    const title = course.quizzes.get(quizId)?.title ?? quiz.title;
    const about = { quizId, hash, quizTitle: title, prompt: item.prompt };
    return [{ ...about, facility, discrimination, flag, standsOut: standsOut(finding) }];
  });
  return rows.toSorted((one, other) => Number(other.standsOut) - Number(one.standsOut));
}

async function objectivesOf(
  { db }: Context,
  part: Catalogue,
  cohortId: string,
  learners: number,
): Promise<CohortPageModel['objectives']> {
  const counts = await readObjectiveCounts(db, cohortId);
  return [...part.lessons.values()]
    .map((lesson) => ({
      lesson: { number: lesson.number, title: lesson.title },
      rows: objectiveRows(lesson, counts, learners),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** Objectives that anybody has begun. */
function objectiveRows(
  lesson: Lesson,
  counts: ReadonlyMap<string, ReadonlyMap<MasteryLevel, number>>,
  learners: number,
): ObjectiveRow[] {
  return lesson.objectives.flatMap(({ id, text }) => {
    const own = counts.get(`${lesson.id}/${id}`);
    if (own === undefined) return [];
    const begun = [...own.values()].reduce((sum, count) => sum + count, 0);
    const levels = MASTERY_LEVELS.toReversed().map((level) => ({
      level,
      learners: level === 'not-started' ? learners - begun : (own.get(level) ?? 0),
    }));
    return [{ text, levels }];
  });
}
