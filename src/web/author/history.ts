import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { differenceOf } from '../../domain/difference.ts';
import { reverseDecisions } from '../../services/ruling.ts';
import { fileDigest } from '../../services/text-digest.ts';
import { listRulingsOf } from '../../store/item-rulings.ts';
import { countMarkChanges } from '../../store/mark-changes.ts';
import { findRevision, findRevisionText, listRevisions } from '../../store/revisions.ts';
import { leaveFlash } from '../flash.ts';
import { queryText } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { findUnit } from '../units.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { courseFile, fileHead, type FileParams, type FileRequest } from './course-files.ts';

/** Revisions in the list; older ones stay in the database. */
const SHOWN = 100;
const PATH = '/:locale/teach/files/:file';

type RevisionRequest = FastifyRequest<{ Params: FileParams & { revision: string } }>;

/** What has become of a file: its revisions, each by itself and any two side by side. */
export function historyRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get(`${PATH}/history`, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    return page(reply, 'author/history', {
      ...fileHead(file),
      revisions: await listRevisions(context.db, file.path, SHOWN),
      base: fileDigest(file.current) ?? '',
      writable: await context.library.folder.isWritable(),
    });
  });
  app.get(`${PATH}/differences`, { config }, async (request: FileRequest, reply) =>
    showDifferences(context, request, reply),
  );
  app.get(`${PATH}/revisions/:revision`, { config }, async (request: RevisionRequest, reply) =>
    showRevision(context, request, reply),
  );
  const reversal = `${PATH}/revisions/:revision/reversal`;
  app.post(reversal, { config }, async (request: RevisionRequest, reply) =>
    postReversal(context, request, reply),
  );
}

async function showDifferences(
  context: Context,
  request: FileRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = context;
  const file = await courseFile(context, request);
  const one = found(await findRevision(db, file.path, queryText(request, 'from')));
  const other = found(await findRevision(db, file.path, queryText(request, 'to')));
  // Ids are made in order.
  const [from, to] = one.id <= other.id ? [one, other] : [other, one];
  const rows = differenceOf(from.text, to.text);
  return page(reply, 'author/differences', { ...fileHead(file), from, to, rows });
}

async function showRevision(
  context: Context,
  request: RevisionRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db } = context;
  const file = await courseFile(context, request);
  const revision = found(await findRevision(db, file.path, request.params.revision));
  const { digestBefore, text } = revision;
  const before = digestBefore === null ? '' : await findRevisionText(db, file.path, digestBefore);
  return page(reply, 'author/revision', {
    ...fileHead(file),
    revision,
    rows: differenceOf(before ?? '', text),
    rulings: await listRulingsOf(db, revision.id),
    marksChanged: await countMarkChanges(db, revision.id),
  });
}

async function postReversal(
  context: Context,
  request: RevisionRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { path } = await courseFile(context, request);
  const { id } = found(await findRevision(context.db, path, request.params.revision));
  const outcome = await reverseDecisions(context.db, {
    revisionId: id,
    actorId: accountOf(request).id,
    findUnit: findUnit(context),
    now: context.now(),
    path,
  });
  leaveFlash(reply, outcome === 'done' ? 'revision-reversed' : 'revision-reversed-before');
  const address = pathsFor(localeOf(request)).file(request.params.file);
  return reply.redirect(`${address}/revisions/${id}`, 303);
}
