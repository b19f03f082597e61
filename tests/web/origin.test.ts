import { afterEach, describe, expect, it } from 'vitest';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';
import { createTwoCohorts } from '../support/two-cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { snapshotOf } from '../support/snapshot.ts';

/** Mail programs press it by themselves; all it does is in the secret of its address. */
const PRESSED_BY_PROGRAMS = '/:locale/unsubscriptions/:secret';
const BASE = 'http://localhost:3000';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(env: Record<string, string> = {}): Promise<Site> {
  const site = await createSite({ env });
  sites.push(site);
  await site.person('Ada');
  return site;
}

/** Status of a sign-in whose form was sent with these headers alone. */
async function signInWith(site: Site, headers: Record<string, string>): Promise<number> {
  const fields = { email: emailOf('Ada'), password: PASSWORD, next: '' };
  const response = await site.app.inject({
    method: 'POST',
    url: '/en/sign-in',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return response.statusCode;
}

type Headers = Record<string, string>;

describe('a form', () => {
  it.each<[Headers]>([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-origin', origin: BASE }],
    [{ origin: BASE }],
    [{ origin: BASE, referer: 'https://evil.example/' }],
  ])('from our own page is taken: %j', async (headers) => {
    expect(await signInWith(await arrange(), headers)).toBe(303);
  });

  it.each<[Headers]>([
    [{}],
    [{ referer: `${BASE}/en/sign-in` }],
    [{ host: 'localhost:3000' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': '' }],
    [{ 'sec-fetch-site': 'same-origin, cross-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: BASE }],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://localhost:3000' }],
    [{ origin: 'http://localhost' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: `${BASE}.evil.example` }],
    [{ origin: `${BASE}@evil.example` }],
    [{ origin: `${BASE}/` }],
    [{ origin: 'http://evil.example', host: 'evil.example' }],
    [{ origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }],
  ])('from elsewhere, or without proof, is refused: %j', async (headers) => {
    const site = await arrange();
    expect(await signInWith(site, headers)).toBe(403);
    expect(await site.db.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  it('must come from the scheme, host and port that visitors see', async () => {
    const site = await arrange({ BASE_URL: 'https://manara.example.org/' });
    expect(await signInWith(site, { origin: 'https://manara.example.org' })).toBe(303);
    expect(await signInWith(site, { origin: 'http://manara.example.org' })).toBe(403);
    expect(await signInWith(site, { origin: 'https://manara.example.org:8443' })).toBe(403);
    expect(await signInWith(site, { origin: 'https://www.manara.example.org' })).toBe(403);
    expect(await signInWith(site, { origin: BASE })).toBe(403);
  });

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('is refused as %s, too', async (method) => {
    const site = await arrange();
    const send = async (headers: Headers) =>
      (await site.app.inject({ method, url: '/en/account', headers })).statusCode;
    expect(await send({})).toBe(403);
    expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(404);
  });
});

describe('without proof of where it comes from', () => {
  const FOREIGN: readonly Headers[] = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ];

  it('every route that takes a form refuses it and changes nothing', async () => {
    const { addressOf, browser, formOf, site } = await createTwoCohorts();
    sites.push(site);
    const posts = site.routes.filter(
      ({ method, path }) => method === 'POST' && path !== PRESSED_BY_PROGRAMS,
    );
    expect(posts.length).toBeGreaterThan(15);
    const before = await snapshotOf(site.db);
    for (const { path } of posts) {
      for (const visitor of ['anonymous', 'a1', 'admin'] as const) {
        for (const headers of FOREIGN) {
          const response = await send(browser(visitor), addressOf(path), headers);
          expect(response.statusCode, `${visitor} ${path}`).toBe(403);
          expect(response.headers['set-cookie'], path).toBeUndefined();
        }
      }

      async function send(from: Browser, url: string, headers: Headers) {
        const form = new URLSearchParams();
        for (const [key, value] of Object.entries(formOf(path, 'a1'))) {
          for (const part of [value].flat()) form.append(key, part);
        }
        return await site.app.inject({
          method: 'POST',
          url,
          cookies: Object.fromEntries(from.cookies),
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          payload: form.toString(),
        });
      }
    }
    expect(await snapshotOf(site.db)).toEqual(before);
  });
});

describe('GET', () => {
  it('changes nothing at any address, that of a form with its fields included', async () => {
    const { addressOf, browser, formOf, site } = await createTwoCohorts();
    sites.push(site);
    const before = await withoutTraces(site.db);
    for (const { method, path } of site.routes) {
      const address = addressOf(path);
      for (const visitor of ['anonymous', 'disabled', 'a1', 'iA', 'admin'] as const) {
        const query = new URLSearchParams(
          Object.entries(formOf(path, visitor)).flatMap(([key, value]) =>
            [value].flat().map((part) => [key, part] as [string, string]),
          ),
        );
        const cookies = Object.fromEntries(browser(visitor).cookies);
        for (const url of [address, `${address}?${query.toString()}`]) {
          const verb = method === 'HEAD' ? 'HEAD' : 'GET';
          const { statusCode } = await site.app.inject({ method: verb, url, cookies });
          expect(statusCode, `${visitor} ${verb} ${url}`).toBeLessThan(500);
        }
      }
    }
    expect(await withoutTraces(site.db)).toEqual(before);
  });

  it('changes are seen by the comparison', async () => {
    const { browser, site } = await createTwoCohorts();
    sites.push(site);
    const before = await snapshotOf(site.db);
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['account', 'session', 'response']));
    await browser('a1').post('/en/lessons/alpha/readings', { section: 'one' });
    expect(await snapshotOf(site.db)).not.toEqual(before);
  });
});

/**
 * All that is stored but what looking is to change: the record of looks and of exports, and where
 * learners stand, which is worked out from all the rest when somebody looks.
 */
async function withoutTraces(db: Db) {
  const stored = await snapshotOf(db);
  const events = (stored['audit_event'] ?? []) as readonly { readonly action: string }[];
  const deeds = events.filter(({ action }) => action !== 'results-exported');
  return { ...stored, work_view: [], standing: [], audit_event: deeds };
}
