import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue, Lesson, Quiz } from '../../domain/course.ts';
import { LESSON_STATES, type LessonState } from '../../domain/progress.ts';
import type { Windows } from '../../store/assignments.ts';
import type { LessonProgress } from '../../store/progress.ts';
import { courseView } from '../course-view.ts';
import { createShell, createShellCache, fillShell, slot, type Shell } from '../shells.ts';
import { sharedLocals, sharedSlots, shellKey } from '../shell-pages.ts';
import type { Levels } from '../../services/releasing.ts';
import { assignedHtml } from './assigned.ts';
import { renderMastery } from './lesson-mastery.ts';
import { renderPrerequisites } from './prerequisites.ts';
import { questionsOf } from './quiz-pages.ts';
import type { Locals } from '../views.ts';

/** Course maps kept rendered: languages × text sizes × roles, for two versions of the course. */
const KEPT_MAPS = 96;

/** What a course map shows of its learner. */
export interface Standings {
  readonly progress: ReadonlyMap<string, LessonProgress>;
  readonly levels: Levels;
  /** Running attempt ids by quiz id. */
  readonly running: ReadonlyMap<string, string>;
  /** Dates by quiz id, where the learner has any. */
  readonly assigned: Windows;
}

type Cards = Readonly<Record<LessonState, Shell>>;

interface CourseMap {
  readonly page: Shell;
  /**
   * Card of each lesson and drawn quiz in each state, by quiz id; its slots are the best result, the
   * dates and, for lessons, the levels of the objectives and what is better passed before.
   */
  readonly cards: ReadonlyMap<string, Cards>;
}

const cached = createShellCache<CourseMap>(KEPT_MAPS);

/** Sends the map of the course with the learner's state in each lesson. */
export function sendCourseMap(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  standings: Standings,
): FastifyReply {
  const { course } = courseView(context, request);
  const key = shellKey(request, course.hash);
  const map = cached(key, () => buildMap(request, course), !context.config.reloadViews);
  const locals = sharedLocals(request);
  const common = sharedSlots(request, reply);
  const html = fillShell(map.page, (name) => {
    if (name === 'resume') return resumeBox(request, locals, course, standings);
    const cards = map.cards.get(name);
    if (cards === undefined) return common(name);
    const card = { id: name, cards, now: context.now() };
    return fillCard(request, locals, course, card, standings);
  });
  return reply.type('text/html; charset=utf-8').send(html);
}

function fillCard(
  request: FastifyRequest,
  locals: Locals,
  course: Catalogue,
  { id, cards, now }: { readonly id: string; readonly cards: Cards; readonly now: Date },
  { progress, levels, assigned }: Standings,
): Buffer {
  const own = progress.get(id);
  return fillShell(cards[own?.state ?? 'not-started'], (name) => {
    const lesson = course.lessons.get(id);
    if (name === 'advice' && lesson !== undefined) {
      return renderPrerequisites(request, course, lesson, progress);
    }
    if (name === 'mastery' && lesson !== undefined) {
      return renderMastery(request.server.views.eta, locals, lesson, levels);
    }
    if (name === 'assigned') return assignedHtml(locals, assigned.get(id), own, now);
    const share = own?.bestShare ?? null;
    if (share === null) return '';
    return locals.h('course.best', { share: locals.format.percent(share) });
  });
}

function resumeBox(
  request: FastifyRequest,
  locals: Locals,
  course: Catalogue,
  standings: Standings,
): string {
  const lessons = [...course.lessons.values()];
  const states = lessons.map((lesson) => standings.progress.get(lesson.id)?.state);
  return request.server.views.eta.render('/learner/resume', {
    ...locals,
    target: resumeTarget(locals, course, standings),
    passed: states.filter((state) => state === 'passed').length,
    total: lessons.length,
  });
}

/** A running quiz first, then the lesson last worked on, then the first that is not passed. */
function resumeTarget({ paths }: Locals, course: Catalogue, standings: Standings) {
  const { progress, running } = standings;
  const lessons = [...course.lessons.values()];
  const quiz = [...course.quizzes.values()].find(({ id }) => running.has(id));
  if (quiz !== undefined) {
    return { title: quiz.title, href: paths.attempt(running.get(quiz.id) ?? ''), quiz: true };
  }
  const lesson = latestOpen(lessons, progress) ?? firstUnpassed(lessons, progress);
  if (lesson === undefined) return null;
  const last = progress.get(lesson.id)?.lastSection;
  const place = last === null || last === undefined ? '' : `#${nextSection(lesson, last)}`;
  return { title: lesson.title, href: paths.lesson(lesson.id) + place, quiz: false };
}

function latestOpen(
  lessons: readonly Lesson[],
  progress: ReadonlyMap<string, LessonProgress>,
): Lesson | undefined {
  const time = (lesson: Lesson) => progress.get(lesson.id)?.updatedAt.getTime() ?? 0;
  const open = lessons.filter((lesson) => progress.get(lesson.id)?.state === 'in-progress');
  return open.toSorted((one, other) => time(other) - time(one))[0];
}

function firstUnpassed(
  lessons: readonly Lesson[],
  progress: ReadonlyMap<string, LessonProgress>,
): Lesson | undefined {
  return lessons.find((lesson) => progress.get(lesson.id)?.state !== 'passed');
}

/** The place after the section that was read last: the next section, or the quiz. */
export function nextSection(lesson: Lesson, sectionId: string): string {
  const index = lesson.sections.findIndex((section) => section.id === sectionId);
  return lesson.sections[index + 1]?.id ?? 'quiz';
}

function buildMap(request: FastifyRequest, course: Catalogue): CourseMap {
  const locals = sharedLocals(request);
  const { eta } = request.server.views;
  const lessons = [...course.lessons.values()];
  const drawn = [...course.quizzes.values()].filter((quiz) => quiz.lesson === null);
  const inStates = (view: string, model: object): Cards => {
    const render = (state: LessonState): Shell =>
      createShell(eta.render(view, { ...locals, ...model, state }));
    const states = LESSON_STATES.map((state) => [state, render(state)] as const);
    return Object.fromEntries(states) as Record<LessonState, Shell>;
  };
  const cards = new Map([
    ...lessons.map((one) => [one.id, inStates('/learner/lesson-card', lessonCard(one))] as const),
    ...drawn.map((one) => [one.id, inStates('/learner/quiz-card', quizCard(one))] as const),
  ]);
  const modules = course.modules.map((module) => ({
    ...module,
    cards: [
      ...module.lessons.filter((id) => course.lessons.has(id)),
      ...drawn.filter((quiz) => quiz.module === module.id).map((quiz) => quiz.id),
    ].map(slot),
  }));
  const { title, summary } = course;
  const whole = drawn.find((quiz) => quiz.module === null);
  const courseQuiz = whole === undefined ? null : slot(whole.id);
  const model = { ...locals, title, summary, modules, courseQuiz, resume: slot('resume') };
  return { page: createShell(eta.render('/learner/course-map', model)), cards };
}

function lessonCard({ id, number, title, summary, minutes, items }: Lesson) {
  return { id, number, title, summary, minutes, questions: items.length, ...SLOTS };
}

function quizCard(quiz: Quiz) {
  const { id, title, summary } = quiz;
  return {
    id,
    title,
    summary,
    questions: questionsOf(quiz),
    best: SLOTS.best,
    assigned: SLOTS.assigned,
  };
}

const SLOTS = {
  best: slot('best'),
  assigned: slot('assigned'),
  advice: slot('advice'),
  mastery: slot('mastery'),
};
