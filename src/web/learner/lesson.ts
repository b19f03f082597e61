import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { AssignmentWindow } from '../../domain/assignment.ts';
import type { Catalogue, Lesson, Section } from '../../domain/course.ts';
import { LESSON_STATES, type LessonState } from '../../domain/progress.ts';
import { unitOf } from '../../domain/progress.ts';
import { markRead } from '../../services/progressing.ts';
import { readAssigned } from '../../services/assigning.ts';
import { readShownProgress } from '../../services/releasing.ts';
import type { LessonProgress } from '../../store/progress.ts';
import { courseView } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { postedForm } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { sharedLocals, sharedSlots, shellKey } from '../shell-pages.ts';
import { createShell, createShellCache, fillShell, slot, type Shell } from '../shells.ts';
import { findUnit } from '../units.ts';
import { accountOf } from '../visitor.ts';
import { nextSection } from './course-map.ts';
import { assignedHtml } from './assigned.ts';
import { renderPrerequisites } from './prerequisites.ts';
import { renderQuizBox } from './quiz-box.ts';

/** Lesson pages kept rendered: lessons × languages × text sizes × roles that are in use at a time. */
const KEPT_LESSONS = 400;

type LessonRequest = FastifyRequest<{ Params: { lesson: string } }>;

interface LessonPage {
  readonly page: Shell;
  /** Entries of the list of lessons, by lesson and state. */
  readonly toc: ReadonlyMap<string, Readonly<Record<LessonState, Buffer>>>;
  /** The mark-as-read form of each section before and after. */
  readonly readings: ReadonlyMap<string, { readonly unread: Buffer; readonly read: Buffer }>;
}

const cached = createShellCache<LessonPage>(KEPT_LESSONS);

/** Reading a lesson and marking its sections as read. */
export function lessonRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  app.get('/:locale/lessons/:lesson', { config }, async (request: LessonRequest, reply) =>
    showLesson(context, request, reply),
  );
  app.post(
    '/:locale/lessons/:lesson/readings',
    { config },
    async (request: LessonRequest, reply) => {
      const lesson = found(context.library.catalogue().lessons.get(request.params.lesson));
      const sections = postedForm(request).get('section') ?? [];
      const unit = found(unitOf(context.library.catalogue(), lesson.id));
      await markRead(context.db, accountOf(request).id, unit, sections, context.now());
      const place = nextSection(lesson, sections.at(-1) ?? '');
      return reply.redirect(`${pathsFor(localeOf(request)).lesson(lesson.id)}#${place}`, 303);
    },
  );
}

async function showLesson(
  context: Context,
  request: LessonRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { course } = courseView(context, request);
  const lesson = found(course.lessons.get(request.params.lesson));
  const { id } = accountOf(request);
  const progress = await readShownProgress(context.db, id, findUnit(context), context.now());
  const own = progress.get(lesson.id);
  const key = shellKey(request, course.hash);
  const build = () => buildPage(request, course, lesson);
  const assigned = await readAssigned(context.db, id, course.quizzes);
  const window = assigned.get(lesson.id);
  const quiz = await renderQuizBox(context, request, lesson.id, { progress: own, window });
  const shell = cached(key, build, !context.config.reloadViews);
  const common = sharedSlots(request, reply);
  const html = fillShell(shell.page, (name) => {
    const [kind = '', subject = ''] = name.split(':', 2);
    if (kind === 'toc') return tocEntry(shell, subject, progress);
    if (kind === 'reading') return readingForm(shell, subject, own);
    if (kind === 'quiz') return quiz;
    if (kind === 'assigned') return datesOf(context, request, window, own);
    if (kind === 'prerequisites') return renderPrerequisites(request, course, lesson, progress);
    return common(name);
  });
  return reply.type('text/html; charset=utf-8').send(html);
}

function datesOf(
  context: Context,
  request: FastifyRequest,
  window: AssignmentWindow | undefined,
  own: LessonProgress | undefined,
): string {
  const html = assignedHtml(sharedLocals(request), window, own, context.now());
  return html === '' ? '' : `<p>${html}</p>`;
}

function tocEntry(
  shell: LessonPage,
  lessonId: string,
  progress: ReadonlyMap<string, LessonProgress>,
): Buffer | string {
  return shell.toc.get(lessonId)?.[progress.get(lessonId)?.state ?? 'not-started'] ?? '';
}

function readingForm(
  shell: LessonPage,
  sectionId: string,
  progress: LessonProgress | undefined,
): Buffer | string {
  const forms = shell.readings.get(sectionId);
  if (forms === undefined) return '';
  return progress?.sectionsRead.includes(sectionId) === true ? forms.read : forms.unread;
}

function buildPage(request: FastifyRequest, course: Catalogue, lesson: Lesson): LessonPage {
  const locals = sharedLocals(request);
  const { eta } = request.server.views;
  const render = (name: string, model: object): string => eta.render(name, { ...locals, ...model });
  const model = lessonModel(course, lesson);
  return {
    page: createShell(render('/learner/lesson', model)),
    toc: new Map([...course.lessons.values()].map((entry) => [entry.id, tocStates(entry)])),
    readings: new Map(lesson.sections.map((section) => [section.id, readingStates(section)])),
  };

  function tocStates(entry: Lesson): Record<LessonState, Buffer> {
    const current = entry.id === lesson.id;
    const { id, number, title } = entry;
    const states = LESSON_STATES.map((state) => {
      const html = render('/learner/toc-entry', { id, number, title, state, current });
      return [state, Buffer.from(html)] as const;
    });
    return Object.fromEntries(states) as Record<LessonState, Buffer>;
  }

  function readingStates(section: Section): { unread: Buffer; read: Buffer } {
    const form = { lessonId: lesson.id, sectionId: section.id, title: section.title };
    const html = (read: boolean) => Buffer.from(render('/learner/reading', { ...form, read }));
    return { unread: html(false), read: html(true) };
  }
}

function lessonModel(course: Catalogue, lesson: Lesson) {
  const lessons = [...course.lessons.values()];
  const index = lessons.indexOf(lesson);
  return {
    ...lesson,
    total: lessons.length,
    moduleTitle:
      course.modules.find((module) => module.id === lesson.module)?.title ?? lesson.title,
    sections: lesson.sections.map((section) => ({
      ...section,
      reading: slot(`reading:${section.id}`),
    })),
    toc: lessons.map((entry) => slot(`toc:${entry.id}`)).join(''),
    quiz: slot('quiz:'),
    assigned: slot('assigned:'),
    prerequisites: slot('prerequisites:'),
    previous: lessons[index - 1] ?? null,
    next: lessons[index + 1] ?? null,
  };
}
