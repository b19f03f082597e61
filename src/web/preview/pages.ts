import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Library } from '../../content/library.ts';
import { outlineOf } from '../../content/outline.ts';
import { inLocale, type Catalogue, type Lesson } from '../../domain/course.ts';
import type { Html } from '../../domain/item.ts';
import { findingsOf } from '../author/findings.ts';
import { authorLesson, fileOf, itemModel } from '../author/lessons.ts';
import type { Finding } from '../author/models.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page, pageLocals } from '../views.ts';
import type { PreviewCourseModel, PreviewLessonModel } from './models.ts';
import type { PlacedFindings } from './placed-findings.ts';
import { placeFindings } from './placed-findings.ts';

/** A course folder being previewed. */
export interface Previewed {
  readonly dir: string;
  readonly library: Library;
}

type LessonRequest = FastifyRequest<{ Params: { lesson: string } }>;
type ItemRequest = FastifyRequest<{ Params: { lesson: string; item: string } }>;

/** The course, its lessons and its questions, at the addresses that they have on the site. */
export function previewPages(app: FastifyInstance, previewed: Previewed): void {
  const config = { policy: 'public' as const };
  app.get('/', { config }, async (_request, reply) => reply.redirect('/en/', 302));
  app.get('/:locale/', { config }, async (request, reply) =>
    page(reply, 'preview/course', courseModel(previewed.library, localeOf(request))),
  );
  const showLesson = async (request: LessonRequest, reply: FastifyReply) => {
    const { lesson: id } = request.params;
    // A lesson that was never in order cannot be shown; what is wrong with it can.
    if (isOnlyFound(previewed.library, id)) {
      return reply.redirect(`${pathsFor(localeOf(request)).home}#findings`, 302);
    }
    const lesson = lessonOf(previewed, localeOf(request), id);
    const placed = await placedFindings(previewed, lesson);
    const model = lessonModel(previewed, lesson, placed, findingsBox(request, reply));
    return page(reply, 'preview/lesson', model);
  };
  app.get('/:locale/lessons/:lesson', { config }, showLesson);
  app.get('/:locale/teach/lessons/:lesson', { config }, showLesson);
  app.get(
    '/:locale/teach/lessons/:lesson/items/:item',
    { config },
    async (request: ItemRequest, reply) => {
      const { item } = request.params;
      const lesson = lessonOf(previewed, localeOf(request), request.params.lesson);
      const findings = (await placedFindings(previewed, lesson)).about('items', item);
      return page(reply, 'author/item', { ...itemModel(lesson, item), findings });
    },
  );
}

function isOnlyFound({ catalogue, diagnostics }: Library, id: string): boolean {
  if (catalogue?.lessons.has(id) !== false) return false;
  return diagnostics.some(({ file }) => file.endsWith(`/${id}.yaml`));
}

/** The lesson in the reader's language, as far as it is translated. */
function lessonOf({ library }: Previewed, locale: string, id: string): Lesson {
  return found(shownCourse(library, locale)?.lessons.get(id));
}

function shownCourse({ catalogue }: Library, locale: string): Catalogue | null {
  return catalogue && inLocale(catalogue, locale);
}

async function placedFindings(
  { dir, library }: Previewed,
  lesson: Lesson,
): Promise<PlacedFindings> {
  const file = fileOf(lesson);
  const findings = findingsOf(library.diagnostics).filter((finding) => finding.file === file);
  // Findings are about the file as it is, which may be gone, or broken, while its lesson is shown.
  const text = await readFile(join(dir, file), 'utf8').catch(() => '');
  return placeFindings(findings, outlineOf(file, text));
}

/** Draws findings for a place within a page; nothing where there are none. */
function findingsBox(request: FastifyRequest, reply: FastifyReply) {
  const locals = pageLocals(request, reply);
  return (findings: readonly Finding[]): Html =>
    request.server.views.eta.render('/preview/findings-box', { ...locals, findings }) as Html;
}

function courseModel(library: Library, locale: string): PreviewCourseModel {
  const { stale } = library;
  const catalogue = shownCourse(library, locale);
  const findings = findingsOf(library.diagnostics);
  const modules = (catalogue?.modules ?? []).map(({ id, title, summary, lessons }) => ({
    id,
    title,
    summary,
    lessons: lessons.flatMap((lessonId) => {
      const lesson = catalogue?.lessons.get(lessonId);
      if (lesson === undefined) return [];
      return [{ ...authorLesson(lesson, findings), stale: stale.has(fileOf(lesson)) }];
    }),
  }));
  const { title = null, summary = null } = catalogue ?? {};
  return { title, summary, modules, findings };
}

function lessonModel(
  { library }: Previewed,
  lesson: Lesson,
  placed: PlacedFindings,
  box: (findings: readonly Finding[]) => Html,
): PreviewLessonModel {
  const { id, number, title, summary, objectives, notes } = lesson;
  return {
    id,
    number,
    title,
    summary,
    objectives,
    notes,
    stale: library.stale.has(fileOf(lesson)),
    sections: lesson.sections.map((section) => ({
      ...section,
      reading: box(placed.about('sections', section.id)),
    })),
    items: lesson.items.map(({ id, type, prompt }) => ({
      id,
      type,
      prompt,
      findings: placed.about('items', id),
    })),
    findings: placed.all,
  };
}
