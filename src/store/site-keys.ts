import type { Db, Tx } from './database.ts';

/** A key with which the site signs. */
export interface SiteKey {
  /** The key's thumbprint (RFC 7638). */
  readonly id: string;
  /** The private key as a JSON Web Key. */
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** Every key that the site has had, newest first: old ones still prove what they signed. */
export async function listSiteKeys(db: Db): Promise<SiteKey[]> {
  const rows = await db
    .selectFrom('site_key')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    privateJwk: JSON.parse(row.private_jwk) as Record<string, unknown>,
    createdAt: new Date(row.created_at),
  }));
}

export async function insertSiteKey(db: Tx, key: SiteKey): Promise<void> {
  await db
    .insertInto('site_key')
    .values({
      id: key.id,
      private_jwk: JSON.stringify(key.privateJwk),
      created_at: key.createdAt.toISOString(),
    })
    .execute();
}
