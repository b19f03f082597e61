import { afterEach, beforeEach, expect, it } from 'vitest';
import { levelOf, openDispute, progressOf, scoreOf, wrongAttempt } from '../support/disputes.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

let site: Site;
let instructor: Browser;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-06-01T08:00:00Z');
  site = await createSite({ now: () => now });
  await site.cohort('Class', { Ada: 'student', Ben: 'student', Ines: 'instructor' });
  await site.cohort('Other', { Cleo: 'student', Omar: 'instructor' });
  instructor = await site.signIn('Ines');
});
afterEach(async () => await site.close());

it('changes marks, result, state and level when an answer is accepted, and back again', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  // Two items of one point: 1 of 2 is under the pass mark of 60 %.
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 1, max_score: 2 });
  const before = await progressOf(site, 'Ada', 'beta');
  expect(before).toMatchObject({ state: 'in-progress', best_share: 0.5, attempts: 1 });
  expect(await levelOf(site, 'Ada', 'use')).toEqual({ level: 'attempted', share: 0 });
  const dispute = await openDispute(site, browser, attempt);

  now = new Date('2026-06-03T08:00:00Z');
  await instructor.post(`${dispute}/acceptance`);
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 2 });
  const after = await progressOf(site, 'Ada', 'beta');
  expect(after).toEqual({ ...before, state: 'passed', best_share: 1 });
  expect(await levelOf(site, 'Ada', 'use')).toEqual({ level: 'proficient', share: 1 });
  expect(await levelOf(site, 'Ada', 'know')).toEqual({ level: 'proficient', share: 1 });
  const feedback = await browser.get(attempt);
  expect(feedback.body).toContain('This answer counts as right.');
  expect(feedback.body).toContain('from <bdi>0</bdi> to <bdi>1</bdi> points');
  expect(feedback.body).toContain('accepted');

  await instructor.post(`${dispute}/reversal`);
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 1 });
  expect(await progressOf(site, 'Ada', 'beta')).toEqual(before);
  expect(await levelOf(site, 'Ada', 'use')).toEqual({ level: 'attempted', share: 0 });
  expect(await site.db.selectFrom('accepted_answer').selectAll().execute()).toEqual([]);
  const ledger = await site.db.selectFrom('mark_change').selectAll().orderBy('id').execute();
  expect(ledger.map((row) => [row.old_score, row.new_score, row.reason])).toEqual([
    [0, 1, 'dispute-accepted'],
    [1, 0, 'dispute-reversed'],
  ]);
  expect((await browser.get(attempt)).body).toContain('from <bdi>1</bdi> to <bdi>0</bdi> points');
  expect((await instructor.get(dispute)).body).toContain('Accept the answer');
  const events = await site.db
    .selectFrom('audit_event')
    .select('action')
    .where('action', 'like', 'dispute-%')
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.action)).toEqual([
    'dispute-opened',
    'dispute-accepted',
    'dispute-reversed',
  ]);
});

it('regrades everybody who gave the same answer to the same version, and who will', async () => {
  const ada = await site.signIn('Ada');
  const word = { 4: 'The Tôwer' };
  const first = await takeQuiz(ada, 'alpha', word);
  const same = await takeQuiz(await site.signIn('Cleo'), 'alpha', { 4: ' the  tower' });
  const different = await takeQuiz(await site.signIn('Ben'), 'alpha', { 4: 'towers' });
  const dispute = await openDispute(site, ada, first, 4);
  expect((await instructor.get(dispute)).body).toContain('This changes <bdi>2</bdi> marks');
  await instructor.post(`${dispute}/acceptance`);
  expect((await scoreOf(site, first)).score).toBe(1);
  expect((await scoreOf(site, same)).score).toBe(1);
  expect((await scoreOf(site, different)).score).toBe(0);
  const later = await takeQuiz(await site.signIn('Ben'), 'alpha', { 4: 'THE TOWER' });
  expect((await scoreOf(site, later)).score).toBe(1);

  await instructor.post(`${dispute}/reversal`);
  for (const attempt of [first, same, different, later]) {
    expect((await scoreOf(site, attempt)).score).toBe(0);
  }
});

it('counts by the rule of the quiz: a better attempt is not beaten by a regrade', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  await takeQuiz(browser, 'beta', { 1: 'red', 2: 'true' });
  const before = await progressOf(site, 'Ada', 'beta');
  expect(before).toMatchObject({ state: 'passed', best_share: 1, attempts: 2 });
  const dispute = await openDispute(site, browser, attempt);
  await instructor.post(`${dispute}/acceptance`);
  expect(await progressOf(site, 'Ada', 'beta')).toEqual(before);
  await instructor.post(`${dispute}/reversal`);
  expect(await progressOf(site, 'Ada', 'beta')).toEqual(before);
  expect(await levelOf(site, 'Ada', 'use')).toEqual({ level: 'proficient', share: 1 });
});

it('accepts other open disputes about the same answer with the first', async () => {
  const one = await wrongAttempt(site, 'Ada');
  const other = await wrongAttempt(site, 'Ben');
  const first = await openDispute(site, one.browser, one.attempt);
  const second = await openDispute(site, other.browser, other.attempt);
  await instructor.post(`${first}/acceptance`);
  expect((await instructor.get(second)).body).toContain('Take the acceptance back');
  await instructor.post(`${second}/reversal`);
  expect((await scoreOf(site, one.attempt)).score).toBe(1);
  expect((await scoreOf(site, other.attempt)).score).toBe(1);
});

it('keeps certainty-based marks in step', async () => {
  const beta = (SMALL_COURSE.get('first-module/beta.yaml') ?? '').replace(
    'pass: 60',
    'pass: 60\n  certainty: true',
  );
  site.serve(catalogueOf(new Map([...SMALL_COURSE, ['first-module/beta.yaml', beta]])));
  const { browser, attempt } = await certainAttempt();
  // Certain and right: 3; certain and wrong: −6.
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 1, certainty_score: -3 });
  const dispute = await openDispute(site, browser, attempt);
  await instructor.post(`${dispute}/acceptance`);
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 2, certainty_score: 6 });
  await instructor.post(`${dispute}/reversal`);
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 1, certainty_score: -3 });
});

async function certainAttempt(): Promise<{ browser: Browser; attempt: string }> {
  const browser = await site.signIn('Ada');
  const started = await browser.post('/en/lessons/beta/attempts');
  const attempt = started.headers.location ?? '';
  await browser.post(`${attempt}/responses`, {
    question: ['1', '2'],
    'revision.q1': '0',
    q1: 'red',
    'sure.q1': '3',
    'revision.q2': '0',
    q2: 'false',
    'sure.q2': '3',
    go: 'all',
  });
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  return { browser, attempt };
}
