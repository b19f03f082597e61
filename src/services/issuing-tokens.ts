import { createHash, randomBytes } from 'node:crypto';
import {
  looksLikeToken,
  TOKEN_PREFIX,
  type ApiScope,
  type TokenLifetime,
} from '../domain/api-token.ts';
import {
  findBearer,
  insertApiToken,
  noteTokenUse,
  revokeApiToken,
  type TokenBearer,
} from '../store/api-tokens.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const SECRET_BYTES = 32;

/** What somebody asks a token for. */
export interface TokenRequest {
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** Ids; null for every cohort that the owner may see. */
  readonly cohorts: readonly string[] | null;
  /** Days until it ends. */
  readonly lifetime: TokenLifetime;
}

/** Makes a token. What is returned is to be shown once: only its digest is kept. */
export async function issueToken(db: Db, asked: TokenRequest, now: Date): Promise<string> {
  const secret = TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
  const { lifetime, ...token } = asked;
  const expiresAt = new Date(now.getTime() + lifetime * MILLISECONDS_PER_DAY);
  await db.transaction().execute(async (tx) => {
    await insertApiToken(tx, { ...token, digest: digestOf(secret), expiresAt }, now);
    const detail = { name: asked.name, scopes: asked.scopes.join(' ') };
    const { accountId } = asked;
    const event = { actorId: accountId, action: 'token-created', subject: accountId } as const;
    await recordEvent(tx, { ...event, detail }, now);
  });
  return secret;
}

/**
 * Ends a token at once: one's own, or anybody's for an admin (`ownerId` null).
 * @returns false where there is no such token that still works.
 */
export async function endToken(
  db: Db,
  { actorId, ownerId, tokenId }: { actorId: string; ownerId: string | null; tokenId: string },
  now: Date,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const token = await revokeApiToken(tx, tokenId, ownerId, now);
    if (token === undefined) return false;
    const { accountId: subject, name } = token;
    await recordEvent(tx, { actorId, action: 'token-revoked', subject, detail: { name } }, now);
    return true;
  });
}

/** Who shows this token, if it is good at `now`; the first use of each day (UTC) is noted. */
export async function readToken(
  db: Db,
  secret: string,
  now: Date,
): Promise<TokenBearer | undefined> {
  if (!looksLikeToken(secret)) return undefined;
  const bearer = await findBearer(db, digestOf(secret), now);
  if (bearer === undefined) return undefined;
  const today = now.toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (bearer.lastUsedOn !== today) await noteTokenUse(db, bearer.tokenId, today);
  return bearer;
}

/** The secret has 256 random bits, so a plain hash keeps it as well as a slow one. */
function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
