import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { lessonOfFile } from '../../domain/course-file.ts';
import { inLocale, type Catalogue, type Lesson } from '../../domain/course.ts';
import { findDraft } from '../../store/drafts.ts';
import { postedForm } from '../forms.ts';
import { found } from '../http-errors.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import {
  courseFile,
  FILE_BODY_LIMIT,
  fileHead,
  postedText,
  proofOf,
  toFinding,
  type CourseFile,
  type FileRequest,
} from './course-files.ts';
import type { DraftPreviewModel, LessonPreview } from './file-models.ts';
import { markedWithKey, questionPreview } from './lessons.ts';

const PATH = '/:locale/teach/files/:file/preview';

/** What learners would see of a lesson's draft: a page, and a part of one for the editor's script. */
export function draftPreviewRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get(PATH, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    const draft = await findDraft(context.db, accountOf(request).id, file.path);
    return show(reply, 'author/draft-preview', file, found(draft?.text ?? file.current));
  });
  const large = { config, bodyLimit: FILE_BODY_LIMIT };
  app.post(PATH, large, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    return show(reply, 'author/preview-frame', file, postedText(file, postedForm(request)));
  });
}

function show(
  reply: FastifyReply,
  view: 'author/draft-preview' | 'author/preview-frame',
  file: CourseFile,
  text: string,
): FastifyReply {
  return page(reply, view, previewModel(file, text));
}

function previewModel(file: CourseFile, text: string): DraftPreviewModel {
  const { after, findings } = proofOf(file, text);
  return {
    ...fileHead(file),
    preview: after.catalogue && previewOf(after.catalogue, file.path),
    findings: findings.map(toFinding),
  };
}

/** The lesson of a file in the language that the file is in; null where it makes none. */
function previewOf(written: Catalogue, path: string): LessonPreview | null {
  const name = lessonOfFile(path);
  const course = inLocale(written, name?.locale ?? written.locale);
  const lesson = course.lessons.get(name?.lesson ?? '');
  return lesson === undefined ? null : lessonPreview(lesson, course.locale);
}

function lessonPreview(lesson: Lesson, content: string): LessonPreview {
  const { id, number, title, summary, objectives, sections, notes } = lesson;
  const items = lesson.items.map((item, index) => ({
    number: index + 1,
    questions: [questionPreview(item, index + 1)],
    marked: markedWithKey(item, index + 1),
    hints: item.hints,
  }));
  return { id, number, title, summary, objectives, sections, notes, items, content };
}
