import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinWithAccount } from '../../src/services/joining.ts';
import { createSite, PASSWORD, type Browser, type Site } from '../support/site.ts';

const NOW = new Date('2030-06-02T10:00:00Z');
let now: Date;
let site: Site;
let cohort: string;
let ines: Browser;

beforeEach(async () => {
  now = NOW;
  site = await createSite({ now: () => now });
  cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

const at = (part: string) => `/en/teach/cohorts/${cohort}/${part}`;
const limit = async (expires: string, places: string) =>
  await ines.post(at('code/limits'), { 'code-expires': expires, 'code-places': places });
const joinForm = (name: string, code = 'CLASS') => ({
  code,
  name,
  email: `${name.toLowerCase()}@example.com`,
  password: PASSWORD,
});
const countLearners = async () =>
  await site.db.selectFrom('membership').selectAll().where('role', '=', 'student').execute();

describe('the people of a cohort', () => {
  it('are shown to its instructor, with the code and its state', async () => {
    const { statusCode, body } = await ines.get(at('people'));
    expect(statusCode).toBe(200);
    expect(body).toContain('<bdi>Ada</bdi>');
    expect(body).toContain('<bdi>ines@example.org</bdi>');
    expect(body).toContain('<bdi>CLASS</bdi>');
    expect(body).toContain('<bdi>0</bdi> learners joined by this code');
    expect(body).toContain('aria-current="page">People');
  });
});

describe('a join code', () => {
  it('takes limits from the instructor, in the site’s time of day', async () => {
    expect((await limit('2030-06-03T18:00', '٣٠')).statusCode).toBe(303);
    const row = await site.db.selectFrom('cohort').selectAll().executeTakeFirstOrThrow();
    // Morocco is an hour ahead of UTC.
    expect(row).toMatchObject({ code_expires_at: '2030-06-03T17:00:00.000Z', code_cap: 30 });
    const { body } = await ines.get(at('people'));
    expect(body).toContain('value="2030-06-03T18:00"');
    expect(body).toContain('<bdi>0</bdi> of <bdi>30</bdi> places taken');
    const events = await site.db.selectFrom('audit_event').select('action').execute();
    expect(events.map(({ action }) => action)).toContain('code-limited');
    expect((await limit('', '')).statusCode).toBe(303);
    expect(
      await site.db.selectFrom('cohort').select(['code_expires_at', 'code_cap']).execute(),
    ).toEqual([{ code_expires_at: null, code_cap: null }]);
  });

  it('keeps its limits when the form is wrong, which is shown again as typed', async () => {
    for (const [expires, places, message] of [
      ['tomorrow', '', 'Enter a date and a time of day'],
      ['', '0', 'Enter a whole number from 1 to <bdi>10,000</bdi>'],
      ['', '1e3', 'Enter a whole number'],
      ['', '10001', 'Enter a whole number'],
    ] as const) {
      const { statusCode, body } = await limit(expires, places);
      expect(statusCode).toBe(422);
      expect(body).toContain(message);
      expect(body).toContain(`value="${expires || places}"`);
    }
    expect(await site.db.selectFrom('cohort').select('code_cap').execute()).toEqual([
      { code_cap: null },
    ]);
  });

  it('that has expired says so to whoever types it, and nothing of the cohort', async () => {
    await limit('2030-06-02T11:30', '');
    now = new Date('2030-06-02T10:30:00Z');
    const { statusCode, body } = await site.anonymous().post('/en/join', joinForm('Bo'));
    expect(statusCode).toBe(422);
    expect(body).toContain('This code has expired. Ask your instructor for another');
    expect(body).not.toContain('Class');
    expect((await ines.get(at('people'))).body).toContain('closed: the code has expired');
    expect(await countLearners()).toHaveLength(1);
  });

  it('lets in as many as it has places, of many who come at once', async () => {
    await limit('', '3');
    const joined = await Promise.all(
      ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map(
        async (name) => await site.anonymous().post('/en/join', joinForm(name)),
      ),
    );
    const codes = joined.map(({ statusCode }) => String(statusCode)).toSorted();
    expect(codes).toEqual(['303', '303', '303', '422', '422', '422', '422', '422']);
    expect(joined.filter(({ body }) => body.includes('All places of this code'))).toHaveLength(5);
    // Those who were refused have no account either; with Ada and Ines there are five.
    expect(await site.db.selectFrom('account').select('id').execute()).toHaveLength(5);
    expect((await ines.get(at('people'))).body).toContain('closed: all places are taken');
  });

  it('gives its last place to one of many who have accounts, and members take none', async () => {
    await limit('', '1');
    const people = [];
    for (let n = 0; n < 20; n += 1) people.push(await site.person(`Person ${n}`));
    const outcomes = await Promise.all(
      people.map(async (id) => await joinWithAccount(site.db, id, 'CLASS', NOW)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'joined')).toHaveLength(1);
    const ada = await site.signIn('Ada');
    expect((await ada.post('/en/account/cohorts', { code: 'class' })).statusCode).toBe(303);
    const late = await site.signIn('Person 19');
    const { statusCode, body } = await late.post('/en/account/cohorts', { code: 'class' });
    expect(statusCode).toBe(422);
    expect(body).toContain('All places of this code are taken');
    expect(await countLearners()).toHaveLength(2);
  });

  it('that is renewed opens with all its places again, and the old one opens nothing', async () => {
    await limit('2030-06-02T11:30', '1');
    await site.anonymous().post('/en/join', joinForm('Bo'));
    now = new Date('2030-06-02T12:00:00Z');
    expect((await ines.post(at('code'))).statusCode).toBe(303);
    const { code } = await site.db.selectFrom('cohort').select('code').executeTakeFirstOrThrow();
    expect(code).not.toBe('CLASS');
    const old = await site.anonymous().post('/en/join', joinForm('Cy'));
    expect(old.body).toContain('No open cohort has this code');
    expect((await site.anonymous().post('/en/join', joinForm('Cy', code))).statusCode).toBe(303);
    expect((await site.anonymous().post('/en/join', joinForm('Di', code))).statusCode).toBe(422);
  });

  it('of another cohort is not found', async () => {
    await site.cohort('Other', { Omar: 'instructor' });
    const omar = await site.signIn('Omar');
    for (const part of ['code', 'code/limits']) {
      expect((await omar.post(at(part))).statusCode).toBe(404);
    }
    expect((await omar.get(at('people'))).statusCode).toBe(404);
  });
});
