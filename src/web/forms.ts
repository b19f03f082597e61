import type { FastifyRequest } from 'fastify';
import { BadRequestError } from './http-errors.ts';

/** A posted form as flat text fields; a field that came more than once keeps all its values. */
export type PostedForm = ReadonlyMap<string, readonly string[]>;

/** A field that is wrong: `message` is a message key. */
export interface FieldError {
  /** Id of the control that the summary links to. */
  readonly field: string;
  readonly message: string;
  readonly parameters?: Record<string, unknown>;
}

export type FormErrors = readonly FieldError[];

/** A form read: the value, or what was typed with what is wrong about it. */
export type FormResult<Value, Values> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly values: Values; readonly errors: FormErrors };

/** More fields than the longest of our forms has, a whole quiz on one page. */
const MAX_FIELDS = 1000;

/**
 * The posted body as a form; anything else than a form is an empty one.
 * @throws {BadRequestError} for more fields than any of our forms has.
 */
export function postedForm(request: FastifyRequest): PostedForm {
  const body = request.body;
  if (typeof body !== 'object' || body === null) return new Map();
  const fields = Object.entries(body);
  if (fields.length > MAX_FIELDS) throw new BadRequestError('The form has too many fields.');
  return new Map(fields.map(([key, value]) => [key, [value].flat().map((part) => String(part))]));
}

/** The one value of a field, or an empty text. */
export function textOf(form: PostedForm, field: string): string {
  return form.get(field)?.[0] ?? '';
}

/** The one value of a query parameter, or an empty text: an address may repeat or nest anything. */
export function queryText(request: FastifyRequest, name: string): string {
  const query = request.query as Readonly<Record<string, unknown>>;
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

/** The error of a field, for the message beside it. */
export function errorOf(errors: FormErrors, field: string): FieldError | undefined {
  return errors.find((error) => error.field === field);
}
