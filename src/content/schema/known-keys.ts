import { z } from 'zod';
import type { Path } from '../diagnostic.ts';

/** The keys that the schema knows at a path of the data; used to guess what an unknown key means. */
export function knownKeys(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  let here: unknown = schema;
  let value: unknown = data;
  for (const step of path) {
    here = descend(resolve(here, value), step);
    value = member(value, step);
  }
  const object = resolve(here, value);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** Looks through optional wrappers, and picks the branch of a union by the data's discriminator. */
function resolve(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return resolve(schema.unwrap(), value);
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const name = schema.def.discriminator;
  const wanted = member(value, name);
  return schema.options.find((option) => {
    const literal: unknown = option instanceof z.ZodObject ? option.shape[name] : undefined;
    return literal instanceof z.ZodLiteral && literal.value === wanted;
  });
}

function descend(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodObject) return schema.shape[step];
  return undefined;
}

/** The value under a key or position, or undefined. */
export function member(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string | number, unknown>)[step];
}

/** The value at the end of a path, or undefined. */
export function memberAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(member, value);
}
