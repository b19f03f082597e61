import { hasForbiddenCharacters } from './text.ts';

/** Longest name, in UTF-16 units: long enough for any, short enough for a table. */
const MAX_NAME_LENGTH = 100;
/** RFC 5321's limit on an address. */
const MAX_EMAIL_LENGTH = 254;
/** Loose on purpose: only the mail server knows which addresses exist. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type NameProblem = 'noName' | 'longName' | 'badName';

/** What is wrong with a person's name as typed; null when it is fine. */
export function nameProblem(name: string): NameProblem | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'noName';
  if (trimmed.length > MAX_NAME_LENGTH) return 'longName';
  return hasForbiddenCharacters(trimmed) ? 'badName' : null;
}

/** Whether what was typed looks like an e-mail address. */
export function isEmail(text: string): boolean {
  const trimmed = text.trim();
  return (
    trimmed.length <= MAX_EMAIL_LENGTH && EMAIL.test(trimmed) && !hasForbiddenCharacters(trimmed)
  );
}
