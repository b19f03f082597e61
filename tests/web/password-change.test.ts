import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSite, PASSWORD, type Site } from '../support/site.ts';

let site: Site;
let time = Date.parse('2031-05-06T07:08:09Z');
beforeEach(async () => {
  site = await createSite({ now: () => new Date(time) });
  await site.person('Ada');
});
afterEach(async () => await site.close());

const CHANGE = { 'new-password': 'another long password' };

it('slows down whoever guesses the current password, as at sign-in', async () => {
  const browser = await site.signIn('Ada');
  const guess = async () =>
    await browser.post('/en/account/password', { ...CHANGE, 'current-password': 'a guess' });
  for (let failure = 1; failure <= 5; failure += 1) expect((await guess()).statusCode).toBe(422);
  const slowed = await guess();
  expect(slowed.statusCode).toBe(429);
  expect(slowed.headers['retry-after']).toBe('1');
  expect(slowed.body).toContain('href="#current-password"');
  const rows = await site.db
    .selectFrom('audit_event')
    .select('id')
    .where('action', '=', 'password-refused')
    .execute();
  expect(rows).toHaveLength(5);
});

it('takes the right one after the wait, and forgets the failures', async () => {
  const browser = await site.signIn('Ada');
  for (let failure = 1; failure <= 5; failure += 1) {
    await browser.post('/en/account/password', { ...CHANGE, 'current-password': 'a guess' });
  }
  time += 1000;
  const right = { ...CHANGE, 'current-password': PASSWORD };
  expect((await browser.post('/en/account/password', right)).statusCode).toBe(303);
  const throttle = await site.db
    .selectFrom('throttle')
    .selectAll()
    .where('key', 'like', 'account:%')
    .execute();
  expect(throttle).toEqual([]);
});
