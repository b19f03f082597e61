import type * as argon2 from '@node-rs/argon2';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSite, emailOf, PASSWORD, type Site } from '../support/site.ts';

/** Every check of a password waits here until the test lets them go on. */
const door = vi.hoisted(() => ({
  checking: 0,
  most: 0,
  opened: Promise.resolve(),
  open: () => {},
}));

vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof argon2>();
  const verify: typeof argon2.verify = async (...parameters) => {
    door.checking += 1;
    door.most = Math.max(door.most, door.checking);
    await door.opened;
    door.checking -= 1;
    return await real.verify(...parameters);
  };
  return { ...real, verify };
});

let site: Site;
beforeEach(async () => {
  site = await createSite();
  await site.person('Ada');
  door.most = 0;
  door.opened = new Promise((resolve) => {
    door.open = resolve;
  });
});
afterEach(async () => {
  door.open();
  await site.close();
});

const signIn = async () => {
  const fields = { email: emailOf('Ada'), password: PASSWORD, next: '' };
  return await site.anonymous().post('/en/sign-in', fields);
};

it('two passwords are checked at once, twenty wait, and further ones come back later', async () => {
  const answers: Awaited<ReturnType<typeof signIn>>[] = [];
  const all = Array.from({ length: 30 }, async () => {
    answers.push(await signIn());
  });
  await vi.waitUntil(() => answers.length === 8, 5000);
  for (const answer of answers) {
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  expect(door.checking).toBe(2);

  // While the gate is full the rest of the site answers, and nothing of the eight is held against them.
  expect((await site.anonymous().get('/en/')).statusCode).toBe(200);
  expect(await site.db.selectFrom('throttle').selectAll().execute()).toEqual([]);

  door.open();
  await Promise.all(all);
  expect(answers.slice(8).map(({ statusCode }) => statusCode)).toEqual(
    Array.from({ length: 22 }, () => 303),
  );
  expect(door.most).toBe(2);
  expect((await signIn()).statusCode).toBe(303);
});

it('joining and changing a password go through the same gate', async () => {
  await site.cohort('Class', {});
  door.open();
  const ada = await site.signIn('Ada');
  door.opened = new Promise((resolve) => {
    door.open = resolve;
  });
  const waiting = Array.from({ length: 22 }, signIn);
  await vi.waitUntil(() => door.checking === 2, 5000);
  // The gate is full once the twenty-third is turned away.
  await vi.waitUntil(async () => (await signIn()).statusCode === 503, 5000);
  const join = { code: 'CLASS', name: 'New', email: 'new@example.org', password: PASSWORD };
  expect((await site.anonymous().post('/en/join', join)).statusCode).toBe(503);
  const change = { 'current-password': PASSWORD, 'new-password': 'another long password' };
  expect((await ada.post('/en/account/password', change)).statusCode).toBe(503);
  expect((await ada.get('/en/account')).statusCode).toBe(200);
  door.open();
  await Promise.all(waiting);
  expect((await site.anonymous().post('/en/join', join)).statusCode).toBe(303);
});
