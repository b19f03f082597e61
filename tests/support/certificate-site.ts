import { createPublicKey, type JsonWebKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { giveKey } from './certifying.ts';
import { passSmallCourse } from './passing.ts';
import { createSite, type Browser, type Site } from './site.ts';

export const BASE_URL = 'https://manara.example.org';
export const CERTIFICATE = '/en/certificate';

type PublishedKey = JsonWebKey & { readonly kid: string };

/** A site with the learner Ada, a key, and a clock that stands at `at`. */
export interface CertificateSite {
  readonly site: Site;
  readonly ada: Browser;
  readonly clock: { now: Date };
  readonly publishedKeys: () => Promise<readonly PublishedKey[]>;
  /** Verifies as a stranger would: with another library and nothing but the published keys. */
  readonly verify: (token: string) => Promise<Record<string, unknown>>;
  /** Lets Ada pass and ask for her certificate; gives its signed text. */
  readonly issued: () => Promise<string>;
  /** The check code of a signed text. */
  readonly codeOf: (token: string) => Promise<string>;
}

export async function createCertificateSite(): Promise<CertificateSite> {
  const clock = { now: new Date('2026-06-10T10:00:00.250Z') };
  const site = await createSite({ env: { BASE_URL }, now: () => clock.now });
  await giveKey(site);
  await site.cohort('Class', { Ada: 'student' });
  const ada = await site.signIn('Ada');
  const publishedKeys = async () => {
    const { body } = await site.anonymous().get('/.well-known/jwks.json');
    return (JSON.parse(body) as { keys: readonly PublishedKey[] }).keys;
  };
  const verify = async (token: string) => {
    const key = (await publishedKeys()).find(({ kid }) => kid === kidOf(token));
    if (key === undefined) throw new Error('No published key has this id.');
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const clockTimestamp = Math.floor(clock.now.getTime() / 1000);
    const options = { algorithms: ['RS256' as const], clockTimestamp };
    return jwt.verify(token, publicKey, options) as Record<string, unknown>;
  };
  return {
    site,
    ada,
    clock,
    publishedKeys,
    verify,
    issued: async () => {
      await passSmallCourse(ada);
      await ada.post(CERTIFICATE);
      return (await ada.get(`${CERTIFICATE}/files/jwt`)).body;
    },
    codeOf: async (token) =>
      String((await verify(token))['jti'])
        .split('/')
        .at(-1) ?? '',
  };
}

/** The id of the key that a token says it was signed with. */
export function kidOf(token: string): string | undefined {
  return jwt.decode(token, { complete: true })?.header.kid;
}

/** An address of the site as a path. */
export function pathOf(address: unknown): string {
  return String(address).replace(BASE_URL, '');
}
