import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { csvStream } from '../../interchange/tables/csv.ts';
import { jsonStream } from '../../interchange/tables/json.ts';
import { localTime, type Table } from '../../interchange/tables/table.ts';
import { xlsxStream } from '../../interchange/tables/xlsx.ts';
import { readAssignedOfLearners } from '../../services/assigning.ts';
import { readCohortFigures } from '../../services/cohort-figures.ts';
import { recordEvent } from '../../store/audit.ts';
import { attachment } from '../attachment.ts';
import { courseView } from '../course-view.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { learnerTable } from './export-learners.ts';
import { reportModel } from './export-report.ts';
import { EXPORT_TABLES, type ExportScope, type ExportTable } from './export-tables.ts';
import { attemptTable, responseTable } from './export-work.ts';
import { noteLooks } from './looks.ts';
import { taughtCohort, type CohortParams, type TaughtCohort } from './taught.ts';

interface FileParams extends CohortParams {
  readonly table: string;
  readonly ending: string;
}

const TABLES: Readonly<Record<ExportTable, (scope: ExportScope) => Table>> = {
  learners: learnerTable,
  attempts: attemptTable,
  responses: responseTable,
};

/** A format: how it is sent, and the writer that makes it from a table row by row. */
interface Format {
  readonly contentType: string;
  readonly write: (table: Table, head: Readonly<Record<string, string>>) => Readable;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['csv', { contentType: 'text/csv; charset=utf-8', write: (table: Table) => csvStream(table) }],
  [
    'xlsx',
    {
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      write: (table: Table) => xlsxStream(table),
    },
  ],
  ['json', { contentType: 'application/json; charset=utf-8', write: jsonStream }],
]);

/** Results of a cohort as files, and as a report to print. */
export function exportRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get<{ Params: CohortParams }>(
    '/:locale/teach/cohorts/:cohort/exports',
    { config },
    async (request, reply) => {
      const cohort = await taughtCohort(context, request, request.params.cohort);
      const formats = [...FORMATS.keys()];
      const { learners } = cohort;
      return page(reply, 'author/exports', { cohort, tables: EXPORT_TABLES, formats, learners });
    },
  );
  app.get<{ Params: CohortParams }>(
    '/:locale/teach/cohorts/:cohort/report',
    { config },
    async (request, reply) => {
      const cohort = await taughtCohort(context, request, request.params.cohort);
      await noteLooks(context, request, [{ cohortId: cohort.id, what: 'export' }]);
      return page(reply, 'author/report', await reportModel(context, request, cohort));
    },
  );
  app.get<{ Params: FileParams }>(
    '/:locale/teach/cohorts/:cohort/exports/:table/:ending',
    { config },
    async (request, reply) => sendTable(context, request, reply),
  );
}

async function sendTable(
  context: Context,
  request: FastifyRequest<{ Params: FileParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const name = found(EXPORT_TABLES.find((one) => one === request.params.table));
  const format = found(FORMATS.get(request.params.ending));
  const scope = await scopeOf(context, request, cohort);
  if (request.method === 'GET') await record(context, request, cohort.id, name);
  const title = scope.language.t(`export.table.${name}`);
  const now = context.now();
  const day = localTime(now, context.config.timeZone).slice(0, 'YYYY-MM-DD'.length);
  const file = `${cohort.name} – ${title} – ${day}.${request.params.ending}`;
  const head = { cohort: cohort.name, table: name, exportedAt: now.toISOString() };
  reply.type(format.contentType).header('content-disposition', attachment(file));
  return reply.send(format.write(TABLES[name](scope), head));
}

async function scopeOf(
  context: Context,
  request: FastifyRequest,
  cohort: TaughtCohort,
): Promise<ExportScope> {
  const course = courseView(context, request);
  const figures = await readCohortFigures(context.db, course.written, cohort, context.now());
  const language = request.server.views.language(localeOf(request));
  const { quizzes } = course.written;
  const dates = await readAssignedOfLearners(context.db, cohort.id, quizzes);
  return { context, language, course, learners: figures.learners, dates };
}

/** Whoever takes data away is on record, for admins and for those whose data it is. */
async function record(
  context: Context,
  request: FastifyRequest,
  cohortId: string,
  table: ExportTable,
): Promise<void> {
  await noteLooks(context, request, [{ cohortId, what: 'export' }]);
  const actorId = accountOf(request).id;
  const event = { actorId, action: 'results-exported', subject: cohortId, detail: { table } };
  await recordEvent(context.db, { ...event, action: 'results-exported' }, context.now());
}
