import {
  API_SCOPES,
  MAX_TOKEN_NAME_LENGTH,
  TOKEN_LIFETIMES,
  type ApiScope,
} from '../../domain/api-token.ts';
import { hasForbiddenCharacters } from '../../domain/text.ts';
import type { TokenRequest } from '../../services/issuing-tokens.ts';
import { textOf, type FieldError, type FormResult, type PostedForm } from '../forms.ts';
import { BadRequestError } from '../http-errors.ts';
import type { TokenValues } from './token-models.ts';

const [, USUAL_LIFETIME] = TOKEN_LIFETIMES;

export const EMPTY_TOKEN: TokenValues = {
  name: '',
  scopes: [],
  cohorts: [],
  lifetime: USUAL_LIFETIME,
};

/**
 * Reads the form for a new token; `offered` are the ids of the cohorts that it showed.
 * @throws {BadRequestError} for a scope, a cohort or a lifetime that the form does not offer.
 */
export function readToken(
  form: PostedForm,
  offered: readonly string[],
): FormResult<Omit<TokenRequest, 'accountId'>, TokenValues> {
  const name = textOf(form, 'token-name').trim();
  const scopes = chosen(form, 'scope', API_SCOPES);
  const ticked = chosen(form, 'cohort', offered);
  const wanted = Number(textOf(form, 'lifetime'));
  const lifetime = TOKEN_LIFETIMES.find((days) => days === wanted);
  if (lifetime === undefined) throw new BadRequestError('No such lifetime.');
  const errors = errorsOf(name, scopes);
  if (errors.length > 0)
    return { ok: false, values: { name, scopes, cohorts: ticked, lifetime }, errors };
  const cohorts = ticked.length === 0 ? null : ticked;
  return { ok: true, value: { name, scopes, cohorts, lifetime } };
}

function errorsOf(name: string, scopes: readonly ApiScope[]): FieldError[] {
  const usable =
    name !== '' && name.length <= MAX_TOKEN_NAME_LENGTH && !hasForbiddenCharacters(name);
  return [
    ...(usable ? [] : [{ field: 'token-name', message: 'tokens.error.name' }]),
    ...(scopes.length > 0 ? [] : [{ field: 'scope-0', message: 'tokens.error.scopes' }]),
  ];
}

function chosen<Value extends string>(
  form: PostedForm,
  field: string,
  offered: readonly Value[],
): Value[] {
  const ticked = form.get(field) ?? [];
  if (ticked.some((value) => !offered.includes(value as Value))) {
    throw new BadRequestError(`${field}: no such choice.`);
  }
  return offered.filter((value) => ticked.includes(value));
}
