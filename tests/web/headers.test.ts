import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { loadAssetPaths } from '../../src/web/assets.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

const HTTPS = { BASE_URL: 'https://manara.example.org' };
const FORM = 'application/x-www-form-urlencoded';
/** Words that tell of the inside: stacks, paths, SQL, libraries, templates. */
const INSIDE =
  /\bat \S+:\d+|\bat (async )?[\w.]+ \(|node_modules|\/work\/|\/src\/|\.ts\b|\.eta\b|select |insert |no such table|sqlite|kysely|fastify|FST_|[a-z]Error:|stack/i;

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(env: Record<string, string> = {}): Promise<Site> {
  const site = await createSite({ env });
  sites.push(site);
  await site.cohort('Class', { Ada: 'student' });
  return site;
}

/** A kind of response, and how to get one. */
interface Kind {
  readonly name: string;
  readonly status: number;
  readonly ask: (site: Site, browser: Browser) => Promise<LightMyRequestResponse>;
}

const post = async (site: Site, headers: Record<string, string>, payload: string) =>
  await site.app.inject({
    method: 'POST',
    url: '/en/sign-in',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    payload,
  });

const PAGES: readonly Kind[] = [
  { name: 'welcome', status: 200, ask: async (site) => await site.anonymous().get('/en/') },
  { name: 'course map', status: 200, ask: async (_, ada) => await ada.get('/en/') },
  { name: 'lesson', status: 200, ask: async (_, ada) => await ada.get('/ar/lessons/alpha') },
  { name: 'account', status: 200, ask: async (_, ada) => await ada.get('/fr/account') },
  { name: 'front door', status: 302, ask: async (site) => await site.anonymous().get('/') },
  {
    name: 'redirect to sign-in',
    status: 303,
    ask: async (site) => await site.anonymous().get('/en/progress'),
  },
  {
    name: 'redirect after a form',
    status: 303,
    ask: async (_, ada) => await ada.post('/en/lessons/alpha/attempts'),
  },
];

const ERRORS: readonly Kind[] = [
  {
    name: 'no such page',
    status: 404,
    ask: async (site) => await site.anonymous().get('/en/nowhere'),
  },
  { name: 'no such language', status: 404, ask: async (_, ada) => await ada.get('/xx/account') },
  {
    name: 'no such attempt',
    status: 404,
    ask: async (_, ada) => await ada.get('/en/attempts/none'),
  },
  { name: 'no such file', status: 404, ask: async (_, ada) => await ada.get('/assets/none.css') },
  { name: 'no listing of files', status: 403, ask: async (_, ada) => await ada.get('/assets/') },
  {
    name: 'not for learners',
    status: 403,
    ask: async (_, ada) => await ada.get('/en/admin/audit'),
  },
  {
    name: 'foreign form',
    status: 403,
    ask: async (site) =>
      await post(site, { 'sec-fetch-site': 'cross-site', 'content-type': FORM }, 'email=a'),
  },
  {
    name: 'form without its key',
    status: 400,
    ask: async (_, ada) => await ada.post('/en/attempts/none/submission'),
  },
  { name: 'broken address', status: 400, ask: async (site) => await site.app.inject('/en/%zz') },
  {
    name: 'broken address of a form',
    status: 400,
    ask: async (site) => await site.app.inject({ method: 'POST', url: '/en/%zz' }),
  },
  {
    name: 'endless address',
    status: 400,
    ask: async (site) => await site.app.inject(`/en/lessons/${'a'.repeat(200)}`),
  },
  {
    name: 'refused form',
    status: 422,
    ask: async (site) => await post(site, { 'content-type': FORM }, 'email='),
  },
  {
    name: 'body that is too large',
    status: 413,
    ask: async (site) => await post(site, { 'content-type': FORM }, `a=${'x'.repeat(600_000)}`),
  },
  {
    name: 'body of another kind',
    status: 415,
    ask: async (site) => await post(site, { 'content-type': 'application/xml' }, '<a/>'),
  },
  {
    name: 'JSON that is broken',
    status: 400,
    ask: async (site) => await post(site, { 'content-type': 'application/json' }, '{"email":'),
  },
  {
    name: 'too many fields',
    status: 400,
    ask: async (site) =>
      await post(
        site,
        { 'content-type': FORM },
        Array.from({ length: 5000 }, (_, index) => `a${index}=1`).join('&'),
      ),
  },
  {
    name: 'fault in the database',
    status: 500,
    ask: async (site, ada) => {
      await sql`drop table lesson_progress`.execute(site.db);
      return await ada.get('/en/progress');
    },
  },
  {
    name: 'fault while the session is read',
    status: 500,
    ask: async (site, ada) => {
      await sql`drop table session`.execute(site.db);
      return await ada.get('/en/progress');
    },
  },
  {
    name: 'fault in a template',
    status: 500,
    ask: async (site, ada) => {
      const catalogue = site.context.library.catalogue();
      const terms = new Map([...catalogue.terms, ['bad', null]]) as typeof catalogue.terms;
      site.serve({ ...catalogue, terms });
      return await ada.get('/en/glossary');
    },
  },
];

const FILES: readonly Kind[] = ['app.css', 'app.js', 'icon.svg', 'el-messiri-latin.woff2'].map(
  (name) => ({
    name,
    status: 200,
    ask: async (site: Site) => await site.anonymous().get(loadAssetPaths()(name)),
  }),
);

function expectSecurityHeaders({ headers }: LightMyRequestResponse): void {
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  });
  for (const name of ['server', 'x-powered-by']) expect(headers[name]).toBeUndefined();
  const directives = String(headers['content-security-policy']).split('; ');
  expect(directives).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(directives.join()).not.toMatch(/unsafe|\*|https?:/);
}

describe('every response', () => {
  it.each([...PAGES, ...ERRORS])('has all headers and is not stored: $name', async (kind) => {
    const site = await arrange();
    const response = await kind.ask(site, await site.signIn('Ada'));
    expect(response.statusCode).toBe(kind.status);
    expectSecurityHeaders(response);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['strict-transport-security']).toBeUndefined();
  });

  it.each(FILES)('has all headers, files included: $name', async ({ ask }) => {
    const site = await arrange();
    const response = await ask(site, site.anonymous());
    expect(response.statusCode).toBe(200);
    expectSecurityHeaders(response);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['set-cookie']).toBeUndefined();
    const { etag = '' } = response.headers;
    const url = response.raw.req.url ?? '';
    const unchanged = await site.app.inject({ url, headers: { 'if-none-match': etag } });
    expect(unchanged.statusCode).toBe(304);
    expectSecurityHeaders(unchanged);
  });

  it.each([...PAGES, ...ERRORS, ...FILES])(
    'asks for https for two years where the base URL has it: $name',
    async (kind) => {
      const site = await arrange(HTTPS);
      const response = await kind.ask(site, await site.signIn('Ada'));
      expect(response.statusCode).toBe(kind.status);
      expect(response.headers['strict-transport-security']).toBe(
        'max-age=63072000; includeSubDomains',
      );
    },
  );
});

describe('an error', () => {
  it.each(ERRORS)('is said in plain words, without the inside: $name', async (kind) => {
    const site = await arrange();
    const { body, headers } = await kind.ask(site, await site.signIn('Ada'));
    expect(headers['content-type']).toMatch(/^text\/(html|plain); charset=utf-8$/);
    const text = body.replaceAll(/<head>.*?<\/head>|<svg.*?<\/svg>/gs, '');
    expect(INSIDE.exec(text)?.[0]).toBeUndefined();
    expect(body.length).toBeGreaterThan(10);
  });

  it('in the program gives a reference to look up, and nothing else of it', async () => {
    const site = await arrange();
    const browser = await site.signIn('Ada');
    await sql`drop table lesson_progress`.execute(site.db);
    const { body } = await browser.get('/en/progress');
    expect(body).toMatch(/<bdi>req-[a-z0-9]+<\/bdi>/);
  });

  it('shows an address with markup as text', async () => {
    const site = await arrange();
    const { body } = await site.anonymous().get('/en/<script>alert(1)</script>"onload="x');
    expect(body).not.toMatch(/<script>alert|"onload="/);
  });
});

describe('a file', () => {
  it('says that it depends on the encodings that the browser takes', async () => {
    const site = await arrange();
    const url = loadAssetPaths()('app.css');
    const packed = await site.app.inject({ url, headers: { 'accept-encoding': 'br' } });
    expect(packed.headers['content-encoding']).toBe('br');
    const plain = await site.app.inject({ url });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const { headers } of [packed, plain]) expect(headers['vary']).toMatch(/accept-encoding/i);
  });
});

describe('the front door', () => {
  it('says that it depends on the language and the cookie', async () => {
    const site = await arrange();
    const { headers } = await site.anonymous().get('/');
    expect(headers['vary']).toBe('Accept-Language, Cookie');
  });
});
