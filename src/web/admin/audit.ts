import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { emailKey } from '../../domain/account.ts';
import { readLocalTime } from '../../domain/local-time.ts';
import { toCsv } from '../../interchange/csv.ts';
import { findPersonByEmail } from '../../store/accounts.ts';
import {
  AUDIT_ACTIONS,
  listEvents,
  recordEvent,
  type AuditEvent,
  type AuditFilter,
  type AuditPlace,
} from '../../store/audit.ts';
import type { Db } from '../../store/database.ts';
import { inPages } from '../../store/personal-data.ts';
import { postedForm, queryText, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import type { Translate } from '../messages.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { AuditValues } from './audit-models.ts';
import { keysetPage } from './keyset.ts';
import { PAGE_SIZE } from './paging.ts';

/** Milliseconds. */
const DAY = 86_400_000;
/** Marks a text as UTF-8; stands before the first row only. */
const BYTE_ORDER_MARK = '\uFEFF';
const FIELDS = ['action', 'who', 'whom', 'from', 'until'] as const;

/** Who did what: filtered by the address of the page, and as a file. */
export function auditRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const path = '/:locale/admin/audit';
  app.get(path, { config }, async (request, reply) => showAudit(context, request, reply));
  app.post(`${path}/exports`, { config }, async (request, reply) =>
    exportAudit(context, request, reply),
  );
}

async function showAudit(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const values = valuesFrom((field) => queryText(request, field));
  const after = queryText(request, 'after');
  const range = { limit: PAGE_SIZE + 1, after: readPlace(after) };
  const events = await listEvents(context.db, await filterOf(context, values), range);
  const { rows, pager } = keysetPage(events, {
    filters: { ...values },
    after,
    placeOf: ({ at, id }) => `${at}_${id}`,
  });
  return page(reply, 'admin/audit', { events: rows, pager, values, actions: AUDIT_ACTIONS });
}

/** All events that the filters leave, newest first, read and sent some at a time. */
async function exportAudit(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const values = valuesFrom((field) => textOf(form, field));
  const filter = await filterOf(context, values);
  const { id: actorId } = accountOf(request);
  const event = { actorId, action: 'audit-exported', subject: actorId } as const;
  await recordEvent(context.db, event, context.now());
  const { t } = request.server.views.language(localeOf(request));
  const day = context.now().toISOString().slice(0, 'YYYY-MM-DD'.length);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="manara-audit-${day}.csv"`)
    .send(Readable.from(csvOf(context.db, filter, t), { objectMode: false }));
}

async function* csvOf(db: Db, filter: AuditFilter, t: Translate): AsyncGenerator<string> {
  const heads = ['admin.when', 'admin.who', 'admin.what', 'admin.whom', 'auditLog.detail'];
  yield toCsv([heads.map((key) => t(key))]);
  const read = async (after: AuditEvent | undefined, limit: number) =>
    await listEvents(db, filter, { limit, after: after ?? null });
  for await (const { at, actor, action, subject, detail } of inPages(read)) {
    const words = [at, actor ?? '', t(`audit.${action}`), subject, JSON.stringify(detail)];
    yield toCsv([words]).replace(BYTE_ORDER_MARK, '');
  }
}

function valuesFrom(read: (field: keyof AuditValues) => string): AuditValues {
  const [action = '', who = '', whom = '', from = '', until = ''] = FIELDS.map((field) =>
    read(field).trim(),
  );
  return { action, who, whom, from, until };
}

/** Days are those of the site's calendar, the last one whole; what is no day limits nothing. */
async function filterOf({ config, db }: Context, values: AuditValues): Promise<AuditFilter> {
  const { action, who, whom } = values;
  const from = readLocalTime(`${values.from}T00:00`, config.timeZone);
  const last = readLocalTime(`${values.until}T00:00`, config.timeZone);
  return {
    ...(action === '' ? {} : { action }),
    ...(who === '' ? {} : { actor: (await findPersonByEmail(db, who))?.id ?? who }),
    ...(whom === '' ? {} : { subjects: await subjectsOf(db, whom) }),
    ...(from === null ? {} : { from }),
    ...(last === null ? {} : { until: new Date(last.getTime() + DAY) }),
  };
}

/** A person by address, with failed sign-ins under it; or whatever has this id. */
async function subjectsOf(db: Db, whom: string): Promise<readonly string[]> {
  const person = await findPersonByEmail(db, whom);
  return [whom, emailKey(whom), ...(person === undefined ? [] : [person.id])];
}

function readPlace(after: string): AuditPlace | null {
  const [, at, id] = /^([0-9TZ:.-]+)_([0-9a-f-]+)$/.exec(after) ?? [];
  return at === undefined || id === undefined ? null : { at, id };
}
