import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { listLooks } from '../../src/store/work-views.ts';
import { createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';

let fixture: TwoCohorts;
beforeEach(async () => {
  fixture = await createTwoCohorts();
});
afterEach(async () => await fixture.site.close());

async function looksOf(name: 'a1' | 'a2' | 'b1' | 'iA') {
  const place = { limit: 50, offset: 0 };
  const looks = await listLooks(fixture.site.db, fixture.people[name], place);
  return looks
    .map(({ viewer, what, cohort, times }) => [viewer, what, cohort, times].join(' '))
    .toSorted();
}

/** Opens every page on which an instructor sees the work of a1. */
async function lookAround(visitor: 'iA' | 'iB' | 'admin'): Promise<void> {
  const learner = '/:locale/teach/cohorts/:cohort/learners/:learner';
  const pages = [
    '/:locale/teach/cohorts/:cohort',
    learner,
    `${learner}/attempts/:attempt`,
    '/:locale/teach/grading/:attempt/:number',
    '/:locale/teach/disputes/:dispute',
  ];
  for (const path of pages) await fixture.browser(visitor).get(fixture.addressOf(path));
}

describe('who looked at my work', () => {
  it('names who opened a page of it, an attempt, a text, a dispute, or a list of the cohort', async () => {
    await lookAround('iA');
    expect(await looksOf('a1')).toEqual([
      'iA attempt  1',
      'iA cohort A 1',
      'iA dispute  1',
      'iA essay  1',
      'iA learner  1',
    ]);
  });

  it('shows another learner of the cohort the list only, and one of another cohort nothing', async () => {
    await lookAround('iA');
    expect(await looksOf('a2')).toEqual(['iA cohort A 1']);
    expect(await looksOf('b1')).toEqual([]);
  });

  it('counts the looks of a day in one row, and begins another the next day', async () => {
    const { site, people, cohorts, browser } = fixture;
    await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    expect(await looksOf('a1')).toEqual(['iA cohort A 2']);
    await sql`update work_view set day = '2020-01-01'`.execute(site.db);
    await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    expect(await looksOf('a1')).toEqual(['iA cohort A 1', 'iA cohort A 2']);
    expect(await listLooks(site.db, people.a1, { limit: 1, offset: 1 })).toHaveLength(1);
  });

  it('records nothing of pages that were refused', async () => {
    await lookAround('iB');
    expect(await looksOf('a1')).toEqual([]);
  });

  it('has the looks of admins, at the account too', async () => {
    const { browser, people } = fixture;
    await browser('admin').get(`/en/admin/people/${people.a1}`);
    expect(await looksOf('a1')).toEqual(['admin person  1']);
  });

  it('says nothing to instructors of the lists that they teach, nor to anybody of themselves', async () => {
    await lookAround('admin');
    expect(await looksOf('iA')).toEqual([]);
    const { browser, people } = fixture;
    await browser('admin').get(`/en/admin/people/${people.admin}`);
    const own = { limit: 50, offset: 0 };
    expect(await listLooks(fixture.site.db, people.admin, own)).toEqual([]);
  });

  it('leaves out lists from before the learner joined', async () => {
    const { site } = fixture;
    await lookAround('iA');
    await sql`update work_view set last_at = '2020-01-01T00:00:00.000Z', day = '2020-01-01'
      where what = 'cohort'`.execute(site.db);
    expect(await looksOf('a2')).toEqual([]);
  });

  it('stands on the account page and on a page of its own, in words', async () => {
    await lookAround('iA');
    const { browser } = fixture;
    const account = await browser('a1').get('/en/account');
    expect(account.body).toContain('<bdi>iA</bdi> opened a text that you wrote');
    expect(account.body).toContain('href="/en/account/looks"');
    const all = await browser('a1').get('/en/account/looks');
    expect(all.body).toContain('<bdi>iA</bdi> saw you in the list of the cohort <bdi>A</bdi>');
    const nobody = await browser('b1').get('/fr/account/looks');
    expect(nobody.body).toContain('Personne ne les a consultés');
  });

  it('does not keep a page from being shown when it cannot be written', async () => {
    const { site, browser, cohorts } = fixture;
    await sql`create trigger full before insert on work_view begin select raise(abort, 'full'); end`.execute(
      site.db,
    );
    const page = await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    expect(page.statusCode).toBe(200);
    expect(await looksOf('a1')).toEqual([]);
  });
});
