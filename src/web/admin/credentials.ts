import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { groupedCode } from '../../domain/check-code.ts';
import { hasForbiddenCharacters } from '../../domain/text.ts';
import { revokeCertificate } from '../../services/certifying.ts';
import { findCredential, listCredentials, type Credential } from '../../store/credentials.ts';
import { titleIn } from '../certificate-view.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, textOf, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { AdminCredentialModel } from './credential-models.ts';
import { PAGE_SIZE } from './paging.ts';

/** Characters; its learner reads it. */
const MAX_REASON_LENGTH = 500;

type CredentialRequest = FastifyRequest<{ Params: { credential: string } }>;

/** The certificates that were issued, and taking one back. */
export function adminCredentialRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  app.get('/:locale/admin/credentials', { config }, async (request, reply) => {
    const before = queryText(request, 'before') || null;
    const rows = await listCredentials(context.db, PAGE_SIZE + 1, before);
    const credentials = rows.slice(0, PAGE_SIZE);
    const next = rows.length > PAGE_SIZE ? (credentials.at(-1)?.id ?? null) : null;
    return page(reply, 'admin/credentials', { credentials, next });
  });
  app.get(
    '/:locale/admin/credentials/:credential',
    { config },
    async (request: CredentialRequest, reply) => {
      const credential = await credentialOf(context, request);
      const { replaceable, revokedReason: reason } = credential;
      const typed = { reason: reason ?? '', replaceable, errors: [] };
      return show(request, reply, credential, typed);
    },
  );
  app.post(
    '/:locale/admin/credentials/:credential/revocation',
    { config },
    async (request: CredentialRequest, reply) => revoke(context, request, reply),
  );
}

async function credentialOf({ db }: Context, { params }: CredentialRequest): Promise<Credential> {
  return found(await findCredential(db, params.credential));
}

async function revoke(
  context: Context,
  request: CredentialRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const credential = await credentialOf(context, request);
  const form = postedForm(request);
  const reason = textOf(form, 'reason').trim();
  const replaceable = textOf(form, 'replaceable') === 'yes';
  const errors = reasonErrors(reason);
  if (errors.length > 0) {
    return show(request, reply.status(422), credential, { reason, replaceable, errors });
  }
  const { id: actorId } = accountOf(request);
  const revocation = { reason, replaceable };
  await revokeCertificate(context.db, actorId, credential.id, revocation, context.now());
  leaveFlash(reply, 'certificate-revoked');
  return reply.redirect(pathsFor(localeOf(request)).adminCredential(credential.id), 303);
}

function reasonErrors(reason: string): FormErrors {
  if (reason === '') return [{ field: 'reason', message: 'credential.error.noReason' }];
  if (reason.length > MAX_REASON_LENGTH) {
    const parameters = { count: MAX_REASON_LENGTH };
    return [{ field: 'reason', message: 'credential.error.longReason', parameters }];
  }
  const unsafe = hasForbiddenCharacters(reason);
  return unsafe ? [{ field: 'reason', message: 'credential.error.badReason' }] : [];
}

function show(
  request: CredentialRequest,
  reply: FastifyReply,
  credential: Credential,
  typed: Pick<AdminCredentialModel, 'reason' | 'replaceable' | 'errors'>,
): FastifyReply {
  const locale = localeOf(request);
  const { code, titles } = credential;
  return page(reply, 'admin/credential', {
    credential: {
      ...credential,
      code: groupedCode(code),
      title: titleIn(titles, locale),
      checkPath: pathsFor(locale).credential(code),
    },
    ...typed,
  });
}
