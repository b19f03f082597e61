import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeNext } from '../../src/web/redirects.ts';
import { createSite, emailOf, PASSWORD, type Site } from '../support/site.ts';

const OWN: readonly (readonly [next: string, target: string])[] = [
  ['/', '/'],
  ['/en/', '/en/'],
  ['/ar/lessons/alpha', '/ar/lessons/alpha'],
  ['/en/lessons/alpha#quiz', '/en/lessons/alpha#quiz'],
  ['/en/admin/people?q=a%20b&page=2', '/en/admin/people?q=a%20b&page=2'],
  ['/en/?next=//evil.example', '/en/?next=//evil.example'],
  ['/en/../fr/progress', '/fr/progress'],
  ['/en/منارة', '/en/%D9%85%D9%86%D8%A7%D8%B1%D8%A9'],
  ['/@evil.example', '/@evil.example'],
  ['/en//double', '/en//double'],
];

const FOREIGN = [
  '',
  ' ',
  'en/',
  'evil.example',
  '//evil.example',
  '///evil.example',
  '////evil.example/a',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/en\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/ /evil.example',
  '/\u0000/evil.example',
  '/\u0085/evil.example',
  // Browsers and URL parsers take dot segments out, and `//evil.example` is left.
  '/.//evil.example',
  '/..//evil.example',
  '/en/..//evil.example',
  '/%2e%2e//evil.example',
  '/en/%2E.//evil.example/a',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http://manara.invalid.evil.example/',
  'http://manara.invalid@evil.example/',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  '/\tjavascript:alert(1)',
  'data:text/html,hello',
  'mailto:somebody@evil.example',
];

describe('safeNext', () => {
  it.each(OWN)('keeps %j, a path of this site', (next, target) => {
    expect(safeNext(next)).toBe(target);
  });

  it.each(FOREIGN)('refuses %j', (next) => {
    expect(safeNext(next)).toBeNull();
  });

  it.each([...OWN.map(([next]) => next), ...FOREIGN])(
    'leads no browser away from the site with %j',
    (next) => {
      const target = safeNext(next) ?? '/en/';
      expect(new URL(target, 'https://manara.example/en/sign-in').origin).toBe(
        'https://manara.example',
      );
    },
  );
});

describe('signing in', () => {
  let site: Site;
  beforeEach(async () => {
    site = await createSite();
    await site.person('Ada');
  });
  afterEach(async () => await site.close());

  const signIn = async (next: string) => {
    const fields = { email: emailOf('Ada'), password: PASSWORD, next };
    return await site.anonymous().post('/en/sign-in', fields);
  };

  it.each(OWN)('leads on to %j', async (next, target) => {
    const { headers, statusCode } = await signIn(next);
    expect(statusCode).toBe(303);
    expect(headers.location).toBe(target);
  });

  it('leads home where the next page is not of this site', async () => {
    for (const next of FOREIGN) {
      const { headers, statusCode } = await signIn(next);
      expect(statusCode).toBe(303);
      expect(headers.location, JSON.stringify(next)).toBe('/en/');
    }
  });

  it('takes the first of two next pages and checks it', async () => {
    const fields = { email: emailOf('Ada'), password: PASSWORD };
    const post = async (next: string[]) =>
      (await site.anonymous().post('/en/sign-in', { ...fields, next })).headers.location;
    expect(await post(['//evil.example', '/en/progress'])).toBe('/en/');
    expect(await post(['/en/progress', '//evil.example'])).toBe('/en/progress');
  });

  it('comes back to the page that asked for it, query and all', async () => {
    const browser = site.anonymous();
    const asked = await browser.get('/ar/lessons/alpha?from=a%26b');
    expect(asked.statusCode).toBe(303);
    const { location = '' } = asked.headers;
    expect(location).toBe('/ar/sign-in?next=%2Far%2Flessons%2Falpha%3Ffrom%3Da%2526b');
    const form = await browser.get(location);
    expect(form.body).toContain('name="next" value="/ar/lessons/alpha?from=a%26b"');
  });

  it('does not come back to the address of a form, which has no page', async () => {
    const { headers } = await site.anonymous().post('/en/lessons/alpha/attempts');
    expect(headers.location).toBe('/en/sign-in?next=%2Fen%2F');
  });

  it('sends somebody who is signed in home, whatever the next page', async () => {
    const browser = await site.signIn('Ada');
    for (const next of ['//evil.example', '/en/progress']) {
      const { headers } = await browser.get(`/en/sign-in?next=${encodeURIComponent(next)}`);
      expect(headers.location).toBe('/en/');
    }
  });

  it('shows a next page that is markup as text', async () => {
    const { body } = await site.anonymous().get('/en/sign-in?next="><script>alert(1)</script>');
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });
});
