import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';

let site: Site;
let stranger: Browser;

beforeEach(async () => {
  site = await createSite();
  await site.cohort('Class', { Ada: 'student' });
  stranger = site.anonymous();
});
afterEach(async () => await site.close());

/** The error summary of a page. */
const summaryOf = (body: string): string =>
  /<div class="errsum" role="alert" tabindex="-1" autofocus.*?<\/div>/s.exec(body)?.[0] ?? '';

describe('signing in and out', () => {
  it('comes back to the page that asked for it', async () => {
    const turned = await stranger.get('/en/lessons/beta?x=1');
    expect(turned.headers.location).toBe(
      `/en/sign-in?next=${encodeURIComponent('/en/lessons/beta?x=1')}`,
    );
    expect((await stranger.get(turned.headers.location ?? '')).body).toContain(
      'value="/en/lessons/beta?x=1"',
    );
    const fields = { email: ' ADA@Example.org', password: PASSWORD, next: '/en/lessons/beta?x=1' };
    const response = await stranger.post('/en/sign-in', fields);
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/en/lessons/beta?x=1');
  });

  it.each([
    '//evil',
    '/\\evil',
    '/\t/evil',
    'https://evil',
    '/.//evil',
    '/en/..//evil',
    'evil',
    '',
  ])('goes home instead of to %j', async (next) => {
    const fields = { email: emailOf('Ada'), password: PASSWORD, next };
    const response = await stranger.post('/en/sign-in', fields);
    expect(new URL(response.headers.location ?? '', 'http://own.example').host).toBe('own.example');
  });

  it('says the same of a wrong password and of an unknown address', async () => {
    const pages = await Promise.all(
      ['ada@example.org', 'who@example.org'].map(async (email) => {
        const response = await site
          .anonymous()
          .post('/en/sign-in', { email, password: 'wrong one' });
        expect(response.statusCode).toBe(422);
        expect(response.body).toContain(`value="${email}"`);
        expect(response.body).not.toContain('wrong one');
        return response.body.replaceAll(email, '');
      }),
    );
    expect(pages[1]).toBe(pages[0]);
    expect(summaryOf(pages[0] ?? '')).toContain('The address or the password is not right');
  });

  it('names the fields that were left empty', async () => {
    const { statusCode, body } = await stranger.post('/en/sign-in', {});
    expect(statusCode).toBe(422);
    expect(summaryOf(body)).toContain('<a href="#email">');
    expect(summaryOf(body)).toContain('<a href="#password">');
  });

  it('makes an account wait after the fifth failure, even with the right password', async () => {
    const fields = { email: emailOf('Ada'), password: 'wrong', next: '' };
    for (let failure = 1; failure <= 5; failure += 1) {
      expect((await stranger.post('/en/sign-in', fields)).statusCode).toBe(422);
    }
    const response = await stranger.post('/en/sign-in', { ...fields, password: PASSWORD });
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(summaryOf(response.body)).toContain('Too many tries');
  });

  it('ends the session on the server too when signing out', async () => {
    const ada = await site.signIn('Ada');
    const cookie = ada.cookies.get('manara') ?? '';
    expect((await ada.post('/en/sign-out')).headers.location).toBe('/en/');
    expect((await ada.get('/en/')).body).toContain('You are signed out.');
    expect((await ada.get('/en/')).body).not.toContain('You are signed out.');
    const replayed = await site.app.inject({ url: '/en/account', cookies: { manara: cookie } });
    expect(replayed.statusCode).toBe(303);
  });

  it('ends the sessions of all devices on demand', async () => {
    const [laptop, phone] = [await site.signIn('Ada'), await site.signIn('Ada')];
    await laptop.post('/en/account/sessions');
    for (const device of [laptop, phone]) {
      expect((await device.get('/en/account')).headers.location).toContain('/sign-in');
    }
  });
});

describe('changing the password', () => {
  const NEXT = 'nine green lighthouses';

  it('keeps this device signed in, signs out the others and takes the new one only', async () => {
    const [laptop, phone] = [await site.signIn('Ada'), await site.signIn('Ada')];
    const fields = { 'current-password': PASSWORD, 'new-password': NEXT };
    expect((await laptop.post('/en/account/password', fields)).statusCode).toBe(303);
    expect((await laptop.get('/en/account')).statusCode).toBe(200);
    expect((await phone.get('/en/account')).statusCode).toBe(303);
    await expect(site.signIn('Ada')).rejects.toThrow('could not sign in');
    const again = await stranger.post('/en/sign-in', { email: emailOf('Ada'), password: NEXT });
    expect(again.statusCode).toBe(303);
  });

  it.each([
    ['current-password', { 'current-password': 'not it', 'new-password': NEXT }],
    ['new-password', { 'current-password': PASSWORD, 'new-password': 'short' }],
    ['new-password', { 'current-password': PASSWORD, 'new-password': emailOf('Ada') }],
  ])('is refused with a bad %s', async (field, fields) => {
    const ada = await site.signIn('Ada');
    const response = await ada.post('/en/account/password', fields);
    expect(response.statusCode).toBe(422);
    expect(summaryOf(response.body)).toContain(`<a href="#${field}">`);
    expect((await site.signIn('Ada')).cookies.has('manara')).toBe(true);
  });
});
