import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { signToken } from '../../src/services/signing-keys.ts';
import { insertCredential } from '../../src/store/credentials.ts';
import { insertSiteKey, type SiteKey } from '../../src/store/site-keys.ts';
import type { Site } from './site.ts';

let made: Promise<Omit<SiteKey, 'createdAt'>> | undefined;

/** One key for all sites of a test file: making one takes longer than most tests. */
async function sharedKey(): Promise<Omit<SiteKey, 'createdAt'>> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const privateJwk = { ...(await exportJWK(privateKey)) };
  return { id: await calculateJwkThumbprint(privateJwk), privateJwk };
}

/** Gives the site a key to sign with. */
export async function giveKey({ db, context }: Site): Promise<SiteKey> {
  made ??= sharedKey();
  const key = { ...(await made), createdAt: context.now() };
  await db.transaction().execute(async (tx) => insertSiteKey(tx, key));
  return key;
}

/** Gives a person a certificate, whatever they have passed. */
export async function certify(
  site: Site,
  accountId: string,
): Promise<{ id: string; code: string; key: string }> {
  const { db, context } = site;
  const { baseUrl } = context.config;
  const key = await giveKey(site);
  const { name } = await db
    .selectFrom('account')
    .select('name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const code = '0123456789ABCDEFGHJK';
  const credential = {
    id: '0190a0b0-0000-7000-8000-000000000001',
    accountId,
    name,
    code,
    titles: { en: context.library.catalogue().title },
    jwt: await signToken({ jti: `${baseUrl}/credentials/${code}` }, key, baseUrl),
    issuedAt: context.now(),
  };
  await db.transaction().execute(async (tx) => insertCredential(tx, credential));
  return { id: credential.id, code, key: key.id };
}
