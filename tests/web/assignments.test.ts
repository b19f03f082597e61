import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

const WRONG = { 1: 'green', 2: 'false' };
let now: Date;
let site: Site;
let cohort: string;
let ines: Browser;
let ada: Browser;

beforeEach(async () => {
  now = new Date('2030-06-02T10:00:00Z');
  site = await createSite({ now: () => now });
  cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ines = await site.signIn('Ines');
  ada = await site.signIn('Ada');
});
afterEach(async () => await site.close());

const path = () => `/en/teach/cohorts/${cohort}/assignments`;
/** Sets the dates of lesson beta; times of day are Morocco's, an hour ahead of UTC. */
const assign = async (opens: string, due: string) =>
  await ines.post(path(), { 'opens-beta': opens, 'due-beta': due });
const stored = async () =>
  await site.db.selectFrom('assignment').selectAll().orderBy('unit_id').execute();
const begin = async (browser: Browser) => await browser.post('/en/lessons/beta/attempts');

describe('the dates of a cohort', () => {
  it('are set by its instructor and shown again', async () => {
    expect((await assign('2030-06-03T08:00', '2030-06-10T18:00')).statusCode).toBe(303);
    expect(await stored()).toEqual([
      {
        cohort_id: cohort,
        unit_id: 'beta',
        opens_at: '2030-06-03T07:00:00.000Z',
        due_at: '2030-06-10T17:00:00.000Z',
      },
    ]);
    const { body } = await ines.get(path());
    expect(body).toContain('value="2030-06-03T08:00"');
    expect(body).toContain('Africa/Casablanca');
    expect(body).toContain('<bdi>1</bdi> still open');
    expect((await assign('', '')).statusCode).toBe(303);
    expect(await stored()).toEqual([]);
  });

  it('stay as they are when the form is wrong, which says where', async () => {
    for (const [opens, due, message] of [
      ['soon', '', 'enter a date and a time of day'],
      ['2030-06-03T08:00', '2030-06-03T08:00', 'it must be due after it opens'],
      ['', '"><script>', 'enter a date and a time of day'],
    ] as const) {
      const { statusCode, body } = await assign(opens, due);
      expect(statusCode).toBe(422);
      expect(body).toContain(message);
      expect(body).not.toContain('<script>');
      expect(body).toMatch(/href="#(opens|due)-beta"/);
    }
    expect(await stored()).toEqual([]);
  });

  it('can be planned lesson by lesson, and nothing is saved by looking', async () => {
    const { statusCode, body } = await ines.get(`${path()}?from=2030-06-03T08:00&every=7&days=5`);
    expect(statusCode).toBe(200);
    expect(body).toContain('not saved yet');
    // The first lesson opens then, the second a week later.
    expect(body).toMatch(/name="opens-alpha" value="2030-06-03T08:00"/);
    expect(body).toMatch(/name="due-alpha" value="2030-06-08T08:00"/);
    expect(body).toMatch(/name="opens-beta" value="2030-06-10T08:00"/);
    expect(await stored()).toEqual([]);
    const wrong = await ines.get(`${path()}?from=2030-06-03T08:00&every=0&days=5`);
    expect(wrong.statusCode).toBe(422);
  });

  it('are nobody else’s to set', async () => {
    await site.cohort('Other', { Omar: 'instructor' });
    const omar = await site.signIn('Omar');
    expect((await omar.post(path(), { 'due-beta': '' })).statusCode).toBe(404);
  });
});

describe('a learner', () => {
  it('reads before the opening but does not begin the quiz', async () => {
    await assign('2030-06-03T08:00', '2030-06-10T18:00');
    const lesson = await ada.get('/en/lessons/beta');
    expect(lesson.statusCode).toBe(200);
    expect(lesson.body).toContain('Opens <bdi>3 Jun 2030, 08:00');
    expect((await ada.get('/en/')).body).toContain('Opens <bdi>3 Jun 2030, 08:00');
    const { headers } = await begin(ada);
    expect(headers.location).toBe('/en/lessons/beta');
    const { body } = await ada.get('/en/lessons/beta');
    expect(body).toContain('The quiz cannot be begun just now');
    expect(body).toContain('This quiz opens <bdi>3 Jun 2030, 08:00');
    now = new Date('2030-06-03T07:00:00Z');
    expect((await begin(ada)).headers.location).toContain('/attempts/');
  });

  it('is told what is due and what is overdue, until it is submitted', async () => {
    await assign('', '2030-06-10T18:00');
    expect((await ada.get('/en/')).body).toContain('Due <bdi>10 Jun 2030, 18:00');
    now = new Date('2030-06-10T17:00:00Z');
    expect((await ada.get('/en/')).body).toContain('Overdue since <bdi>10 Jun 2030');
    expect((await ines.get(path())).body).toContain('<bdi>1</bdi> missing');
    await takeQuiz(ada, 'beta', WRONG);
    expect((await ada.get('/en/')).body).not.toContain('Overdue');
  });

  it('may submit late, which everybody sees', async () => {
    await assign('', '2030-06-10T18:00');
    now = new Date('2030-06-11T09:00:00Z');
    await takeQuiz(ada, 'beta', WRONG);
    const { id } = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Ada')
      .executeTakeFirstOrThrow();
    const learner = await ines.get(`/en/teach/cohorts/${cohort}/learners/${id}`);
    expect(learner.body).toMatch(/class="badge mid">.*late<\/span>/);
    expect((await ines.get(path())).body).toContain('<bdi>1</bdi> late');
  });

  it('who submitted in time is in time, however often they try again later', async () => {
    await assign('', '2030-06-10T18:00');
    await takeQuiz(ada, 'beta', WRONG);
    now = new Date('2030-06-11T09:00:00Z');
    await takeQuiz(ada, 'beta', WRONG);
    const { body } = await ines.get(path());
    expect(body).toContain('<bdi>1</bdi> in time');
    expect(body).not.toContain('<bdi>1</bdi> late');
  });

  it('of two cohorts has the wider window', async () => {
    await assign('2030-06-03T08:00', '2030-06-10T18:00');
    await site.cohort('Second', { Ada: 'student', Omar: 'instructor' });
    const omar = await site.signIn('Omar');
    const second = await site.db
      .selectFrom('cohort')
      .select('id')
      .where('name', '=', 'Second')
      .executeTakeFirstOrThrow();
    await omar.post(`/en/teach/cohorts/${second.id}/assignments`, {
      'opens-beta': '2030-06-01T08:00',
      'due-beta': '2030-06-05T08:00',
    });
    expect((await begin(ada)).headers.location).toContain('/attempts/');
    expect((await ada.get('/en/')).body).toContain('Due <bdi>10 Jun 2030');
  });

  it('who was given another window is held to that', async () => {
    await assign('2030-06-03T08:00', '2030-06-10T18:00');
    await ines.post(`/en/teach/cohorts/${cohort}/accommodations`, {
      'accommodation-quiz': 'beta',
      'accommodation-opens': '2030-06-01T08:00',
      'accommodation-closes': '2030-06-20T18:00',
    });
    expect((await begin(ada)).headers.location).toContain('/attempts/');
    expect((await ada.get('/en/')).body).toContain('Due <bdi>20 Jun 2030');
  });

  it('of an archived cohort has no dates from it', async () => {
    await assign('2030-06-03T08:00', '');
    await site.db.updateTable('cohort').set({ archived_at: now.toISOString() }).execute();
    expect((await begin(ada)).headers.location).toContain('/attempts/');
    expect((await ada.get('/en/')).body).not.toContain('Opens <bdi>');
  });
});
