import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDispute, REASONS, scoreOf, wrongAttempt } from '../support/disputes.ts';
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

it('lets a learner dispute an answer that was not right, and only such', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  const feedback = await browser.get(attempt);
  expect(feedback.body).toContain(`${attempt}/questions/2/dispute`);
  expect(feedback.body).not.toContain(`${attempt}/questions/1/dispute`);
  expect((await browser.get(`${attempt}/questions/2/dispute`)).statusCode).toBe(200);
  for (const number of ['1', '0', '3', 'x']) {
    const path = `${attempt}/questions/${number}/dispute`;
    expect((await browser.get(path)).statusCode, number).toBe(404);
    const posted = await browser.post(path, { 'dispute-text': REASONS });
    expect(posted.statusCode, number).toBe(404);
  }
  const stranger = await site.signIn('Ben');
  expect((await stranger.get(`${attempt}/questions/2/dispute`)).statusCode).toBe(404);
});

it('offers no dispute of what was left blank', async () => {
  const browser = await site.signIn('Ada');
  const attempt = await takeQuiz(browser, 'beta', { 1: 'red' });
  expect((await browser.get(`${attempt}/questions/2/dispute`)).statusCode).toBe(404);
});

it('offers no dispute before marks and right answers are released', async () => {
  const beta = (SMALL_COURSE.get('first-module/beta.yaml') ?? '').replace(
    'pass: 60',
    'pass: 60\n  mode: exam\n  closes: 2026-06-02T08:00:00Z',
  );
  site.serve(catalogueOf(new Map([...SMALL_COURSE, ['first-module/beta.yaml', beta]])));
  const { browser, attempt } = await wrongAttempt(site);
  expect((await browser.get(attempt)).body).not.toContain('/dispute');
  expect((await browser.get(`${attempt}/questions/2/dispute`)).statusCode).toBe(404);
  now = new Date('2026-06-02T08:00:00Z');
  expect((await browser.get(`${attempt}/questions/2/dispute`)).statusCode).toBe(200);
});

it('asks for 10 to 1000 characters and keeps what was typed', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  const path = `${attempt}/questions/2/dispute`;
  const short = await browser.post(path, { 'dispute-text': 'Because' });
  expect(short.statusCode).toBe(422);
  expect(short.body).toContain('Because</textarea>');
  const long = await browser.post(path, { 'dispute-text': 'a'.repeat(1001) });
  expect(long.statusCode).toBe(422);
});

it('takes one dispute of an item of an attempt', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  await openDispute(site, browser, attempt);
  await openDispute(site, browser, attempt);
  expect(await site.db.selectFrom('dispute').selectAll().execute()).toHaveLength(1);
  expect((await browser.get(attempt)).body).toContain('You had sent your reasons');
  expect((await browser.get(attempt)).body).toContain('waiting');
});

it('shows disputes to instructors of the learner and to admins, and to nobody else', async () => {
  await site.person('Root', { isAdmin: true });
  const { browser, attempt } = await wrongAttempt(site);
  const dispute = await openDispute(site, browser, attempt);
  for (const viewer of [instructor, await site.signIn('Root')]) {
    const queue = await viewer.get('/en/teach/disputes');
    expect(queue.body).toContain('in its second paragraph.');
    expect(queue.body).toContain('Question truth');
    expect(queue.body).toContain('https://example.org/article');
    expect((await viewer.get(dispute)).statusCode).toBe(200);
  }
  const stranger = await site.signIn('Omar');
  expect((await stranger.get('/en/teach/disputes')).body).not.toContain('second paragraph');
  expect((await stranger.get(dispute)).statusCode).toBe(404);
  for (const verdict of ['acceptance', 'answer', 'reversal']) {
    const posted = await stranger.post(`${dispute}/${verdict}`, { 'dispute-answer': REASONS });
    expect(posted.statusCode, verdict).toBe(404);
  }
  expect((await browser.get('/en/teach/disputes')).statusCode).toBe(403);
});

it('answers in words, which the learner reads, and leaves the mark', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  const dispute = await openDispute(site, browser, attempt);
  const short = await instructor.post(`${dispute}/answer`, { 'dispute-answer': 'No.' });
  expect(short.statusCode).toBe(422);
  await instructor.post(`${dispute}/answer`, { 'dispute-answer': 'The paragraph says otherwise.' });
  expect((await scoreOf(site, attempt)).score).toBe(1);
  expect((await browser.get(attempt)).body).toContain('The paragraph says otherwise.');
});

it('lets one of two instructors decide and shows the other the outcome', async () => {
  await site.cohort('Second', { Ada: 'student', Omar: 'instructor' });
  const { browser, attempt } = await wrongAttempt(site);
  const dispute = await openDispute(site, browser, attempt);
  const colleague = await site.signIn('Omar');
  const [accepted, answered] = await Promise.all([
    instructor.post(`${dispute}/acceptance`),
    colleague.post(`${dispute}/answer`, { 'dispute-answer': 'The paragraph says otherwise.' }),
  ]);
  expect([accepted.statusCode, answered.statusCode]).toEqual([303, 303]);
  const flashes = [instructor.cookies.get('flash'), colleague.cookies.get('flash')];
  expect(flashes.filter((flash) => flash === 'dispute-decided-before')).toHaveLength(1);
  const row = await site.db.selectFrom('dispute').selectAll().executeTakeFirstOrThrow();
  const loser = flashes[0] === 'dispute-decided-before' ? instructor : colleague;
  const page = await loser.get(dispute);
  expect(page.body).toContain('somebody else had decided meanwhile');
  expect(page.body).toContain(row.state === 'accepted' ? 'Take the acceptance back' : 'otherwise');
  const decisions = await site.db
    .selectFrom('audit_event')
    .selectAll()
    .where('action', 'in', ['dispute-accepted', 'dispute-answered'])
    .execute();
  expect(decisions).toHaveLength(1);
});
