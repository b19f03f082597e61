/** What a token may be for; each also has a message under `tokens.scope`. */
export const API_SCOPES = ['cohorts:read', 'results:read', 'items:read', 'activity:read'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Days for which a token may be made. */
export const TOKEN_LIFETIMES = [30, 90, 365] as const;
export type TokenLifetime = (typeof TOKEN_LIFETIMES)[number];

/** Longest name of a token, in UTF-16 units. */
export const MAX_TOKEN_NAME_LENGTH = 100;

/** Makes tokens easy to find in files where they should not be. */
export const TOKEN_PREFIX = 'manara_';

/** 256 bits in base64url behind the prefix; anything else is not looked up. */
const TOKEN = /^manara_[A-Za-z0-9_-]{43}$/;

/** True for a text that may be one of our tokens. */
export function looksLikeToken(text: string): boolean {
  return TOKEN.test(text);
}

export type TokenState = 'live' | 'expired' | 'revoked';

/** What has become of a token at `now`. */
export function tokenState(
  token: { readonly expiresAt: Date; readonly revokedAt: Date | null },
  now: Date,
): TokenState {
  if (token.revokedAt !== null) return 'revoked';
  return now < token.expiresAt ? 'live' : 'expired';
}
