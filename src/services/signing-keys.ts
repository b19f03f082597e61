import {
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
} from 'jose';
import type { Db, Tx } from '../store/database.ts';
import { insertSiteKey, listSiteKeys, type SiteKey } from '../store/site-keys.ts';

/** What every verifier of Open Badges 3.0 must know. */
const ALGORITHM = 'RS256';
/** Bits; enough beyond 2030 (NIST SP 800-57 part 1). */
const MODULUS_LENGTH = 2048;

/** A key as it is published, without its private parts. */
export interface PublicKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly alg: typeof ALGORITHM;
  readonly use: 'sig';
  /** The address of this key alone, as in the header of what it signed. */
  readonly kid: string;
}

/** The address of a key below the site's. */
export function keyAddress(baseUrl: string, keyId: string): string {
  return `${baseUrl}/.well-known/keys/${keyId}`;
}

/** What the world may know of a key. */
export function publicKey({ id, privateJwk }: SiteKey, baseUrl: string): PublicKey {
  const { n, e } = privateJwk as { readonly n: string; readonly e: string };
  return { kty: 'RSA', n, e, alg: ALGORITHM, use: 'sig', kid: keyAddress(baseUrl, id) };
}

/** The key that signs now; made when there is none yet. */
export async function currentKey(db: Db, now: Date): Promise<SiteKey> {
  const [newest] = await listSiteKeys(db);
  if (newest !== undefined) return newest;
  // Takes a while, so it is made before the one write lock is taken.
  const made = await makeKey(now);
  return await db.transaction().execute(async (tx) => {
    const [meanwhile] = await listSiteKeys(tx);
    if (meanwhile !== undefined) return meanwhile;
    return await keep(tx, made);
  });
}

/** Makes a new key, which signs from now on; the older ones stay published. */
export async function rotateKey(db: Db, now: Date): Promise<SiteKey> {
  const made = await makeKey(now);
  return await db.transaction().execute(async (tx) => keep(tx, made));
}

/** Signs a payload as a compact JSON Web Token. */
export async function signToken(
  payload: Readonly<Record<string, unknown>>,
  key: SiteKey,
  baseUrl: string,
): Promise<string> {
  return await new SignJWT({ ...payload })
    .setProtectedHeader({ alg: ALGORITHM, kid: keyAddress(baseUrl, key.id), typ: 'JWT' })
    .sign(await importJWK(key.privateJwk as JWK, ALGORITHM));
}

/** The payload of a token that one of the site's keys signed; null for any other text. */
export async function readToken(
  db: Db,
  token: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const key of await listSiteKeys(db)) {
    const payload = await verified(token, key);
    if (payload !== null) return payload;
  }
  return null;
}

async function verified(token: string, key: SiteKey): Promise<Record<string, unknown> | null> {
  const { n, e } = publicKey(key, '');
  try {
    const imported = await importJWK({ kty: 'RSA', n, e }, ALGORITHM);
    const { payload } = await compactVerify(token, imported, { algorithms: [ALGORITHM] });
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  } catch {
    // Not ours, or not a token at all: the two are the same to whoever asks.
    return null;
  }
}

async function makeKey(now: Date): Promise<SiteKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, {
    modulusLength: MODULUS_LENGTH,
    extractable: true,
  });
  const jwk = await exportJWK(privateKey);
  return { id: await calculateJwkThumbprint(jwk), privateJwk: { ...jwk }, createdAt: now };
}

async function keep(tx: Tx, key: SiteKey): Promise<SiteKey> {
  await insertSiteKey(tx, key);
  return key;
}
