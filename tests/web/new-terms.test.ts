import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let first: string;
let second: string;
let ines: Browser;
let root: Browser;
let ada: string;

beforeEach(async () => {
  site = await createSite({ now: () => new Date('2030-03-01T10:00:00Z') });
  ada = await site.person('Ada');
  first = await site.cohort('Spring 2030', { Ada: 'student', Ines: 'instructor' });
  second = await site.cohort('Evening', { Ines: 'instructor' });
  await site.person('Root', { isAdmin: true });
  ines = await site.signIn('Ines');
  root = await site.signIn('Root');
});
afterEach(async () => await site.close());

const members = async (cohort: string) =>
  await site.db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.name', 'membership.role'])
    .where('cohort_id', '=', cohort)
    .orderBy('account.name')
    .execute();
const move = async (browser: Browser, learner: string, to: string) =>
  await browser.post(`/en/teach/cohorts/${first}/moves`, { learner, to });

const repeat = async (fields: Record<string, string>) =>
  await root.post(`/en/admin/cohorts/${first}/repetition`, fields);

describe('moving a learner', () => {
  it('takes their work along, and shows them in the new cohort only', async () => {
    const browser = await site.signIn('Ada');
    await takeQuiz(browser, 'beta', { 1: 'green', 2: 'false' });
    const learners = (cohort: string) => `/en/teach/cohorts/${cohort}/learners/${ada}`;
    await ines.post(`${learners(first)}/accommodations`, { 'accommodation-factor': '1.5' });
    const work = async () => ({
      attempts: await site.db.selectFrom('attempt').selectAll().execute(),
      progress: await site.db.selectFrom('lesson_progress').selectAll().execute(),
      given: await site.db.selectFrom('accommodation').selectAll().execute(),
    });
    const before = await work();
    expect((await move(ines, ada, second)).statusCode).toBe(303);
    expect(await work()).toEqual(before);
    expect(await members(first)).toEqual([{ name: 'Ines', role: 'instructor' }]);
    expect(await members(second)).toMatchObject([{ name: 'Ada', role: 'student' }, {}]);
    expect((await ines.get(learners(first))).statusCode).toBe(404);
    expect((await ines.get(`/en/teach/cohorts/${first}/people`)).body).not.toContain('Ada');
    const page = await ines.get(learners(second));
    expect(page.body).toContain(`/attempts/${before.attempts[0]?.id}`);
    // The learner stays signed in: nothing that they may do has changed.
    expect((await browser.get('/en/progress')).statusCode).toBe(200);
    const events = await site.db
      .selectFrom('audit_event')
      .select(['subject', 'detail'])
      .where('action', '=', 'learner-moved')
      .execute();
    expect(events).toEqual([{ subject: ada, detail: JSON.stringify({ from: first, to: second }) }]);
  });

  it('is for those who teach both cohorts', async () => {
    const other = await site.cohort('Other', { Omar: 'instructor', Zoe: 'student' });
    expect((await move(ines, ada, other)).statusCode).toBe(404);
    expect((await move(await site.signIn('Omar'), ada, other)).statusCode).toBe(404);
    expect(await members(first)).toHaveLength(2);
    expect((await move(root, ada, other)).statusCode).toBe(303);
    expect(await members(other)).toHaveLength(3);
  });

  it('leaves alone who is no learner of the first or teaches the second', async () => {
    const { id } = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Ines')
      .executeTakeFirstOrThrow();
    const zoe = await site.person('Zoe');
    for (const one of [id, zoe, 'nobody']) {
      expect((await move(ines, one, second)).statusCode).toBe(303);
    }
    expect(await members(second)).toEqual([{ name: 'Ines', role: 'instructor' }]);
    expect((await ines.post(`/en/teach/cohorts/${first}/moves`, { to: second })).statusCode).toBe(
      422,
    );
    expect((await move(ines, ada, first)).statusCode).toBe(400);
  });
});

describe('a cohort for a new term', () => {
  it('has the instructors, dates and accommodations of the one before, and no learners', async () => {
    await ines.post(`/en/teach/cohorts/${first}/assignments`, {
      'opens-beta': '2030-03-04T08:00',
      'due-beta': '2030-03-11T18:00',
    });
    await ines.post(`/en/teach/cohorts/${first}/accommodations`, {
      'accommodation-quiz': 'beta',
      'accommodation-factor': '1.5',
      'accommodation-closes': '2030-03-20T18:00',
    });
    const form = await root.get(`/en/admin/cohorts/${first}/repetition`);
    expect(form.body).toContain('value="Spring 2031"');
    expect(form.body).toContain('value="2030-03-04"');
    const made = await repeat({ name: 'Autumn', began: '2030-03-04', begins: '2030-09-02' });
    const id = String(made.headers.location).split('/').at(-1) ?? '';
    expect(await members(id)).toEqual([{ name: 'Ines', role: 'instructor' }]);
    const { body } = await ines.get(`/en/teach/cohorts/${id}/assignments`);
    // 182 days later, at the same time of day.
    expect(body).toContain('value="2030-09-02T08:00"');
    expect(body).toContain('value="2030-09-09T18:00"');
    const given = await site.db
      .selectFrom('accommodation')
      .select(['quiz_id', 'time_factor', 'closes_at'])
      .where('cohort_id', '=', id)
      .execute();
    expect(given).toEqual([
      { quiz_id: 'beta', time_factor: 1.5, closes_at: '2030-09-18T17:00:00.000Z' },
    ]);
    expect(await members(first)).toHaveLength(2);
  });

  it('is not made with a wrong name or date', async () => {
    for (const fields of [
      { name: '', began: '2030-03-04', begins: '2030-09-02' },
      { name: 'Autumn', began: '', begins: '2030-09-02' },
      { name: 'Autumn', began: '2030-03-04', begins: '2030-02-30' },
    ]) {
      expect((await repeat(fields)).statusCode).toBe(422);
    }
    expect(await site.db.selectFrom('cohort').selectAll().execute()).toHaveLength(2);
  });
});
