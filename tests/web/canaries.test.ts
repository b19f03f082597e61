import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { ALPHA_WRONG, quizForm, renumbered } from '../support/answers.ts';
import { crawl, wholeOf } from '../support/crawl.ts';
import { canaryCourse, FIGURE_CANARY } from '../support/permuted-course.ts';
import { hiddenFields, orderOf } from '../support/quiz-run.ts';
import { createSite, type Site } from '../support/site.ts';

/** A key, an explanation or a feedback of the test course; the figure as typed and as written out. */
const CANARY = new RegExp(`CANARY[a-z-]*|${FIGURE_CANARY}|918\\D{1,6}273\\D{1,6}645`, 'gi');

/** What only instructors may open, tried by a learner all the same. */
const FORBIDDEN = [
  '/en/teach',
  '/en/teach/lessons',
  '/en/teach/lessons/alpha',
  '/en/teach/lessons/alpha/items/pick',
  '/en/teach/lessons/alpha/items/pick?preview=1',
  '/en/admin/audit',
];

const sites: Site[] = [];
let now: Date;
beforeEach(() => {
  now = new Date();
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** A learner with a quiz under way: all answered and some flagged; another only started. */
async function arrange() {
  const site = await createSite({ catalogue: canaryCourse(), now: () => now });
  sites.push(site);
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  const browser = await site.signIn('Ada');
  const posted = [
    await browser.post('/en/lessons/alpha/attempts'),
    await browser.post('/en/lessons/beta/attempts'),
    await browser.post('/en/lessons/alpha/readings', { section: 'one' }),
    await browser.post('/en/quizzes/module-quiz/attempts'),
  ];
  const [alpha = '', beta = '', , mixed = ''] = posted.map(({ headers }) => headers.location);
  const form = quizForm(ALPHA_WRONG, { flagged: [1, 4] });
  posted.push(await browser.post(`${alpha}/responses`, form));
  const mixedForm = renumbered(form, await orderOf(site, mixed));
  posted.push(await browser.post(`${mixed}/responses`, mixedForm));
  expect(posted.at(-2)?.headers.location).toBe(`${alpha}/questions`);
  expect(posted.at(-1)?.headers.location).toBe(`${mixed}/questions`);
  return { site, browser, alpha, beta, mixed, posted };
}

/** The addresses that a learner's pages do not link to before submission, but which there are. */
function startsFor(...attempts: readonly string[]): string[] {
  const pages = ['', '/review', '/questions', '/questions/1', '/questions/9'];
  return [
    '/',
    '/en/',
    '/en/sign-in',
    '/en/join?code=CLASS',
    ...attempts.flatMap((attempt) => pages.map((page) => attempt + page)),
  ];
}

function canariesIn(
  responses: Iterable<readonly [string | number, LightMyRequestResponse]>,
): string[] {
  return [...responses].flatMap(([path, response]) =>
    [...wholeOf(response).matchAll(CANARY)].map(([canary]) => `${path}: ${canary}`),
  );
}

describe('before submission', () => {
  it('no page, header, redirect, script or style that a learner can reach has a key', async () => {
    const { alpha, beta, browser, mixed, posted } = await arrange();
    const pages = await crawl(browser, [...startsFor(alpha, beta, mixed), ...FORBIDDEN]);
    expect(canariesIn(pages)).toEqual([]);
    expect(canariesIn(posted.entries())).toEqual([]);
    for (const path of FORBIDDEN) expect(pages.get(path)?.statusCode, path).toBe(403);
    const reached = [...pages].filter(([, { statusCode }]) => statusCode === 200);
    const paths = reached.map(([path]) => path);
    // The crawl went everywhere: three languages, every question, script, style and fonts.
    for (const locale of ['en', 'fr', 'ar']) {
      const at = alpha.replace('/en/', `/${locale}/`);
      expect(paths).toEqual(
        expect.arrayContaining([
          `/${locale}/`,
          `/${locale}/lessons/alpha`,
          `/${locale}/lessons/beta`,
          `/${locale}/quizzes/module-quiz`,
          `/${locale}/reviews`,
          `${mixed.replace('/en/', `/${locale}/`)}/questions`,
          `/${locale}/progress`,
          `/${locale}/account`,
          `/${locale}/glossary`,
          `/${locale}/sources`,
          `/${locale}/timeline`,
          `${at}/review`,
          `${at}/questions`,
          ...ALPHA_WRONG.map((_, index) => `${at}/questions/${index + 1}`),
        ]),
      );
    }
    for (const kind of ['.css', '.js', '.svg', '.woff2']) {
      expect(
        paths.some((path) => path.endsWith(kind)),
        kind,
      ).toBe(true);
    }
  });

  it('the page with all questions has no key in that layout either', async () => {
    const { alpha, beta, browser } = await arrange();
    const layout = { name: 'Ada', locale: 'en', 'text-size': 'normal', 'quiz-layout': 'all' };
    await browser.post('/en/account/preferences', layout);
    const pages = await crawl(browser, startsFor(alpha, beta));
    expect(pages.get(alpha)?.headers.location).toBe(`${alpha}/questions`);
    expect(canariesIn(pages)).toEqual([]);
  });

  it('forms that are refused are shown again without a key', async () => {
    const { alpha, browser } = await arrange();
    const save = async (fields: Record<string, string | string[]>) =>
      await browser.post(`${alpha}/responses`, { go: 'next', ...fields });
    const wrongs = [
      await save({ question: '5', 'revision.q5': '1', q5: 'a dozen' }),
      await save({ question: '8', 'revision.q8': '1', 'q8.wake': '1', 'q8.eat': '1' }),
      await save({ question: '4', 'revision.q4': '1', q4: 'x'.repeat(300) }),
      await save({ question: '4', 'revision.q4': '0', q4: 'from another tab' }),
      await save({ question: '6', 'revision.q6': '0', 'q6.thing': 'from another tab' }),
      await save({ question: '1', 'revision.q1': '1', q1: 'purple' }),
      await save({ question: '7', 'revision.q7': '1', 'q7.cat': 'no such target' }),
      await save({ question: '99', 'revision.q99': '1', q99: 'red' }),
      await browser.post(`${alpha}/submission`, { key: '' }),
    ];
    const statuses = wrongs.map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([422, 422, 422, 409, 409, 400, 400, 400, 400]);
    expect(canariesIn(wrongs.entries())).toEqual([]);
  });

  it('every built file is served without a key, and there are no source maps', async () => {
    const { browser } = await arrange();
    const files = readdirSync(join(packageRoot, 'dist', 'public'));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    for (const file of files) {
      const response = await browser.get(`/assets/${file}`);
      expect(response.statusCode, file).toBe(200);
      expect(canariesIn([[file, response]])).toEqual([]);
      expect(response.body).not.toContain('sourceMappingURL');
      expect((await browser.get(`/assets/${file}.map`)).statusCode, file).toBe(404);
    }
  });

  it('a question that comes back for review has no key until it is answered', async () => {
    const { browser, site } = await arrange();
    // The attempt of the module's quiz would keep the questions out of the reviews.
    await site.db.deleteFrom('attempt').execute();
    const again = await browser.post('/en/lessons/alpha/attempts');
    const alpha = again.headers.location ?? '';
    await browser.post(`${alpha}/responses`, quizForm(ALPHA_WRONG));
    await browser.post(`${alpha}/submission`, { key: 'key-of-the-page' });
    now = new Date(now.getTime() + 30 * 24 * 60 * 60_000);
    const asked = new Set<string>();
    const pages: LightMyRequestResponse[] = [];
    const answers: LightMyRequestResponse[] = [];
    while (answers.length < ALPHA_WRONG.length) {
      const page = await browser.get('/en/reviews/next');
      expect(page.statusCode).toBe(200);
      const form = hiddenFields(page.body);
      asked.add(form['item'] ?? '');
      const blank = await browser.post('/en/reviews/answers', { ...form, go: 'answer' });
      expect(blank.statusCode).toBe(422);
      const unknown = await browser.post('/en/reviews/answers', { ...form, go: 'unknown' });
      pages.push(page, blank, unknown, await browser.get('/en/reviews'));
      answers.push(await browser.get(unknown.headers.location ?? ''));
    }
    expect(asked.size).toBe(ALPHA_WRONG.length);
    expect(canariesIn(pages.entries())).toEqual([]);
    const found = canariesIn(answers.entries());
    for (const id of asked)
      expect(found.join()).toContain(`CANARY-explanation-${id.replace('alpha/', '')}`);
  });

  it("an instructor's page of the running attempt has no key either", async () => {
    const { alpha, site } = await arrange();
    const instructor = await site.signIn('Ines');
    const pages = await crawl(instructor, ['/en/teach']);
    const id = alpha.replace('/en/attempts/', '');
    const path = [...pages.keys()].find((page) => page.endsWith(`/attempts/${id}`)) ?? '';
    expect(pages.get(path)?.statusCode).toBe(200);
    expect(canariesIn([[path, pages.get(path) as LightMyRequestResponse]])).toEqual([]);
  });
});

describe('after submission', () => {
  it('the canaries do appear, on the page of the attempt, in its disputes and nowhere else', async () => {
    const { alpha, beta, browser, mixed } = await arrange();
    await browser.post(`${alpha}/submission`, { key: 'key-of-the-page' });
    const pages = await crawl(browser, startsFor(alpha, beta, mixed));
    const places = new Set(canariesIn(pages).map((canary) => canary.split(':', 1)[0]));
    expect(places).toEqual(
      new Set(
        ['en', 'fr', 'ar'].flatMap((locale) => {
          const at = alpha.replace('/en/', `/${locale}/`);
          const disputes = ALPHA_WRONG.map((_, index) => `${at}/questions/${index + 1}/dispute`);
          return [at, ...disputes];
        }),
      ),
    );
    const { body } = pages.get(alpha) as LightMyRequestResponse;
    const found = new Set([...body.matchAll(CANARY)].map(([canary]) => canary));
    const items = ['pick', 'truth', 'several', 'word', 'figure', 'blanks', 'pairs', 'steps'];
    for (const id of [...items, 'evidence']) expect(found).toContain(`CANARY-explanation-${id}`);
    for (const feedback of ['blue', 'truth', 'stone', 'word', 'thing', 'noon', 'cat', 'second']) {
      expect(found).toContain(`CANARY-feedback-${feedback}`);
    }
    for (const key of ['CANARY-accepted', 'CANARY-gap', FIGURE_CANARY])
      expect(found).toContain(key);
  });
});
