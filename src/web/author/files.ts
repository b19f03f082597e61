import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { fileIdOf, isCourseFileName } from '../../domain/course-file.ts';
import type { Lesson } from '../../domain/course.ts';
import { listDraftPaths } from '../../store/drafts.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { fileHead } from './course-files.ts';
import type { FilesModel } from './file-models.ts';

type LessonRequest = FastifyRequest<{ Params: { lesson: string } }>;

/** The list of the course's files, and the beginning of a new one. */
export function teachFileRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach/files', { config }, async (request, reply) =>
    showFiles(context, request, reply, { values: { module: '', name: '' }, errors: [] }),
  );
  app.post('/:locale/teach/files', { config }, async (request, reply) => {
    const form = postedForm(request);
    const values = { module: textOf(form, 'module'), name: textOf(form, 'name').trim() };
    const name = values.name.replace(/\.yaml$/, '');
    const path = `${values.module === '' ? '' : `${values.module}/`}${name}.yaml`;
    if (!isCourseFileName(path)) {
      const errors = [{ field: 'name', message: 'files.error.name' }];
      return showFiles(context, request, reply.status(422), { values, errors });
    }
    return reply.redirect(`${pathsFor(localeOf(request)).file(fileIdOf(path))}/edit`, 303);
  });
  for (const part of ['edit', 'history']) {
    const path = `/:locale/teach/lessons/:lesson/${part}`;
    app.get(path, { config }, async (request: LessonRequest, reply) => {
      const lesson = found(context.library.catalogue().lessons.get(request.params.lesson));
      const address = pathsFor(localeOf(request)).file(fileIdOf(pathOfLesson(lesson)));
      return reply.redirect(`${address}/${part}`, 303);
    });
  }
}

/** Where a lesson's file stands within the lessons folder. */
function pathOfLesson({ module, id }: Lesson): string {
  return `${module}/${id}.yaml`;
}

async function showFiles(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { readonly values: FilesModel['values']; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { library, db } = context;
  const files = await library.folder.read();
  const drafts = await listDraftPaths(db, accountOf(request).id);
  const paths = [...new Set([...files.keys(), ...drafts])].toSorted();
  const count = (path: string, severity: string) =>
    library.diagnostics().filter((one) => one.file === path && one.severity === severity).length;
  return page(reply, 'author/files', {
    files: paths.map((path) => ({
      ...fileHead({ path }),
      errors: count(path, 'error'),
      warnings: count(path, 'warning'),
      drafted: drafts.has(path),
    })),
    writable: await library.folder.isWritable(),
    modules: library.catalogue().modules.map(({ id, title }) => ({ id, title: title.text })),
    ...form,
  });
}
