import { z } from 'zod';
import type { Operation } from './operations.ts';
import { API_ROOT } from './problems.ts';
import { problem, shapes } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** What stands for a part of an address. */
const PARTS: Readonly<Record<string, string>> = {
  cohort: 'Id of a cohort.',
  result: 'Id of a submitted attempt.',
  version: 'Version of a question, from `version`.',
};

/** What can go wrong everywhere. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The query cannot be read.',
  401: 'There is no token, or it is not good, or no longer.',
  403: 'The token is not for this, or its owner teaches nobody any more.',
  404: 'There is nothing here that the token opens.',
  429: 'Too many requests; Retry-After says when to come back.',
};

/** The description of the interface (OpenAPI 3.1), made from the operations themselves. */
export function describeApi(operations: readonly Operation[], baseUrl: string): Json {
  const described = operations.map((operation) => [
    operation.path.replaceAll(/:([a-z]+)/g, '{$1}'),
    { get: describeOperation(operation) },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Manara',
      version: '1',
      summary: 'Cohorts, progress, results and questions, to read.',
      description:
        'Every request carries a token as `Authorization: Bearer`. A token opens no more than its owner may see at that moment. Lists go on at `next`. New members may be added to answers; what is there stays.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${baseUrl}${API_ROOT}` }],
    security: [{ token: [] }],
    paths: Object.fromEntries(described),
    components: {
      schemas: describeShapes(),
      responses: Object.fromEntries(Object.entries(REFUSALS).map(describeRefusal)),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describeOperation({ id, summary, scope, path, query, answer, media }: Operation): Json {
  const needed = scope === null ? 'Any token will do.' : `Needs the scope \`${scope}\`.`;
  const parts = [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => describePart(name));
  return {
    operationId: id,
    summary,
    description: needed,
    parameters: [...parts, ...describeQuery(query)],
    responses: {
      200: {
        description: media === 'application/json' ? 'Found.' : 'One to a line.',
        content: { [media]: { schema: { $ref: refOf(answer) } } },
      },
      ...Object.fromEntries(
        Object.keys(REFUSALS).map((status) => [
          status,
          { $ref: `#/components/responses/Refusal${status}` },
        ]),
      ),
    },
  };
}

function describePart(name: string): Json {
  const schema = { type: 'string' };
  return { name, in: 'path', required: true, description: PARTS[name] ?? name, schema };
}

function describeQuery(query: z.ZodObject): Json[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
}

function describeRefusal([status, description]: [string, string]): [string, Json] {
  const schema = { $ref: refOf(problem) };
  return [`Refusal${status}`, { description, content: { 'application/problem+json': { schema } } }];
}

function describeShapes(): Json {
  const { schemas } = z.toJSONSchema(shapes, { uri: uriOf });
  const described = Object.entries(schemas).map(([id, schema]) => [id, withoutHead(schema)]);
  return Object.fromEntries(described);
}

/** What stands in a document needs no address and no dialect of its own. */
function withoutHead(schema: object): Json {
  return Object.fromEntries(
    Object.entries(schema).filter(([name]) => name !== '$id' && name !== '$schema'),
  );
}

/** @throws for a shape without a name. */
function refOf(shape: z.ZodType): string {
  const named = shapes.get(shape);
  if (named === undefined) throw new Error('An answer has no name.');
  return uriOf(named.id);
}

function uriOf(id: string): string {
  return `#/components/schemas/${id}`;
}
