import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses one, so nothing slower than SHA-256 need guard them. */
const TOKEN_BYTES = 32;
/** As {@link newToken} makes them; anything else is not looked up. */
const TOKEN = /^[\w-]{43}$/;

/** A secret for a link that is sent by mail; only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What the database knows of a token; undefined for what can be none. */
export function hashToken(token: string): string | undefined {
  return TOKEN.test(token) ? createHash('sha256').update(token).digest('hex') : undefined;
}
