import { MIN_PASSWORD_LENGTH, passwordProblem } from '../../domain/password.ts';
import { isEmail, nameProblem } from '../../domain/person.ts';
import type { FieldError } from '../forms.ts';

/** Checks a person's name as typed; null when it is fine. */
export function nameError(name: string): FieldError | null {
  const problem = nameProblem(name);
  return problem === null ? null : { field: 'name', message: `person.error.${problem}` };
}

/** Checks an e-mail address as typed; null when it looks like one. */
export function emailError(email: string): FieldError | null {
  return isEmail(email) ? null : { field: 'email', message: 'person.error.badEmail' };
}

/** Checks a new password; `field` is the control that it was typed in. */
export function passwordError(password: string, email: string, field: string): FieldError | null {
  const problem = passwordProblem(password, email);
  if (problem === null) return null;
  const message = `person.error.password.${problem}`;
  return { field, message, parameters: { count: MIN_PASSWORD_LENGTH } };
}
