import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSite, type Site } from '../support/site.ts';

let site: Site;
beforeEach(async () => {
  site = await createSite();
});
afterEach(async () => await site.close());

it('shows every page of a learner without an error', async () => {
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  const browser = await site.signIn('Ada');
  for (const path of [
    '/en/',
    '/en/lessons/alpha',
    '/en/progress',
    '/en/glossary',
    '/en/sources',
    '/en/account',
    '/ar/',
    '/fr/lessons/beta',
  ]) {
    const response = await browser.get(path);
    expect(response.statusCode, path).toBe(200);
  }
});

it('takes a quiz from start to feedback', async () => {
  await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  const started = await browser.post('/en/lessons/alpha/attempts');
  expect(started.statusCode).toBe(303);
  const attempt = started.headers.location ?? '';
  const first = await browser.get(`${attempt}/questions/1`);
  expect(first.statusCode).toBe(200);
  const saved = await browser.post(`${attempt}/responses`, {
    question: '1',
    'revision.q1': '0',
    q1: 'red',
    go: 'next',
  });
  expect(saved.headers.location).toBe(`${attempt}/questions/2`);
  for (const number of [2, 3, 4, 5, 6, 7, 8, 9]) {
    expect((await browser.get(`${attempt}/questions/${number}`)).statusCode).toBe(200);
  }
  expect((await browser.get(`${attempt}/questions`)).statusCode).toBe(200);
  const review = await browser.get(`${attempt}/review`);
  expect(review.statusCode).toBe(200);
  const submitted = await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  expect(submitted.headers.location).toBe(attempt);
  const feedback = await browser.get(attempt);
  expect(feedback.statusCode).toBe(200);
  expect(feedback.body).toContain('CANARY-explanation-pick');
});

it('shows every page of an instructor and of an admin', async () => {
  await site.person('Root', { isAdmin: true });
  const cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  const instructor = await site.signIn('Ines');
  const admin = await site.signIn('Root');
  for (const path of [
    '/en/teach',
    `/en/teach/cohorts/${cohort}`,
    '/en/teach/lessons',
    '/en/teach/lessons/alpha',
    '/ar/teach/lessons/alpha/items/pick',
    '/en/teach/lessons/alpha/items/steps',
  ]) {
    const response = await instructor.get(path);
    expect(response.statusCode, path).toBe(200);
  }
  for (const path of [
    '/en/admin/people',
    '/en/admin/cohorts',
    `/en/admin/cohorts/${cohort}`,
    '/en/admin/progress',
    '/en/admin/audit',
  ]) {
    const response = await admin.get(path);
    expect(response.statusCode, path).toBe(200);
  }
});
