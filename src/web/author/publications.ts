import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { publicationMessageProblem } from '../../domain/course-file.ts';
import type { Decisions } from '../../services/consequences.ts';
import { publish, type Manuscript } from '../../services/publishing.ts';
import { fileDigest, textDigest } from '../../services/text-digest.ts';
import { findDraft } from '../../store/drafts.ts';
import { findRevision } from '../../store/revisions.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { readDecisions, undecidedErrors } from './consequence-views.ts';
import { courseFile, pressOf, type CourseFile, type FileRequest } from './course-files.ts';
import { publicationModel, type Wanted } from './publication-model.ts';

const PATH = '/:locale/teach/files/:file/publications';

/** Putting a draft, or an older revision, in the place of its file. */
export function publicationRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get(`${PATH}/new`, { config }, async (request: FileRequest, reply) => {
    const file = await courseFile(context, request);
    const stored = await manuscriptOf(context, request, file, queryText(request, 'revision'));
    const decisions = readDecisions(Object.entries(request.query as object));
    // Pressed with nothing chosen, the button says what is missing; without it the page just asks.
    const asked = queryText(request, 'go') === 'try';
    return await show(context, request, reply, file, { ...stored, decisions, asked });
  });
  app.post(PATH, { config }, async (request: FileRequest, reply) =>
    postPublication(context, request, reply),
  );
}

/**
 * The text to publish: of an older revision, or of the viewer's draft.
 * @throws {NotFoundError} where there is none.
 */
async function manuscriptOf(
  { db }: Context,
  request: FileRequest,
  { path, current }: CourseFile,
  revision: string,
): Promise<Manuscript & Pick<Wanted, 'revision'>> {
  if (revision !== '') {
    const { text } = found(await findRevision(db, path, revision));
    return { path, text, baseDigest: fileDigest(current), revision };
  }
  const { text, baseDigest } = found(await findDraft(db, accountOf(request).id, path));
  return { path, text, baseDigest, revision: null };
}

interface Posted extends Manuscript, Pick<Wanted, 'revision'> {
  readonly decisions: Decisions;
  readonly message?: string;
  readonly errors?: FormErrors;
  readonly asked?: boolean;
}

async function postPublication(
  context: Context,
  request: FileRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = postedForm(request);
  const file = await courseFile(context, request);
  const stored = await manuscriptOf(context, request, file, textOf(form, 'revision'));
  const decisions = readDecisions([...form].map(([name, values]) => [name, values[0]] as const));
  const message = textOf(form, 'message').trim();
  const posted = { ...stored, baseDigest: textOf(form, 'base') || null, decisions, message };
  const refuse = async (status: number, errors: FormErrors) =>
    await show(context, request, reply.status(status), file, { ...posted, errors });
  const errors = messageErrors(message);
  if (errors.length > 0) return await refuse(422, errors);
  // Another window has saved another draft: what is published is what was seen.
  if (textDigest(posted.text) !== textOf(form, 'shown')) return await refuse(409, MOVED);
  const publication = { ...posted, authorId: accountOf(request).id };
  const outcome = await publish(context.db, pressOf(context), publication, context.now());
  switch (outcome.kind) {
    case 'published':
      leaveFlash(reply, 'file-published');
      return reply.redirect(`${addressOf(request)}/revisions/${outcome.revisionId}`, 303);
    case 'unchanged':
      leaveFlash(reply, 'file-unchanged');
      return reply.redirect(`${addressOf(request)}/history`, 303);
    case 'undecided':
      return await show(context, request, reply.status(422), file, { ...posted, asked: true });
    case 'stale': {
      const latest = await courseFile(context, request);
      const stale = { ...posted, errors: STALE };
      return await show(context, request, reply.status(409), latest, stale);
    }
    case 'unsound':
      return await refuse(422, UNSOUND);
    case 'unwritable':
      return await refuse(503, UNWRITABLE);
  }
}

const MOVED: FormErrors = [{ field: 'changes', message: 'publish.error.moved' }];
const STALE: FormErrors = [{ field: 'conflict', message: 'publish.error.stale' }];
const UNSOUND: FormErrors = [{ field: 'findings', message: 'publish.error.unsound' }];
const UNWRITABLE: FormErrors = [{ field: 'changes', message: 'publish.error.unwritable' }];

function messageErrors(message: string): FormErrors {
  const problem = publicationMessageProblem(message);
  return problem === null ? [] : [{ field: 'message', message: `publish.problem.${problem}` }];
}

function addressOf(request: FileRequest): string {
  return pathsFor(localeOf(request)).file(request.params.file);
}

async function show(
  context: Context,
  request: FileRequest,
  reply: FastifyReply,
  file: CourseFile,
  { message = '', errors = [], asked = false, ...wanted }: Posted,
): Promise<FastifyReply> {
  const authorId = accountOf(request).id;
  const model = await publicationModel(context, file, { ...wanted, message, authorId });
  const open = asked ? undecidedErrors(model.consequences) : [];
  return page(reply, 'author/publication', { ...model, errors: [...errors, ...open] });
}
