import { hasForbiddenCharacters } from '../../domain/text.ts';
import { MIN_PASSWORD_LENGTH, passwordProblem } from '../../domain/password.ts';
import type { FieldError } from '../forms.ts';

/** Longest name, in UTF-16 units: long enough for any, short enough for a table. */
const MAX_NAME_LENGTH = 100;
/** RFC 5321's limit on an address. */
const MAX_EMAIL_LENGTH = 254;
/** Loose on purpose: only the mail server knows which addresses exist. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Checks a person's name as typed; null when it is fine. */
export function nameError(name: string): FieldError | null {
  const trimmed = name.trim();
  if (trimmed === '') return { field: 'name', message: 'person.error.noName' };
  if (trimmed.length > MAX_NAME_LENGTH) return { field: 'name', message: 'person.error.longName' };
  if (hasForbiddenCharacters(trimmed)) return { field: 'name', message: 'person.error.badName' };
  return null;
}

/** Checks an e-mail address as typed; null when it looks like one. */
export function emailError(email: string): FieldError | null {
  const trimmed = email.trim();
  const usable =
    trimmed.length <= MAX_EMAIL_LENGTH && EMAIL.test(trimmed) && !hasForbiddenCharacters(trimmed);
  return usable ? null : { field: 'email', message: 'person.error.badEmail' };
}

/** Checks a new password; `field` is the control that it was typed in. */
export function passwordError(password: string, email: string, field: string): FieldError | null {
  const problem = passwordProblem(password, email);
  if (problem === null) return null;
  const message = `person.error.password.${problem}`;
  return { field, message, parameters: { count: MIN_PASSWORD_LENGTH } };
}
