import { afterEach, beforeEach, expect, it } from 'vitest';
import { levelOf, openDispute, progressOf, scoreOf, wrongAttempt } from '../support/disputes.ts';
import { hiddenFields, takeQuiz } from '../support/quiz-run.ts';
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

it('plans the next review afresh from what counts now, and back again', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  const before = await cardOf('beta/truth');
  // Wrong: FSRS's first interval after “again” is a day.
  expect(before).toMatchObject({ interval_days: 1, lapses: 0 });
  const dispute = await openDispute(site, browser, attempt);
  now = new Date('2026-06-01T20:00:00Z');
  await instructor.post(`${dispute}/acceptance`);
  const after = await cardOf('beta/truth');
  expect(after.interval_days).toBeGreaterThan(1);
  expect(after.last_answered_at).toBe(before.last_answered_at);
  await instructor.post(`${dispute}/reversal`);
  expect(await cardOf('beta/truth')).toEqual(before);
});

it('counts an accepted answer as right in a review, too', async () => {
  const { browser, attempt } = await wrongAttempt(site);
  const dispute = await openDispute(site, browser, attempt);
  await instructor.post(`${dispute}/acceptance`);
  now = new Date('2027-01-01T08:00:00Z');
  await answerReview(browser, 'beta/truth', { q1: 'false' });
  const answers = await site.db.selectFrom('review_answer').selectAll().execute();
  expect(answers).toContainEqual(expect.objectContaining({ item_ref: 'beta/truth', share: 1 }));
});

it('leaves what hints and other tries have cost in practice', async () => {
  const beta = (SMALL_COURSE.get('first-module/beta.yaml') ?? '').replace(
    'pass: 60',
    'mode: practice\n  pass: 60',
  );
  site.serve(catalogueOf(new Map([...SMALL_COURSE, ['first-module/beta.yaml', beta]])));
  const browser = await site.signIn('Ada');
  const started = await browser.post('/en/lessons/beta/attempts');
  const attempt = started.headers.location ?? '';
  const check = async (choice: string, revision: number) =>
    await browser.post(`${attempt}/responses`, {
      question: '1',
      'revision.q1': String(revision),
      q1: choice,
      go: 'check',
    });
  await check('green', 0);
  await check('blue', 1);
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 0 });
  const dispute = await openDispute(site, browser, attempt, 1);
  await instructor.post(`${dispute}/acceptance`);
  // The check of green was a wrong try; that of blue was not, as it turns out.
  expect((await scoreOf(site, attempt)).score).toBeCloseTo(2 / 3, 9);
  await instructor.post(`${dispute}/reversal`);
  expect(await scoreOf(site, attempt)).toMatchObject({ score: 0 });
});

async function cardOf(item: string) {
  return await site.db
    .selectFrom('review_card')
    .selectAll()
    .where('item_ref', '=', item)
    .executeTakeFirstOrThrow();
}

/** Answers the reviews that are due: this item with these fields, the others with “I do not know”. */
async function answerReview(browser: Browser, item: string, fields: Record<string, string>) {
  for (let turn = 0; turn < 2; turn += 1) {
    const hidden = hiddenFields((await browser.get('/en/reviews/next')).body);
    const own = hidden['item'] === item ? { ...fields, go: 'answer' } : { go: 'unknown' };
    const posted = await browser.post('/en/reviews/answers', { ...hidden, ...own });
    expect(posted.statusCode).toBe(303);
    if (hidden['item'] === item) return;
  }
}
