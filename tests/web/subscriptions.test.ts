import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepReminders, sweepSummaries } from '../../src/services/subscribing.ts';
import { nextCard } from '../../src/domain/review-card.ts';
import { putCards } from '../../src/store/review-cards.ts';
import { collectMail } from '../support/mail.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, emailOf, type Browser, type Site } from '../support/site.ts';

/** A Tuesday, at eight in Casablanca. */
const TUESDAY = Date.parse('2031-05-06T07:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let site: Site;
let time: number;
let ines: Browser;
let ada: Browser;
beforeEach(async () => {
  time = TUESDAY;
  site = await createSite({ now: () => new Date(time) });
  await site.cohort('Class', { Ada: 'student', Ben: 'student', Ines: 'instructor' });
  ines = await site.signIn('Ines');
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

async function sweep(): Promise<void> {
  const { config, library } = site.context;
  await sweepSummaries(site.db, config.timeZone, new Date(time));
  await sweepReminders(site.db, library.catalogue(), config.timeZone, new Date(time));
}

async function sent() {
  await sweep();
  return await collectMail(site);
}

async function makeDue(name: string): Promise<void> {
  const { id } = await site.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const card = nextCard(null, 'good', new Date(time - 30 * DAY));
  await site.db
    .transaction()
    .execute(async (tx) => putCards(tx, id, new Map([['beta/truth', card]])));
}

/** The link in a reminder to Ada. */
async function reminder(): Promise<string> {
  await ada.post('/en/account/subscriptions', { 'review-reminder': 'yes' });
  await makeDue('Ada');
  time += DAY;
  const text = (await sent())[0]?.text ?? '';
  return /\/en\/unsubscriptions\/[\w-]{43}/.exec(text)?.[0] ?? '';
}

describe('the weekly summary', () => {
  it('comes on Monday to instructors who asked for it, once, with what happened', async () => {
    await ines.post('/en/account/subscriptions', { 'weekly-summary': 'yes' });
    expect(await sent()).toEqual([]);
    time += 4 * DAY;
    await takeQuiz(ada, 'beta', { 1: 'green', 2: 'false' });
    time = Date.parse('2031-05-12T06:00:00Z') - 1;
    expect(await sent()).toEqual([]);
    time += 1;
    await Promise.all([sweep(), sweep(), sweep()]);
    const [mail, ...more] = await collectMail(site);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: 'weekly-summary', recipient: emailOf('Ines') });
    expect(mail?.text).toContain('## Class');
    expect(mail?.text).toContain(
      'Learners: 2\nLearners who submitted a quiz: 1\nQuizzes submitted: 1\n',
    );
    time += 6 * DAY;
    expect(await sent()).toEqual([]);
    time += DAY;
    expect((await sent())[0]?.text).toContain('Quizzes submitted: 0');
  });

  it('names no learner', async () => {
    await ines.post('/en/account/subscriptions', { 'weekly-summary': 'yes' });
    time += 7 * DAY;
    const [mail] = await sent();
    expect(`${mail?.html}${mail?.text}`).not.toMatch(/\b(Ada|Ben)\b|ada@|ben@/);
  });

  it('does not come to whoever teaches no cohort that runs', async () => {
    await ines.post('/en/account/subscriptions', { 'weekly-summary': 'yes' });
    await ada.post('/en/account/subscriptions', { 'weekly-summary': 'yes' });
    await site.db.updateTable('cohort').set({ archived_at: '2031-05-07' }).execute();
    time += 7 * DAY;
    expect(await sent()).toEqual([]);
  });
});

describe('the review reminder', () => {
  it('comes at most once a day, and only when reviews are due', async () => {
    await ada.post('/en/account/subscriptions', { 'review-reminder': 'yes' });
    time += DAY;
    expect(await sent()).toEqual([]);
    await makeDue('Ada');
    await makeDue('Ben');
    await Promise.all([sweep(), sweep()]);
    const mails = await collectMail(site);
    expect(mails).toMatchObject([{ recipient: emailOf('Ada'), path: '/en/reviews' }]);
    expect(mails[0]?.text).toContain('1 question is due for review today.');
    time += 12 * HOUR;
    expect(await sent()).toEqual([]);
    time += 12 * HOUR;
    expect(await sent()).toHaveLength(1);
  });

  it('does not come to an address that is not confirmed, nor to who is shut out', async () => {
    await ada.post('/en/account/subscriptions', { 'review-reminder': 'yes' });
    await makeDue('Ada');
    time += DAY;
    await site.db.updateTable('account').set({ email_confirmed_at: null }).execute();
    expect(await sent()).toEqual([]);
    const at = new Date(time).toISOString();
    await site.db.updateTable('account').set({ email_confirmed_at: at, disabled_at: at }).execute();
    expect(await sent()).toEqual([]);
  });
});

describe('the link that stops them', () => {
  it('works without signing in, as often as it is pressed; looking changes nothing', async () => {
    const path = await reminder();
    const stranger = site.anonymous();
    expect((await stranger.get(path)).body).toContain('Shall it stop?');
    time += DAY;
    expect(await sent()).toHaveLength(1);
    for (let pressed = 1; pressed <= 2; pressed += 1) {
      const { body, statusCode } = await stranger.post(path);
      expect(statusCode).toBe(200);
      expect(body).toContain('The reminders have stopped.');
    }
    time += DAY;
    expect(await sent()).toEqual([]);
    expect((await ada.get('/en/account')).body).not.toContain('value="yes" checked');
  });

  it('works for mail programs that press it by themselves, from anywhere', async () => {
    const response = await site.app.inject({
      method: 'POST',
      url: await reminder(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(response.statusCode).toBe(200);
    expect(response.cookies).toEqual([]);
    time += DAY;
    expect(await sent()).toEqual([]);
  });

  it('stops nothing else, and opens nothing when it was made up or is old', async () => {
    const path = await reminder();
    expect((await site.anonymous().post(`${path.slice(0, -1)}_`)).statusCode).toBe(404);
    const token = path.split('/').at(-1) ?? '';
    expect((await site.anonymous().get(`/en/password-resets/${token}`)).statusCode).toBe(404);
    expect((await ada.get(`/en/confirmations/${token}`)).statusCode).toBe(404);
    time += 60 * DAY;
    expect((await site.anonymous().post(path)).statusCode).toBe(404);
  });
});
