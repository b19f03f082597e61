import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import type { Lesson } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import { keyOf, questionOf, reviewOf, shuffledIds } from '../../domain/items/registry.ts';
import { found } from '../http-errors.ts';
import { essayResult } from '../learner/essay-result.ts';
import type { MarkedItem } from '../learner/feedback-models.ts';
import type { QuestionView } from '../learner/models.ts';
import { page } from '../views.ts';
import { findingsOf } from './findings.ts';
import { wrongAnswers } from './item-feedback.ts';
import type { AuthorLesson, Finding, ItemPreviewModel } from './models.ts';

/** The lessons with what the linter says of them, and previews as learners see them. */
export function teachLessonRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach/lessons', { config }, async (_request, reply) => {
    const course = context.library.catalogue();
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
    });
  });
  app.get<{ Params: { lesson: string } }>(
    '/:locale/teach/lessons/:lesson',
    { config },
    async (request, reply) => {
      const lesson = found(context.library.catalogue().lessons.get(request.params.lesson));
      const all = findingsOf(context.library.diagnostics());
      const findings = all.filter((finding) => finding.file === fileOf(lesson));
      const { id, number, title, summary, objectives, sections, notes, items } = lesson;
      const model = { id, number, title, summary, objectives, sections, notes, items, findings };
      return page(reply, 'author/lesson', model);
    },
  );
  app.get<{ Params: { lesson: string; item: string } }>(
    '/:locale/teach/lessons/:lesson/items/:item',
    { config },
    async (request, reply) => {
      const lesson = found(context.library.catalogue().lessons.get(request.params.lesson));
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

function questionPreview(item: Item, number: number): QuestionView {
  return {
    number,
    ref: item.ref,
    name: `q${number}`,
    question: questionOf(item, shuffledIds(item)),
    given: new Map(),
    flagged: false,
    certainty: null,
    revision: 0,
    problem: null,
    stored: null,
  };
}

function markedWithKey(item: Item, number: number): MarkedItem {
  const { type, prompt, points, explanation, cite } = item;
  const review = reviewOf(item, keyOf(item), shuffledIds(item));
  const certain = { certainty: null, certaintyMark: null };
  // Nothing earns everything in an essay: its rubric is what there is to see.
  if (item.type === 'essay') {
    const grading = essayResult(item, null, true);
    return { number, type, prompt, review: null, grading, explanation, cite, marks: null };
  }
  const marks = { verdict: 'right' as const, score: points, points, ...certain };
  return { number, type, prompt, review, explanation, cite, marks };
}

/** A lesson with the number of findings about its file. */
export function authorLesson(lesson: Lesson, findings: readonly Finding[]): AuthorLesson {
  const file = fileOf(lesson);
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.file === file && finding.severity === severity).length;
  return {
    id: lesson.id,
    number: lesson.number,
    title: lesson.title,
    file,
    items: lesson.items.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** Path of a lesson's file within the lessons folder. */
export function fileOf(lesson: Lesson): string {
  return `${lesson.module}/${lesson.id}.yaml`;
}
