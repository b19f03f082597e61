import type { z } from 'zod';
import type { Finding } from '../diagnostic.ts';
import { explain } from './messages.ts';

/** Checked data, or everything that is wrong with it. */
export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Checks plain data against a schema. */
export function validate<S extends z.ZodType>(schema: S, data: unknown): Validated<z.infer<S>> {
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    findings: result.error.issues.flatMap((issue) => explain(schema, data, issue)),
  };
}
