import type { FastifyInstance, FastifyReply } from 'fastify';
import { MAX_FILE_BYTES } from '../../content/limits.ts';
import { sidecarName } from '../../content/translation/names.ts';
import type { Context } from '../../context.ts';
import { differenceOf } from '../../domain/difference.ts';
import { saveDraft, type TypedDraft } from '../../services/drafting.ts';
import { noteOutsideChanges } from '../../services/publishing.ts';
import { fileDigest, textDigest } from '../../services/text-digest.ts';
import { deleteDraft, findDraft, type Draft } from '../../store/drafts.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { postedForm, queryText, textOf, type FormErrors, type PostedForm } from '../forms.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { conflictOf } from './conflicts.ts';
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
import type { EditModel } from './file-models.ts';

const PATH = '/:locale/teach/files/:file';
const DIGEST = /^(?:[0-9a-f]{64})?$/;

/** The editor of a course file: its page, drafts, and the linter's answer for scripts. */
export function editingRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const large = { config, bodyLimit: FILE_BODY_LIMIT };
  app.get(`${PATH}/edit`, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    const draft = await findDraft(context.db, accountOf(request).id, file.path);
    const checked = queryText(request, 'checked') === 'yes';
    return page(reply, 'author/edit', await editModel(context, file, draft, { checked }));
  });
  app.post(`${PATH}/draft`, large, async (request: FileRequest, reply) =>
    postDraft(context, request, reply),
  );
  app.post(`${PATH}/draft/removal`, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    await deleteDraft(context.db, accountOf(request).id, file.path);
    leaveFlash(reply, 'draft-removed');
    return reply.redirect(pathsFor(localeOf(request)).files, 303);
  });
  app.get(`${PATH}/draft`, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    const draft = await findDraft(context.db, accountOf(request).id, file.path);
    const text = found(draft?.text ?? file.current);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return reply.type('application/yaml; charset=utf-8').send(text);
  });
  app.post(`${PATH}/check`, large, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    const { findings } = proofOf(file, postedText(file, postedForm(request)));
    return reply.send({ path: file.path, findings });
  });
}

async function postDraft(
  context: Context,
  request: FileRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const file = await courseFile(context, request);
  const typed = typedDraft(form, file);
  const accountId = accountOf(request).id;
  const errors = textErrors(typed.text);
  const draft = await findDraft(context.db, accountId, file.path);
  if (errors.length > 0) {
    const model = await editModel(context, file, draft, { typed, errors });
    return page(reply.status(422), 'author/edit', model);
  }
  // So that the text that the draft is based on is not lost with the next change of the file.
  await noteOutsideChanges(context.db, context.library.folder, context.now());
  const outcome = await saveDraft(context.db, accountId, typed, context.now());
  if (outcome.kind === 'other') {
    const { text: other } = outcome;
    const latest = await findDraft(context.db, accountId, file.path);
    const model = await editModel(context, file, latest, { typed, other });
    return page(reply.status(409), 'author/edit', model);
  }
  return reply.redirect(nextPath(request, reply, textOf(form, 'go')), 303);
}

/** What is said of a draft that was saved by a button of its own. */
const SAID: Readonly<Record<string, Flash>> = {
  accept: 'draft-accepted',
  rebase: 'draft-moved',
};

function nextPath(request: FileRequest, reply: FastifyReply, go: string): string {
  const address = pathsFor(localeOf(request)).file(request.params.file);
  if (go === 'check') return `${address}/edit?checked=yes`;
  if (go === 'preview') return `${address}/preview`;
  if (go === 'publish') return `${address}/publications/new`;
  leaveFlash(reply, SAID[go] ?? 'draft-saved');
  return `${address}/edit`;
}

/** @throws {BadRequestError} for digests that are none. */
function typedDraft(form: PostedForm, file: CourseFile): TypedDraft {
  const [base, shown] = [textOf(form, 'base'), textOf(form, 'shown')];
  if (!DIGEST.test(base) || !DIGEST.test(shown)) throw new BadRequestError('No such version.');
  const go = textOf(form, 'go');
  const baseDigest = go === 'rebase' ? fileDigest(file.current) : base || null;
  const text = postedText(file, form, go === 'accept');
  return { path: file.path, text, baseDigest, shownDigest: shown };
}

function textErrors(text: string): FormErrors {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > MAX_FILE_BYTES) {
    const parameters = { size: MAX_FILE_BYTES / 1024 };
    return [{ field: 'text', message: 'edit.error.tooLong', parameters }];
  }
  return text.includes('\0') ? [{ field: 'text', message: 'edit.error.character' }] : [];
}

interface EditState {
  readonly checked?: boolean;
  /** What was sent and not stored. */
  readonly typed?: TypedDraft;
  /** The draft that another window has saved. */
  readonly other?: string;
  readonly errors?: FormErrors;
}

async function editModel(
  context: Context,
  file: CourseFile,
  draft: Draft | undefined,
  state: EditState,
): Promise<EditModel> {
  const { path, current } = file;
  const { typed, other, errors = [] } = state;
  const stored = draft ?? { text: current ?? '', baseDigest: fileDigest(current) };
  const { text, baseDigest } = typed ?? stored;
  const stale = baseDigest !== fileDigest(current);
  return {
    ...fileHead(file),
    text,
    base: baseDigest ?? '',
    shown: shownDigest(typed, stored.text, other !== undefined),
    draftAt: draft?.updatedAt ?? null,
    isNew: current === undefined,
    isTranslation: sidecarName(path) !== null,
    writable: await context.library.folder.isWritable(),
    conflict: stale ? await conflictOf(context.db, { path, text, baseDigest }, current) : null,
    otherWindow: other === undefined ? null : differenceOf(other, text),
    findings: state.checked === true ? proofOf(file, text).findings.map(toFinding) : null,
    errors,
  };
}

/** After a conflict the next save is about the stored draft, which has been shown by then. */
function shownDigest(typed: TypedDraft | undefined, stored: string, conflict: boolean): string {
  return typed === undefined || conflict ? textDigest(stored) : typed.shownDigest;
}
