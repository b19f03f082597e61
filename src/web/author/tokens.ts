import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { API_SCOPES, TOKEN_LIFETIMES, tokenState } from '../../domain/api-token.ts';
import { endToken, issueToken } from '../../services/issuing-tokens.ts';
import { listApiTokens, type ApiToken } from '../../store/api-tokens.ts';
import { listCohorts, listCohortsTaughtBy, type Cohort } from '../../store/cohorts.ts';
import { API_ROOT } from '../api/problems.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { EMPTY_TOKEN, readToken } from './token-forms.ts';
import type { TokenRow, TokenValues } from './token-models.ts';

/** More than a school has; the page shows the newest. */
const MAX_SHOWN = 200;
/** Tokens that one person may make in a minute. */
const POSTS_PER_MINUTE = 20;

type TokenRoute = FastifyRequest<{ Params: { token: string } }>;

/** Tokens for other programs: one's own, and everybody's for admins. */
export function tokenRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const limited = { ...config, rateLimit: { max: POSTS_PER_MINUTE, timeWindow: '1 minute' } };
  const path = '/:locale/teach/tokens';
  app.get(path, { config }, async (request, reply) =>
    showTokens(context, request, reply, { values: EMPTY_TOKEN, errors: [] }),
  );
  app.post(path, { config: limited }, async (request, reply) => postToken(context, request, reply));
  app.post(`${path}/:token/revocation`, { config }, async (request: TokenRoute, reply) =>
    postRevocation(context, request, reply),
  );
}

async function showTokens(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  form: { readonly values: TokenValues; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { id, isAdmin } = accountOf(request);
  const cohorts = await teachable(context, request);
  const names = new Map(cohorts.map((cohort) => [cohort.id, cohort.name]));
  const tokens = await listApiTokens(context.db, isAdmin ? null : id, MAX_SHOWN);
  return page(reply, 'author/tokens', {
    ...form,
    rows: tokens.map((token) => rowOf(token, names, isAdmin, context.now())),
    scopes: API_SCOPES,
    lifetimes: TOKEN_LIFETIMES,
    cohorts,
  });
}

/** Cohorts that the visitor sees: those a token of theirs can be kept to. */
async function teachable(context: Context, request: FastifyRequest): Promise<Cohort[]> {
  const { id, isAdmin } = accountOf(request);
  return isAdmin ? await listCohorts(context.db) : await listCohortsTaughtBy(context.db, id);
}

function rowOf(
  token: ApiToken,
  cohortNames: ReadonlyMap<string, string>,
  showOwner: boolean,
  now: Date,
): TokenRow {
  const { id, name, scopes, expiresAt, lastUsedOn } = token;
  return {
    id,
    name,
    scopes,
    expiresAt,
    ownerName: showOwner ? token.ownerName : null,
    // One that the owner no longer teaches has no name here, and is not opened by the token either.
    cohorts: token.cohorts?.flatMap((cohort) => cohortNames.get(cohort) ?? []) ?? null,
    state: tokenState(token, now),
    lastUsedAt: lastUsedOn === null ? null : new Date(`${lastUsedOn}T12:00:00Z`),
  };
}

/** The answer shows the token itself: there is no address where it could be read again. */
async function postToken(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const offered = (await teachable(context, request)).map(({ id }) => id);
  const read = readToken(postedForm(request), offered);
  if (!read.ok) return await showTokens(context, request, reply.status(422), read);
  const asked = { ...read.value, accountId: accountOf(request).id };
  const secret = await issueToken(context.db, asked, context.now());
  const example = `${context.config.baseUrl}${API_ROOT}/cohorts`;
  return page(reply.status(201), 'author/token', { name: asked.name, secret, example });
}

async function postRevocation(
  context: Context,
  request: TokenRoute,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id: actorId, isAdmin } = accountOf(request);
  const target = { actorId, ownerId: isAdmin ? null : actorId, tokenId: request.params.token };
  found((await endToken(context.db, target, context.now())) || null);
  leaveFlash(reply, 'token-revoked');
  return reply.redirect(pathsFor(localeOf(request)).tokens, 303);
}
