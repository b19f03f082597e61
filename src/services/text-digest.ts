import { createHash } from 'node:crypto';

/** The name of a text: its SHA-256, in hexadecimal digits. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The same for a file that may not be there: null then. */
export function fileDigest(text: string | undefined): string | null {
  return text === undefined ? null : textDigest(text);
}
