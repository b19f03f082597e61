import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { groupedCode, readCheckCode } from '../../domain/check-code.ts';
import { readToken } from '../../services/signing-keys.ts';
import { findCredentialByCode, type Credential } from '../../store/credentials.ts';
import { titleIn } from '../certificate-view.ts';
import { postedForm, textOf } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import type { CheckedCredential, CredentialCheckModel } from './models.ts';

/** Looks of one address in a minute: enough for a pile of applications. */
const LOOKS_PER_MINUTE = 60;
/** Bytes of a form; a signed certificate has about three thousand. */
const BODY_LIMIT = 64 * 1024;

const NOTHING: CredentialCheckModel = {
  credential: null,
  outcome: 'asked',
  signed: false,
  text: '',
  errors: [],
};

interface CodeParams {
  readonly code: string;
}

/** Anybody may check a certificate, by its code or by its signed text; nothing is stored. */
export function credentialRoutes(app: FastifyInstance, context: Context): void {
  const config = {
    policy: 'public' as const,
    rateLimit: { max: LOOKS_PER_MINUTE, timeWindow: '1 minute' },
  };
  // On paper and in QR codes, where the reader's language is not known.
  app.get<{ Params: CodeParams }>('/credentials/:code', { config }, async (request, reply) => {
    const code = readCheckCode(request.params.code) ?? '';
    reply.header('vary', 'Accept-Language, Cookie');
    const paths = pathsFor(localeOf(request));
    return reply.redirect(code === '' ? paths.credentials : paths.credential(code), 302);
  });
  app.get('/:locale/credentials', { config }, async (_request, reply) => show(reply, NOTHING));
  app.post('/:locale/credentials', { config, bodyLimit: BODY_LIMIT }, async (request, reply) =>
    answer(context, request, reply),
  );
  app.get<{ Params: CodeParams }>(
    '/:locale/credentials/:code',
    { config },
    async (request, reply) => {
      const code = readCheckCode(request.params.code);
      const credential = code === null ? undefined : await findCredentialByCode(context.db, code);
      if (credential === undefined) {
        return show(reply.status(404), { ...NOTHING, outcome: 'unknown' });
      }
      const checked = checkedCredential(credential, localeOf(request));
      return show(reply, { ...NOTHING, outcome: 'found', credential: checked });
    },
  );
}

/** A code leads to its page; a signed text is answered on the spot. */
async function answer(
  { db }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const text = textOf(postedForm(request), 'credential').trim();
  if (text === '') {
    const error = { field: 'credential', message: 'credential.error.empty' };
    return show(reply.status(422), { ...NOTHING, errors: [error] });
  }
  const locale = localeOf(request);
  const code = readCheckCode(text.split('/').at(-1) ?? '');
  if (code !== null) return reply.redirect(pathsFor(locale).credential(code), 303);
  const payload = await readToken(db, text);
  if (payload === null) return show(reply, { ...NOTHING, text, outcome: 'forged' });
  const signedCode = readCheckCode(String(payload['jti']).split('/').at(-1) ?? '');
  const credential = signedCode === null ? undefined : await findCredentialByCode(db, signedCode);
  if (credential === undefined) return show(reply, { ...NOTHING, text, outcome: 'unknown' });
  const checked = checkedCredential(credential, locale);
  return show(reply, { ...NOTHING, text, outcome: 'found', signed: true, credential: checked });
}

function checkedCredential(credential: Credential, locale: string): CheckedCredential {
  const { name, titles, issuedAt, revokedAt, code } = credential;
  return {
    state: revokedAt === null ? 'valid' : 'revoked',
    name,
    title: titleIn(titles, locale),
    issuedAt,
    revokedAt,
    code: groupedCode(code),
  };
}

/** Names of people stand on these pages: search engines are to leave them alone. */
function show(reply: FastifyReply, model: CredentialCheckModel): FastifyReply {
  return page(reply.header('x-robots-tag', 'noindex'), 'verifier/credential', model);
}
