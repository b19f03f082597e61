import { isTextKey, isUnitList } from '../translation/units.ts';
import { MADE_FROM } from '../translation/digests.ts';

/** The parts of a JSON Schema that a course's files need. */
export interface JsonSchema {
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

const RECORD: JsonSchema = {
  type: 'object',
  additionalProperties: { type: ['string', 'number'] },
  description: 'Which base text each text was made from; kept by `manara lint --fix`.',
};

/**
 * The schema of a file's translations, given the file's own: the same tree with only the texts for
 * people, where lists of things with ids are blocks with the ids as keys. Nothing is required.
 */
export function translationSchema(base: JsonSchema): JsonSchema {
  const { properties } = blockOf(base) ?? {};
  return block({ ...properties, [MADE_FROM]: RECORD });
}

function nodeOf(key: string, schema: JsonSchema): JsonSchema | null {
  const forms = formsOf(schema);
  const lists = forms.flatMap(({ type, items }) => (type === 'array' && items ? [items] : []));
  if (lists.length > 0) return listOf(key, { anyOf: lists });
  if (isTextKey(key) && forms.some(({ type }) => type === 'string')) return text(schema);
  return blockOf(schema);
}

function listOf(key: string, entry: JsonSchema): JsonSchema | null {
  const ids = formsOf(entry).some(({ properties }) => properties && 'id' in properties);
  if (!ids) return isUnitList(key) ? { type: 'array' } : null;
  const inner = blockOf(entry);
  return inner && { type: 'object', additionalProperties: inner };
}

/** Forms that a thing can have, such as the kinds of questions, are taken together. */
function blockOf(schema: JsonSchema): JsonSchema | null {
  const nodes = formsOf(schema)
    .flatMap(({ properties }) => Object.entries(properties ?? {}))
    .flatMap(([key, inner]) => {
      const node = nodeOf(key, inner);
      return node === null ? [] : [[key, node] as const];
    });
  if (nodes.length === 0) return null;
  const properties: Record<string, JsonSchema> = {};
  for (const [key, node] of nodes) properties[key] = joined(properties[key], node);
  return block(properties);
}

function joined(one: JsonSchema | undefined, other: JsonSchema): JsonSchema {
  return one?.properties && other.properties
    ? block({ ...one.properties, ...other.properties })
    : (one ?? other);
}

function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  const forms = schema.anyOf ?? schema.oneOf;
  return forms === undefined ? [schema] : forms.flatMap(formsOf);
}

function block(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

function text({ description }: JsonSchema): JsonSchema {
  return { type: 'string', ...(description !== undefined && { description }) };
}
