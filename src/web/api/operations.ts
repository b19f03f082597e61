import { createHash } from 'node:crypto';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { ApiScope } from '../../domain/api-token.ts';
import type { TokenBearer } from '../../store/api-tokens.ts';
import type { LearnerNames } from '../../domain/pseudonym.ts';
import { learnerNames } from '../learner-names.ts';
import { bearerOf } from './bearer.ts';
import { API_ROOT, BadQueryError } from './problems.ts';

/** Requests of one token in a minute. */
const REQUESTS_PER_MINUTE = 600;

/** A request of another program, checked. */
export interface Call<Query> {
  readonly bearer: TokenBearer;
  /** Parts of the address, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The whole address, as the site is known outside. */
  readonly url: URL;
  readonly log: FastifyBaseLogger;
  /** How the learners of a cohort are called before the owner of the token. */
  readonly namesIn: (cohortId: string) => Promise<LearnerNames>;
}

/** An answer as it may be built: nothing is changed in it any more. */
type Frozen<T> = T extends readonly (infer Part)[]
  ? readonly Frozen<Part>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What there is to read at an address: the route, its description and its check are made of this. */
interface Definition<Query extends z.ZodObject, Answer extends z.ZodType> {
  /** Below `/api/v1`, parameters with a colon. */
  readonly path: string;
  /** Name for programs; unique. */
  readonly id: string;
  readonly summary: string;
  /** What the token must be for; null where any will do. */
  readonly scope: ApiScope | null;
  readonly query: Query;
  readonly answer: Answer;
  readonly read: (
    context: Context,
    call: Call<z.output<Query>>,
  ) => Promise<Frozen<z.output<Answer>>>;
}

export interface Operation extends Omit<Definition<z.ZodObject, z.ZodType>, 'read'> {
  /** Of the answer; where it is lines, `answer` is the schema of one. */
  readonly media: 'application/json' | 'application/x-ndjson';
  readonly handle: (
    context: Context,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<FastifyReply>;
}

/** An operation whose answer is JSON of the type of its schema. */
export function operation<Query extends z.ZodObject, Answer extends z.ZodType>(
  definition: Definition<Query, Answer>,
): Operation {
  const { read, ...described } = definition;
  return {
    ...described,
    media: 'application/json',
    handle: async (context, request, reply) => {
      const answer = await read(context, callOf(context, request, definition.query));
      return sendJson(request, reply, answer);
    },
  };
}

/** Registers the route of an operation. */
export function serveOperation(app: FastifyInstance, context: Context, served: Operation): void {
  const rateLimit = {
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => `token:${bearerOf(request).tokenId}`,
  };
  const scope = served.scope === null ? {} : { scope: served.scope };
  const config = { policy: 'token' as const, rateLimit, ...scope };
  app.get(`${API_ROOT}${served.path}`, { config }, async (request, reply) =>
    served.handle(context, request, reply.header('vary', 'Authorization')),
  );
}

/** @throws {BadQueryError} for a query that is not as described. */
export function callOf<Query extends z.ZodObject>(
  context: Context,
  request: FastifyRequest,
  query: Query,
): Call<z.output<Query>> {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) throw new BadQueryError(parsed.error.issues.map(describe).join(' '));
  const bearer = bearerOf(request);
  const viewer = { id: bearer.accountId, isAdmin: bearer.isAdmin };
  const { t } = request.server.views.language('en');
  return {
    bearer,
    namesIn: async (cohortId) => await learnerNames(context.db, viewer, cohortId, t),
    params: request.params as Readonly<Record<string, string>>,
    query: parsed.data,
    url: new URL(`${context.config.baseUrl}${request.url}`),
    log: request.log,
  };
}

/** Rows of a list that goes on behind the last, where `cursor` is not null. */
export function pageOf<Row>(
  call: Call<unknown>,
  data: readonly Row[],
  cursor: string | null,
): { data: Row[]; next: string | null } {
  const next = new URL(call.url);
  if (cursor !== null) next.searchParams.set('after', cursor);
  return { data: [...data], next: cursor === null ? null : next.href };
}

/** The first `limit` of rows that were asked for with one more, and where the rest begins. */
export function cutPage<Row>(
  call: Call<{ limit: number }>,
  rows: readonly Row[],
  cursorOf: (row: Row) => string,
): { data: Row[]; next: string | null } {
  const { limit } = call.query;
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return pageOf(call, shown, last === undefined ? null : cursorOf(last));
}

function sendJson(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  const body = JSON.stringify(answer);
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply.header('etag', tag);
  const next = nextOf(answer);
  if (next !== null) reply.header('link', `<${next}>; rel="next"`);
  if (request.headers['if-none-match'] === tag) return reply.status(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

function nextOf(answer: unknown): string | null {
  const hasNext = typeof answer === 'object' && answer !== null && 'next' in answer;
  return hasNext && typeof answer.next === 'string' ? answer.next : null;
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? `${message}.` : `${path.join('.')}: ${message}.`;
}
