import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { Context } from '../../context.ts';
import { quizzesMissing, quizzesToPass } from '../../domain/course-pass.ts';
import { issueCertificate, type CertificateOutcome } from '../../services/certifying.ts';
import { readShownProgress } from '../../services/releasing.ts';
import { findCredentialOf, type Credential } from '../../store/credentials.ts';
import { certificateView } from '../certificate-view.ts';
import { courseView, type CourseView } from '../course-view.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { findUnit } from '../units.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { CertificateModel, MissingQuiz } from './certificate-models.ts';
import { certificateWords } from './certificate-words.ts';

const FLASH_OF: Readonly<Record<CertificateOutcome, Flash>> = {
  issued: 'certificate-issued',
  there: 'certificate-issued',
  'not-passed': 'certificate-missing',
  refused: 'certificate-missing',
};

interface FileParams {
  readonly kind: string;
}

/** The learner's certificate: what is missing, asking for it, the page to print, and its files. */
export function certificateRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  app.get('/:locale/certificate', { config }, async (request, reply) =>
    page(reply, 'learner/certificate', await certificateModel(context, request)),
  );
  app.post('/:locale/certificate', { config }, async (request, reply) => {
    const words = certificateWords(context, request.server.views, localeOf(request));
    const { baseUrl } = context.config;
    const outcome = await issueCertificate(
      context.db,
      accountOf(request),
      context.library.catalogue(),
      { words, baseUrl },
      context.now(),
    );
    leaveFlash(reply, FLASH_OF[outcome]);
    return reply.redirect(pathsFor(localeOf(request)).certificate, 303);
  });
  app.get<{ Params: FileParams }>(
    '/:locale/certificate/files/:kind',
    { config },
    async (request, reply) => {
      const credential = found(await findCredentialOf(context.db, accountOf(request).id));
      return sendFile(reply, credential, request.params.kind);
    },
  );
}

async function certificateModel(
  context: Context,
  request: FastifyRequest,
): Promise<CertificateModel> {
  const { db, config, now } = context;
  const { id, name } = accountOf(request);
  const language = request.server.views.language(localeOf(request));
  const own = await findCredentialOf(db, id);
  const view = courseView(context, request);
  const progress = await readShownProgress(db, id, findUnit(context), now());
  const missing = quizzesMissing(view.written, progress);
  const total = quizzesToPass(view.written).length;
  const mayAsk = own === undefined || (own.revokedAt !== null && own.replaceable);
  return {
    certificate: own === undefined ? null : certificateView(own, language, config.baseUrl),
    revoked: own === undefined ? null : revocation(own),
    ready: mayAsk && total > 0 && missing.length === 0,
    missing: missing.map((quizId) => missingQuiz(view, quizId)),
    total,
    name,
  };
}

function revocation({ revokedAt, revokedReason }: Credential): CertificateModel['revoked'] {
  return revokedAt === null ? null : { at: revokedAt, reason: revokedReason ?? '' };
}

function missingQuiz({ course, paths }: CourseView, quizId: string): MissingQuiz {
  const { title, lesson } = found(course.quizzes.get(quizId));
  return { title, href: lesson === null ? paths.quiz(quizId) : paths.lesson(lesson) };
}

/** The signed token, or what it says as plain JSON, which proves nothing by itself. */
function sendFile(reply: FastifyReply, { jwt }: Credential, kind: string): FastifyReply {
  if (kind !== 'jwt' && kind !== 'json') return found<never>(null);
  reply.header('content-disposition', `attachment; filename="certificate.${kind}"`);
  if (kind === 'jwt') return reply.type('application/vc+jwt').send(jwt);
  return reply.type('application/json').send(JSON.stringify(decodeJwt(jwt), null, 2));
}
