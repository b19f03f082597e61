import { HtmlValidate } from 'html-validate';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { PERSONAL_COLUMNS } from '../../src/services/personal-tables.ts';
import { SECTIONS } from '../../src/web/account/data/models.ts';
import { REASONS } from '../support/disputes.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, emailOf, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(): Promise<TwoCohorts> {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  return fixture;
}

type Rows = readonly Readonly<Record<string, unknown>>[];
interface Question {
  readonly item: string;
  readonly answer: unknown;
  readonly score: number | null;
  readonly question: Readonly<Record<string, unknown>>;
}
interface AttemptRow {
  readonly quiz: string;
  readonly state: string;
  readonly marksHeld: boolean;
  readonly score: number | null;
  readonly questions: readonly Question[];
}
type Data = Readonly<Record<string, Rows>> & { readonly attempts: readonly AttemptRow[] };

async function dataOf(browser: Browser): Promise<Data> {
  const response = await browser.get('/en/account/data/file.json');
  expect(response.statusCode).toBe(200);
  return JSON.parse(response.body) as Data;
}

describe('my data as JSON', () => {
  it('is a file to save, with its format, version and sections', async () => {
    const { browser } = await arrange();
    const response = await browser('a1').get('/en/account/data/file.json');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="manara-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(response.headers['cache-control']).toContain('no-store');
    const data = JSON.parse(response.body) as Record<string, unknown>;
    expect(data).toMatchObject({ format: 'manara-my-data', version: 1 });
    expect(Object.keys(data).toSorted()).toEqual(
      ['format', 'version', 'site', 'madeAt', 'note', 'attempts', ...SECTIONS].toSorted(),
    );
  });

  it('has every section that the list of personal columns promises', () => {
    const promised = PERSONAL_COLUMNS.flatMap(({ download }) =>
      typeof download === 'string' ? download : [],
    );
    const known: readonly string[] = [...SECTIONS, 'attempts'];
    expect(promised.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('tells all that the person did and was given', async () => {
    const { browser, cohorts, people } = await arrange();
    await browser('iA').get(`/en/teach/cohorts/${cohorts.A}/learners/${people.a1}`);
    const data = await dataOf(browser('a1'));
    expect(data['account']).toMatchObject([{ name: 'a1', email: emailOf('a1'), admin: false }]);
    expect(data['sessions']).toHaveLength(1);
    expect(data['memberships']).toMatchObject([{ cohort: 'A', role: 'student' }]);
    expect(data['accommodations']?.[0]).toMatchObject({ timeFactor: 1.5 });
    expect(data['progress']?.map((row) => row['lesson'])).toContain('beta');
    expect(data['reviewAnswers']).toMatchObject([{ question: 'beta/truth' }]);
    expect(data['reviewCards']?.length).toBeGreaterThan(0);
    expect(data['disputes']).toMatchObject([
      { text: REASONS.replaceAll('\r\n', '\n'), state: 'open' },
    ]);
    expect(data['looks']).toMatchObject([{ who: 'iA', what: 'learner', times: 1 }]);
    expect(data['events']?.map((row) => row['what'])).toEqual(
      expect.arrayContaining(['signed-in', 'dispute-opened']),
    );
    const submitted = data.attempts.find(({ quiz }) => quiz === 'beta');
    expect(submitted?.questions[0]).toMatchObject({ item: 'beta/pick', score: 0 });
    expect(submitted?.questions[0]?.answer).toBeTruthy();
    expect(submitted?.questions[2]?.answer).toEqual({ text: 'Because.' });
    expect(data.attempts.find(({ quiz }) => quiz === 'alpha')).toMatchObject({
      state: 'in-progress',
      score: null,
    });
  });

  it('has nothing of others, no password, no session id and no key of a question', async () => {
    const { browser, site } = await arrange();
    const { body } = await browser('a1').get('/en/account/data/file.json');
    for (const other of ['a2', 'b1', 'iB']) expect(body).not.toContain(emailOf(other));
    const { rows } = await sql<{ secret: string }>`
      select password_hash as secret from account union select id from session
      union select body from item_version`.execute(site.db);
    for (const { secret } of rows) expect(body).not.toContain(secret);
    expect(body).not.toContain('correct');
  });

  it('has the drafts and publications of an instructor', async () => {
    const { addressOf, browser, formOf } = await arrange();
    const draft = '/:locale/teach/files/:file/draft';
    await browser('iA').post(addressOf(draft), formOf(draft, 'iA'));
    const data = await dataOf(browser('iA'));
    expect(data['drafts']?.length).toBeGreaterThan(0);
    expect(data['publications']?.length).toBeGreaterThan(0);
  });
});

describe('my data as a page', () => {
  it.each(['en', 'fr', 'ar'])('is valid HTML that needs nothing beside it (%s)', async (locale) => {
    const { browser } = await arrange();
    const response = await browser('a1').get(`/${locale}/account/data/file.html`);
    expect(response.headers['content-disposition']).toContain('attachment');
    expect(response.body).toContain(
      `<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`,
    );
    expect(response.body).not.toMatch(/ src=| href=|url\(|@import|data\.(field|section)/);
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
    const report = await validator.validateString(response.body);
    expect(report.results.flatMap((one) => one.messages)).toEqual([]);
  });

  it('has the questions with the answers that were given', async () => {
    const { browser } = await arrange();
    const { body } = await browser('a1').get('/en/account/data/file.html');
    expect(body).toContain('Because.');
    expect(body).toContain('The article says so');
    expect(body).toContain('Your answer');
  });

  it('escapes what people wrote', async () => {
    const { browser } = await arrange();
    await browser('a1').post('/en/account/preferences', {
      name: '<b>bold</b>',
      locale: 'en',
      'text-size': 'normal',
      'quiz-layout': 'one',
    });
    const { body } = await browser('a1').get('/en/account/data/file.html');
    expect(body).toContain('&lt;b&gt;bold');
    expect(body).not.toContain('<b>bold');
  });
});

describe('marks that a quiz holds back', () => {
  const CLOSE = '2026-06-10T12:00:00.000Z';
  const exam = `  mode: exam\n  closes: '${CLOSE}'\n  pass: 20`;
  const files = new Map(SMALL_COURSE);
  const alpha = SMALL_COURSE.get('first-module/alpha.yaml') ?? '';
  files.set('first-module/alpha.yaml', alpha.replace('  pass: 60', exam));
  let now: Date;

  async function examined() {
    now = new Date('2026-06-10T10:00:00Z');
    const site = await createSite({ catalogue: catalogueOf(files), now: () => now });
    sites.push(site);
    await site.cohort('Class', { Ada: 'student' });
    const ada = await site.signIn('Ada');
    await takeQuiz(ada, 'alpha', { 1: 'red', 2: 'true', 4: 'lighthouse', 5: '8471' });
    return { site, ada };
  }

  it('leave no trace in the file before the close: the same whatever they are', async () => {
    const { site, ada } = await examined();
    const files = async () => [
      (await ada.get('/en/account/data/file.json')).body,
      (await ada.get('/en/account/data/file.html')).body,
    ];
    const passed = await files();
    await sql`update response set score = 0`.execute(site.db);
    await sql`update attempt set score = 0`.execute(site.db);
    await sql`update lesson_progress set state = 'in-progress', best_share = 0`.execute(site.db);
    await sql`update objective_progress set level = 'attempted', share = 0`.execute(site.db);
    await sql`update review_card set stability = 0.1, lapses = 3`.execute(site.db);
    expect(await files()).toEqual(passed);
    const [attempt] = (await dataOf(ada)).attempts;
    expect(attempt).toMatchObject({ marksHeld: true, score: null });
    expect(attempt?.questions.every(({ score }) => score === null)).toBe(true);
  });

  it('have no planned review in it, which would tell how the question was answered', async () => {
    const { ada } = await examined();
    expect((await dataOf(ada))['reviewCards']).toEqual([]);
  });

  it('are in it from the close on', async () => {
    const { ada } = await examined();
    now = new Date(CLOSE);
    const data = await dataOf(ada);
    expect(data.attempts[0]).toMatchObject({ marksHeld: false, score: 4 });
    expect(data['reviewCards']?.length).toBeGreaterThan(0);
  });
});
