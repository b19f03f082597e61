import { afterEach, describe, expect, it } from 'vitest';
import { createSite, emailOf, PASSWORD, type Site } from '../support/site.ts';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(baseUrl?: string): Promise<Site> {
  const site = await createSite({ env: baseUrl === undefined ? {} : { BASE_URL: baseUrl } });
  sites.push(site);
  await site.person('Ada');
  return site;
}

/** The raw `Set-Cookie` headers of a sign-in, a first page, and a sign-out with its message. */
async function cookiesOf(site: Site): Promise<string[]> {
  const browser = site.anonymous();
  const fields = { email: emailOf('Ada'), password: PASSWORD, next: '' };
  const responses = [
    await browser.post('/en/sign-in', fields),
    await browser.get('/en/'),
    await browser.post('/en/sign-out'),
    await browser.get('/en/'),
  ];
  return responses.flatMap(({ headers }) => headers['set-cookie'] ?? []);
}

describe('the session cookie', () => {
  it('is __Host-, Secure, HttpOnly and SameSite=Lax where the base URL is https', async () => {
    const [cookie = ''] = await cookiesOf(await arrange('https://manara.example.org'));
    expect(cookie).toMatch(/^__Host-manara=[a-z0-9]{40}; /);
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(
      ['HttpOnly', `Max-Age=${14 * 86_400}`, 'Path=/', 'SameSite=Lax', 'Secure'].toSorted(),
    );
  });

  it('is HttpOnly and SameSite=Lax where it is http, and has a name that http allows', async () => {
    const [cookie = ''] = await cookiesOf(await arrange());
    expect(cookie).toMatch(/^manara=[a-z0-9]{40}; /);
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(
      ['HttpOnly', `Max-Age=${14 * 86_400}`, 'Path=/', 'SameSite=Lax'].toSorted(),
    );
  });

  it('of http does not count where the base URL is https', async () => {
    const site = await arrange('https://manara.example.org');
    const browser = await site.signIn('Ada');
    const id = browser.cookies.get('__Host-manara') ?? '';
    const withCookie = async (name: string) =>
      (await site.app.inject({ url: '/en/account', cookies: { [name]: id } })).statusCode;
    expect(await withCookie('__Host-manara')).toBe(200);
    expect(await withCookie('manara')).toBe(303);
  });
});

describe('every cookie', () => {
  it.each([
    ['https://manara.example.org', true],
    ['http://localhost:3000', false],
  ])('of %s is HttpOnly, SameSite=Lax, for the host alone, and Secure: %s', async (url, secure) => {
    const cookies = await cookiesOf(await arrange(url));
    const names = new Set(cookies.map((cookie) => cookie.split('=', 1)[0]));
    expect(names).toEqual(new Set([secure ? '__Host-manara' : 'manara', 'locale', 'flash']));
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).not.toMatch(/; Domain=/i);
      expect(/; Secure/.test(cookie), cookie).toBe(secure);
    }
  });
});

describe('a malformed cookie header', () => {
  const MALFORMED = [
    'manara=%',
    'manara=%zz',
    'manara=%E0%A4%A',
    'manara=',
    'manara',
    '=',
    ';;;',
    'manara="quoted"',
    `manara=${'a'.repeat(40)}`,
    `manara=${'a'.repeat(4000)}`,
    'manara=../../etc/passwd',
    "manara=' or 1=1 --",
    'manara=a; manara=b',
    '__proto__=1; constructor=2; manara=__proto__',
    'flash=%; locale=%',
    'flash=toString; locale=__proto__',
    'flash=saved<script>; locale=xx',
    'manara=\u00FF\u00FE',
  ];

  it.each(MALFORMED)('makes an anonymous visitor: %j', async (cookie) => {
    const site = await arrange();
    await site.signIn('Ada');
    const get = async (url: string) => await site.app.inject({ url, headers: { cookie } });
    expect((await get('/en/account')).statusCode).toBe(303);
    const home = await get('/en/');
    expect(home.statusCode).toBe(200);
    expect(home.body).toContain('href="/en/sign-in"');
    expect(home.body).not.toContain('saved<script>');
    expect((await get('/')).headers.location).toBe('/en/');
    expect((await get('/en/nowhere')).statusCode).toBe(404);
  });
});
