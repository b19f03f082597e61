import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { worldOf } from '../../content/world.ts';
import type { Context } from '../../context.ts';
import type { ImportFormat } from '../../interchange/formats.ts';
import {
  EXPORT_FORMATS,
  exportLessons,
  FILE_KINDS,
  IMPORT_FORMATS,
  importQuestions,
} from '../../interchange/formats.ts';
import { readExportLesson } from '../../interchange/lessons.ts';
import { itemsToYaml } from '../../interchange/yaml.ts';
import { attachment } from '../attachment.ts';
import { postedForm, textOf, type FieldError } from '../forms.ts';
import { found } from '../http-errors.ts';
import { page } from '../views.ts';
import type { ImportModel } from './import-models.ts';

/** A million characters of Arabic, four to each after its encoding in a form. */
const IMPORT_BODY_LIMIT = 6 * 1024 * 1024;

const EMPTY: ImportModel = {
  formats: IMPORT_FORMATS,
  format: 'moodle',
  text: '',
  errors: [],
  result: null,
};

interface ExportParams {
  readonly lesson: string;
  readonly format: string;
}

/** Questions of a lesson as files of other systems, and theirs as YAML for a lesson. */
export function interchangeRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get<{ Params: ExportParams }>(
    '/:locale/teach/lessons/:lesson/exports/:format',
    { config },
    async (request, reply) => await sendExport(context, request.params, reply),
  );
  app.get('/:locale/teach/import', { config }, async (_request, reply) =>
    page(reply, 'author/import', EMPTY),
  );
  app.post(
    '/:locale/teach/import',
    { config, bodyLimit: IMPORT_BODY_LIMIT },
    async (request, reply) => showImport(request, reply),
  );
}

async function sendExport(
  { library }: Context,
  params: ExportParams,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const course = library.catalogue();
  const format = found(EXPORT_FORMATS.find((one) => one === params.format));
  const { id, module } = found(course.lessons.get(params.lesson));
  const path = `${module}/${id}.yaml`;
  const lesson = found(readExportLesson(path, found(library.files().get(path))));
  const world = worldOf([...course.sources.values()], course.terms.values(), course.locale);
  const { output } = await exportLessons(format, [lesson], world);
  return reply
    .type(FILE_KINDS[format].contentType)
    .header('content-disposition', attachment(`${id}${FILE_KINDS[format].ending}`))
    .send(output);
}

/** Nothing is stored, so there is nothing to redirect to: the answer is the result. */
function showImport(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const form = postedForm(request);
  const text = textOf(form, 'text');
  const chosen = textOf(form, 'format');
  const format = IMPORT_FORMATS.find((one) => one === chosen);
  const model = { ...EMPTY, format: chosen, text };
  if (format === undefined) {
    return refuse(reply, model, { field: 'format', message: 'interchange.error.format' });
  }
  const read = readImport(format, text);
  if ('error' in read) return refuse(reply, model, read.error);
  return page(reply, 'author/import', { ...model, result: read.result });
}

function readImport(format: ImportFormat, text: string) {
  const imported = importQuestions(format, text);
  if (imported.problem !== null) {
    const parameters = { ...imported.problem };
    return { error: { field: 'text', message: 'interchange.error.problem', parameters } };
  }
  const { output, losses } = imported;
  return { result: { count: output.length, yaml: itemsToYaml(output), losses } };
}

function refuse(reply: FastifyReply, model: ImportModel, error: FieldError): FastifyReply {
  return page(reply.status(422), 'author/import', { ...model, errors: [error] });
}
