/** Shortest password accepted, in UTF-16 units (OWASP ASVS 5.0, 6.2.1, asks for 8 or more). */
export const MIN_PASSWORD_LENGTH = 10;
/** Longest, so that hashing a novel is nobody's weapon. */
export const MAX_PASSWORD_LENGTH = 200;

const COMMON = new Set([
  '1234567890',
  '0123456789',
  '1111111111',
  'password12',
  'password123',
  'passwordpassword',
  'motdepasse',
  'motdepasse1',
  'qwertyuiop',
  'azertyuiop',
  'iloveyou123',
  'manaramanara',
]);

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common';

/** What is wrong with a new password; null when nothing is. No rules about kinds of characters. */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  if (password.length < MIN_PASSWORD_LENGTH) return 'too-short';
  if (password.length > MAX_PASSWORD_LENGTH) return 'too-long';
  const folded = password.toLowerCase();
  if (COMMON.has(folded) || folded === email.trim().toLowerCase()) return 'too-common';
  return new Set(folded).size < 4 ? 'too-common' : null;
}
