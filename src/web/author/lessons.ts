import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue, Lesson } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import { keyOf, questionOf, reviewOf, shuffledIds } from '../../domain/items/registry.ts';
import { sidecarName } from '../../content/translation/names.ts';
import { languageOf } from '../../domain/wording.ts';
import { courseView } from '../course-view.ts';
import { EXPORT_FORMATS } from '../../interchange/formats.ts';
import { found } from '../http-errors.ts';
import { essayResult } from '../learner/essay-result.ts';
import type { MarkedItem } from '../learner/feedback-models.ts';
import type { QuestionView } from '../learner/models.ts';
import { page } from '../views.ts';
import { findingsOf } from './findings.ts';
import { wrongAnswers } from './item-feedback.ts';
import type { AuthorLesson, Finding, ItemPreviewModel, LessonTranslation } from './models.ts';

/** The lessons with what the linter says of them, and previews as learners see them. */
export function teachLessonRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach/lessons', { config }, async (request, reply) => {
    const { course } = courseView(context, request);
    const findings = findingsOf(context.library.diagnostics());
    return page(reply, 'author/lessons', {
      modules: course.modules.map((module) => ({
        title: module.title,
        lessons: module.lessons.flatMap((id) => {
          const lesson = course.lessons.get(id);
          return lesson === undefined ? [] : [authorLesson(lesson, findings)];
        }),
      })),
      findings: findings.filter((finding) => finding.severity !== 'note'),
      errors: findings.filter((finding) => finding.severity === 'error').length,
      formats: EXPORT_FORMATS,
    });
  });
  app.get<{ Params: { lesson: string } }>(
    '/:locale/teach/lessons/:lesson',
    { config },
    async (request, reply) => {
      const { course, written } = courseView(context, request);
      const lesson = found(course.lessons.get(request.params.lesson));
      const findings = findingsOf(context.library.diagnostics()).filter(({ file }) =>
        isOf(lesson, file),
      );
      const { id, number, title, summary, objectives, sections, notes, items } = lesson;
      const shown = { id, number, title, summary, objectives, sections, notes, items };
      const translations = translationModels(written, id);
      return page(reply, 'author/lesson', { ...shown, findings, translations });
    },
  );
  app.get<{ Params: { lesson: string; item: string } }>(
    '/:locale/teach/lessons/:lesson/items/:item',
    { config },
    async (request, reply) => {
      const { course } = courseView(context, request);
      const lesson = found(course.lessons.get(request.params.lesson));
      return page(reply, 'author/item', {
        ...itemModel(lesson, request.params.item),
        findings: [],
      });
    },
  );
}

/** A question as learners see it, with its key and its feedback. @throws where there is none. */
export function itemModel(lesson: Lesson, itemId: string): Omit<ItemPreviewModel, 'findings'> {
  const index = lesson.items.findIndex((item) => item.id === itemId);
  const item = found(lesson.items[index]);
  return {
    lessonId: lesson.id,
    lessonTitle: lesson.title,
    itemId,
    number: index + 1,
    total: lesson.items.length,
    questions: [questionPreview(item, index + 1)],
    hints: item.hints,
    marked: markedWithKey(item, index + 1),
    wrongAnswers: wrongAnswers(item),
    previous: lesson.items[index - 1]?.id ?? null,
    next: lesson.items[index + 1]?.id ?? null,
  };
}

/** A question as learners see it, with nothing answered. */
export function questionPreview(item: Item, number: number): QuestionView {
  return {
    number,
    ref: item.ref,
    name: `q${number}`,
    lang: languageOf(item),
    question: questionOf(item, shuffledIds(item)),
    given: new Map(),
    flagged: false,
    certainty: null,
    revision: 0,
    problem: null,
    stored: null,
  };
}

/** An item answered with its own key. */
export function markedWithKey(item: Item, number: number): MarkedItem {
  const { type, prompt, points, explanation, cite } = item;
  const review = reviewOf(item, keyOf(item), shuffledIds(item));
  const lang = languageOf(item);
  const certain = { certainty: null, certaintyMark: null };
  // Nothing earns everything in an essay: its rubric is what there is to see.
  if (item.type === 'essay') {
    const grading = essayResult(item, null, true);
    return { number, type, lang, prompt, review: null, grading, explanation, cite, marks: null };
  }
  const marks = { verdict: 'right' as const, score: points, points, ...certain };
  return { number, type, lang, prompt, review, explanation, cite, marks };
}

/** A lesson with the number of findings about its file and its translations. */
export function authorLesson(lesson: Lesson, findings: readonly Finding[]): AuthorLesson {
  const own = findings.filter(({ file }) => isOf(lesson, file));
  const count = (severity: Finding['severity']) =>
    own.filter((finding) => finding.severity === severity).length;
  return {
    id: lesson.id,
    number: lesson.number,
    title: lesson.title,
    file: fileOf(lesson),
    items: lesson.items.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** Path of a lesson's file within the lessons folder. */
export function fileOf(lesson: Lesson): string {
  return `${lesson.module}/${lesson.id}.yaml`;
}

/** True for a lesson's file and for those that translate it. */
function isOf(lesson: Lesson, file: string): boolean {
  return (sidecarName(file)?.base ?? file) === fileOf(lesson);
}

function translationModels(
  { locale, translationStates }: Catalogue,
  lessonId: string,
): LessonTranslation[] {
  return (translationStates.get(lessonId) ?? []).map(({ open, ...state }) => ({
    ...state,
    from: locale,
    open,
    missing: open.filter((one) => one.state === 'missing').length,
    stale: open.filter((one) => one.state === 'stale').length,
    held: open.filter((one) => one.state === 'broken' || one.state === 'unstamped').length,
  }));
}
