import { afterEach, expect, it } from 'vitest';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let now = new Date('2026-05-01T09:00:00Z');
afterEach(async () => await site.close());

/** A site whose lesson alpha asks how sure one is, with these further settings of its quiz. */
async function open(settings = ''): Promise<Site> {
  now = new Date('2026-05-01T09:00:00Z');
  const files = new Map(SMALL_COURSE);
  const alpha = SMALL_COURSE.get('first-module/alpha.yaml') ?? '';
  files.set(
    'first-module/alpha.yaml',
    alpha.replace('  pass: 60\n', `  pass: 60\n  certainty: true\n${settings}`),
  );
  site = await createSite({ catalogue: catalogueOf(files), now: () => now });
  return site;
}

/** Six answers, all certain, of which the first is wrong. */
const ANSWERS: [number, string | string[]][] = [
  [1, 'green'],
  [2, 'true'],
  [3, ['sun', 'lamp']],
  [4, 'lighthouse'],
  [5, '8471'],
  [9, 'first'],
];

async function takeAlpha(browser: Browser): Promise<string> {
  const started = await browser.post('/en/lessons/alpha/attempts');
  const attempt = started.headers.location ?? '';
  for (const [number, given] of ANSWERS) {
    const saved = await browser.post(`${attempt}/responses`, {
      question: String(number),
      [`revision.q${number}`]: '0',
      [`q${number}`]: given,
      [`sure.q${number}`]: '3',
      go: 'next',
    });
    expect(saved.statusCode, `question ${number}`).toBe(303);
  }
  await browser.post(`${attempt}/submission`, { key: 'key-12345678' });
  return attempt;
}

/** Cells of the table's row of this heading, as text. */
function cells(html: string, heading: string): string[] {
  const row = html.split(`<th scope="row">${heading}</th>`)[1]?.split('</tr>')[0] ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) =>
    (cell ?? '').replaceAll(/<[^>]*>/g, ''),
  );
}

it('says that there is nothing to show yet', async () => {
  await open();
  await site.cohort('Class', { Ada: 'student' });
  const { body } = await (await site.signIn('Ada')).get('/en/progress');
  expect(body).toContain('<h1>My learning</h1>');
  expect(body).toContain('This fills up with the first quiz that asks how sure one is.');
  expect(body).toContain('Nothing comes up in the next two weeks.');
  expect(body).not.toContain('id="calibration-chart-title"');
});

it('sets stated certainty against the share right, silent under five answers', async () => {
  await open();
  await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  await takeAlpha(browser);
  const { body } = await browser.get('/en/progress');
  expect(cells(body, 'Certain')).toEqual(['6', '5', '83%']);
  expect(cells(body, 'Guessing')).toEqual(['0', '0', 'too few to tell']);
  // 83.33 % of a field of 134 units: 20 + 134 × (1 − 5/6) = 42.3
  expect(body).toMatch(/<rect class="bar-0" x="[\d.]+" y="42.3"/);
});

it('lists what was confidently wrong with a link to its explanation', async () => {
  await open();
  await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  const attempt = await takeAlpha(browser);
  const { body } = await browser.get('/en/progress');
  expect(body).toContain(
    `<a href="${attempt}#question-1"><bdi lang="en" dir="ltr">Question pick</bdi></a>`,
  );
  expect(body).not.toContain(`${attempt}#question-2"`);
});

it('charts results, lessons passed, levels and the reviews that come up', async () => {
  await open();
  await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  await takeAlpha(browser);
  const { body } = await browser.get('/en/progress');
  // Five of nine points: 55 %, under the pass mark of 60 %.
  expect(body).toMatch(/<td class="num"><bdi>55%<\/bdi><\/td><td class="num"><bdi>0\/2<\/bdi>/);
  for (const chart of ['trend', 'mastery', 'forecast']) {
    expect(body, chart).toContain(`id="${chart}-chart-title"`);
  }
  // The one that was wrong is due on the next day.
  expect(body).toMatch(/<bdi>2 May 2026<\/bdi><\/th><td class="num"><bdi>1<\/bdi>/);
  expect(body).toContain('href="/en/reviews"');
});

it('keeps all of it back while the marks are held back, from the learner only', async () => {
  await open("  mode: exam\n  closes: '2026-06-01T00:00:00Z'\n");
  const cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  const browser = await site.signIn('Ada');
  const attempt = await takeAlpha(browser);
  const before = (await browser.get('/en/progress')).body;
  expect(before).toContain('result held back for now');
  expect(before).toContain('None: no answer given with certainty was wholly wrong.');
  expect(before).toContain('Nothing comes up in the next two weeks.');
  expect(before).not.toContain('55%');
  expect(before).not.toContain('#question-1');
  expect(before).not.toContain('id="trend-chart-title"');

  const [id] = (await site.db.selectFrom('attempt').select('account_id').execute()).map(
    (row) => row.account_id,
  );
  const instructor = await site.signIn('Ines');
  const taught = (await instructor.get(`/en/teach/cohorts/${cohort}/learners/${id}`)).body;
  expect(cells(taught, 'Certain')).toEqual(['6', '5', '83%']);
  expect(taught).toContain(`/learners/${id}${attempt.replace('/en', '')}#question-1"`);

  now = new Date('2026-06-02T00:00:00Z');
  const after = (await browser.get('/en/progress')).body;
  expect(after).toContain(`${attempt}#question-1"`);
  expect(after).toContain('55%');
});

it('reads from right to left in Arabic, with the same figures', async () => {
  await open();
  await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  await takeAlpha(browser);
  const english = (await browser.get('/en/progress')).body;
  const { body, statusCode } = await browser.get('/ar/progress');
  expect(statusCode).toBe(200);
  expect(body).toContain('<h1>تعلّمي</h1>');
  const [, ltr] = /<rect class="bar-0" x="([\d.]+)" y="42.3" width="([\d.]+)"/.exec(english) ?? [];
  const [, rtl, width] =
    /<rect class="bar-0" x="([\d.]+)" y="42.3" width="([\d.]+)"/.exec(body) ?? [];
  expect(Number(rtl)).toBeCloseTo(360 - Number(ltr) - Number(width), 0);
  expect(body).not.toMatch(/learning\.[a-z]/);
});
