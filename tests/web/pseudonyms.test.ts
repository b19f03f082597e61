import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pseudonymOf, STARS } from '../../src/domain/pseudonym.ts';
import { pseudonymDigest } from '../../src/store/pseudonyms.ts';
import { ask, tokenOf } from '../support/bearers.ts';
import { createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';

/** In nothing else that the fixture stores. */
const NAME = 'Zubayda Canary';
const ADDRESS = 'zubayda@example.org';

let fixture: TwoCohorts;
let names: string;
beforeEach(async () => {
  fixture = await createTwoCohorts();
  const { people, cohorts, site } = fixture;
  names = `/en/teach/cohorts/${cohorts.A}/names`;
  await sql`update account set name = ${NAME}, email = ${ADDRESS}, email_key = ${ADDRESS}
    where id = ${people.a1}`.execute(site.db);
});
afterEach(async () => await fixture.site.close());

/** Every page that is for those who teach, as iA gets it. */
async function teachPages(): Promise<readonly { path: string; body: string }[]> {
  const { addressOf, browser, site } = fixture;
  const pages: { path: string; body: string }[] = [];
  for (const { method, path, policy } of site.routes) {
    if (method !== 'GET' || policy !== 'instructor') continue;
    const { body, statusCode } = await browser('iA').get(addressOf(path));
    expect(statusCode, path).toBeLessThan(400);
    pages.push({ path, body });
  }
  return pages;
}

const withCanary = (pages: readonly { path: string; body: string }[]) =>
  pages.filter(({ body }) => /zubayda/i.test(body)).map(({ path }) => path);

describe('names hidden from all instructors', () => {
  it('are on no page for those who teach, nor are the addresses', async () => {
    const { browser } = fixture;
    expect(withCanary(await teachPages()).length).toBeGreaterThan(3);
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    const pages = await teachPages();
    expect(pages.length).toBeGreaterThan(20);
    expect(withCanary(pages)).toEqual([]);
  });

  it('stay what admins see, and what learners see of themselves', async () => {
    const { browser, cohorts } = fixture;
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    expect((await browser('admin').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(NAME);
    expect((await browser('a1').get('/en/account')).body).toContain(NAME);
  });

  it('are the same pseudonym on every page, and come back when shown again', async () => {
    const { browser, cohorts, people } = fixture;
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    const cohort = await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    const learner = await browser('iA').get(`/en/teach/cohorts/${cohorts.A}/learners/${people.a1}`);
    const title = /<h1><bdi>([A-Z][a-z]+ \d{4})<\/bdi>/.exec(learner.body)?.[1] ?? 'none';
    expect(cohort.body).toContain(title);
    expect((await browser('iA').get('/en/teach/disputes')).body).toContain(title);
    await browser('admin').post(`${names}/all`, { hidden: 'no' });
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(NAME);
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(title);
  });

  it('cannot be undone by an instructor', async () => {
    const { browser, cohorts } = fixture;
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    await browser('iA').post(`${names}/own`, { hidden: 'no' });
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).not.toContain(NAME);
  });
});

describe('names that an instructor hides from themselves', () => {
  it('are hidden from that instructor alone, in that cohort', async () => {
    const { browser, cohorts, people, site } = fixture;
    await sql`insert into membership (cohort_id, account_id, role, joined_at)
      values (${cohorts.A}, ${people.iB}, 'instructor', '2020-01-01T00:00:00.000Z')`.execute(
      site.db,
    );
    await browser('iA').post(`${names}/own`, { hidden: 'yes' });
    expect(withCanary(await teachPages())).toEqual([]);
    expect((await browser('iB').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(NAME);
    await browser('iA').post(`${names}/own`, { hidden: 'no' });
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(NAME);
  });
});

const show = async (reason: string) =>
  await fixture.browser('admin').post(`${names}/shown`, { learner: fixture.people.a1, reason });

describe('a program with a token of an instructor', () => {
  it('is told pseudonyms where its owner is', async () => {
    const { browser, cohorts, people, site } = fixture;
    const token = await tokenOf(site, people.iA);
    const answers = async () =>
      await Promise.all(
        ['progress', 'results'].map(
          async (list) => (await ask(site, `/cohorts/${cohorts.A}/${list}`, token)).body,
        ),
      );
    expect((await answers()).join()).toContain(NAME);
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    const told = (await answers()).join();
    expect(told).not.toMatch(/zubayda/i);
    expect(told).toContain(people.a1);
  });
});

describe('a name that an admin shows', () => {
  it('needs a reason, which the learner reads, and stands in the audit log', async () => {
    const { browser, cohorts } = fixture;
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    expect((await show('')).statusCode).toBe(422);
    expect((await show('A parent called.')).statusCode).toBe(303);
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).toContain(NAME);
    expect((await browser('a1').get('/en/account/looks')).body).toContain('A parent called.');
    expect((await browser('admin').get('/en/admin/audit')).body).toContain(
      'name of a learner shown in spite of pseudonyms',
    );
  });

  it('is hidden again', async () => {
    const { browser, cohorts, people } = fixture;
    await browser('admin').post(`${names}/all`, { hidden: 'yes' });
    await show('A parent called.');
    await browser('admin').post(`${names}/shown/${people.a1}/end`);
    expect((await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`)).body).not.toContain(NAME);
  });

  it('is one of a learner of that cohort', async () => {
    const { browser, people } = fixture;
    const answer = await browser('admin').post(`${names}/shown`, {
      learner: people.b1,
      reason: 'A parent called.',
    });
    expect(answer.statusCode).toBe(404);
  });
});

describe('pseudonyms', () => {
  it('are made from the secret of the cohort: another cohort, another pseudonym', () => {
    const [one, other] = ['00', '01'].map((secret) => pseudonymDigest(secret.repeat(32), 'ada'));
    expect(one).toBe(pseudonymDigest('00'.repeat(32), 'ada'));
    expect(one).not.toBe(other);
  });

  it('use every star, and numbers of four digits', () => {
    expect(new Set(STARS).size).toBe(27);
    expect(pseudonymOf(0)).toEqual({ star: 'vega', number: 1000 });
    expect(pseudonymOf(28)).toEqual({ star: 'altair', number: 1001 });
    expect(pseudonymOf(27 * 8999 + 26)).toEqual({ star: 'procyon', number: 9999 });
    expect(pseudonymOf(27 * 9000)).toEqual({ star: 'vega', number: 1000 });
  });
});
