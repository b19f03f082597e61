import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { startAttempt } from '../../src/services/attempting.ts';
import { ALPHA_RIGHT, ALPHA_WRONG, quizForm, type Form } from '../support/answers.ts';
import { crawl } from '../support/crawl.ts';
import { permutedCourse } from '../support/permuted-course.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

/** Everything happens at this moment, so that two sites may be compared to the byte. */
const NOW = new Date('2031-05-06T07:08:09Z');
/** Id of the attempt on every site. */
const ATTEMPT = '00000000-0000-7000-8000-000000000001';
const AT = `/en/attempts/${ATTEMPT}`;
const SEEDS = [1, 20_310_506];

const sites: Site[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
  vi.useRealTimers();
});

/** A site with one learner, who has the attempt ATTEMPT at alpha with this seed. */
async function arrange(catalogue: Catalogue, seed: number): Promise<Browser> {
  const site = await createSite({ catalogue });
  sites.push(site);
  const id = await site.person('Ada');
  const lesson = catalogue.lessons.get('alpha');
  if (lesson === undefined) throw new Error('The course has no lesson alpha.');
  const attempt = await startAttempt(site.db, id, lesson, seed, NOW);
  await site.db.updateTable('attempt').set({ id: ATTEMPT }).where('id', '=', attempt).execute();
  return await site.signIn('Ada');
}

/** The whole answer, without the date and the key that each showing of the review page makes up. */
function bytesOf(response: LightMyRequestResponse) {
  const { date: _date, ...headers } = response.headers;
  const body = response.body.replace(/(name="key" value=")[0-9a-f-]{36}"/, '$1"');
  return { status: response.statusCode, headers, body };
}

/** What this learner gets at each step; `answers` are saved whole and in parts. */
async function diaryOf(browser: Browser, answers: readonly Form[]) {
  const diary: (readonly [string, ReturnType<typeof bytesOf>])[] = [];
  const crawlAll = async (when: string) => {
    const pages = await crawl(browser, ['/en/', AT, `${AT}/review`, `${AT}/questions`]);
    for (const [path, response] of pages) diary.push([`${when} ${path}`, bytesOf(response)]);
  };
  await crawlAll('before');
  for (const [index, form] of answers.entries()) {
    diary.push([`save ${index}`, bytesOf(await browser.post(`${AT}/responses`, form))]);
    for (const path of [`${AT}/questions`, `${AT}/review`]) {
      diary.push([`after save ${index} ${path}`, bytesOf(await browser.get(path))]);
    }
  }
  await crawlAll('at the end');
  return diary;
}

/** The form of a single question's page. */
const single = (answers: typeof ALPHA_RIGHT, number: number): Form => {
  const { question: _all, ...fields } = quizForm(answers);
  const own = Object.entries(fields).filter(([name]) =>
    new RegExp(`(^|\\.)q${number}(\\.|$)`).test(name),
  );
  return { question: String(number), go: 'next', ...Object.fromEntries(own) };
};

/** A page as far as the reader's own answer does not change it. */
const shape = async (browser: Browser, path: string) => {
  const { body, headers, status } = bytesOf(await browser.get(path));
  return { status, headers, length: body.length };
};

describe('two courses that differ in their keys alone', () => {
  const one = catalogueOf(SMALL_COURSE);
  const other = permutedCourse();
  const answers = [
    quizForm(ALPHA_WRONG, { flagged: [2] }),
    // A right answer here, a wrong one there; one question only, some of it blank.
    { question: '7', 'revision.q7': '1', 'q7.cat': 'meow', 'q7.dog': '', go: 'next' },
    // Refused: a rank twice, and an answer from another tab.
    { question: '8', 'revision.q8': '1', 'q8.wake': '1', 'q8.sleep': '1', go: 'next' },
    { question: '5', 'revision.q5': '0', q5: '12', go: 'next' },
  ];

  it.each(SEEDS)('answer with the same bytes before submission (seed %i)', async (seed) => {
    const diary = await diaryOf(await arrange(one, seed), answers);
    expect(await diaryOf(await arrange(other, seed), answers)).toEqual(diary);
    const statuses = diary.filter(([at]) => at.startsWith('save')).map(([, { status }]) => status);
    expect(statuses).toEqual([303, 303, 422, 409]);
    expect(diary.length).toBeGreaterThan(80);
  });

  it('answer differently after submission, so the comparison can tell them apart', async () => {
    const pages: string[] = [];
    for (const catalogue of [one, other]) {
      const browser = await arrange(catalogue, 1);
      await browser.post(`${AT}/responses`, quizForm(ALPHA_RIGHT));
      await browser.post(`${AT}/submission`, { key: 'key-of-the-page' });
      pages.push((await browser.get(AT)).body);
    }
    expect(pages[0]).toContain('CANARY-explanation-pick');
    expect(pages[1]).toContain('CANARY-quite-another-explanation');
  });

  it('show other orders for other seeds, so the seed does matter', async () => {
    const bodies = new Set<string>();
    for (const seed of SEEDS) {
      const browser = await arrange(one, seed);
      bodies.add((await browser.get(`${AT}/questions`)).body);
    }
    expect(bodies.size).toBeGreaterThan(1);
  });
});

describe('saving', () => {
  const course = catalogueOf(SMALL_COURSE);

  const numbers = ALPHA_RIGHT.map((_, index) => index + 1);

  it.each(numbers)(
    'a right and a wrong answer to question %i gets answers that do not tell',
    async (number) => {
      const [right, wrong] = [await arrange(course, 1), await arrange(course, 1)];
      const save = async (browser: Browser, answers: typeof ALPHA_RIGHT) =>
        bytesOf(await browser.post(`${AT}/responses`, single(answers, number)));
      const saved = await save(right, ALPHA_RIGHT);
      expect(saved.status).toBe(303);
      expect(await save(wrong, ALPHA_WRONG)).toEqual(saved);

      // The own answer is shown again: as long, whatever was answered.
      for (const path of [`${AT}/questions/${number}`, `${AT}/questions`]) {
        expect(await shape(wrong, path)).toEqual(await shape(right, path));
      }
      for (const path of [AT, `${AT}/review`, '/en/', '/en/progress', '/en/lessons/alpha']) {
        expect(bytesOf(await wrong.get(path)), path).toEqual(bytesOf(await right.get(path)));
      }
    },
  );

  it('stores no score, no result and no mastery', async () => {
    const browser = await arrange(course, 1);
    await browser.post(`${AT}/responses`, quizForm(ALPHA_RIGHT));
    const [site] = sites;
    const responses = await site?.db.selectFrom('response').select(['body', 'score']).execute();
    expect(responses?.map(({ score }) => score)).toEqual(ALPHA_RIGHT.map(() => null));
    expect(responses?.every(({ body }) => body !== null)).toBe(true);
    const [attempt] = (await site?.db.selectFrom('attempt').selectAll().execute()) ?? [];
    expect(attempt).toMatchObject({ state: 'in-progress', score: null, submitted_at: null });
    expect(await site?.db.selectFrom('objective_progress').selectAll().execute()).toEqual([]);
    const [progress] = (await site?.db.selectFrom('lesson_progress').selectAll().execute()) ?? [];
    expect(progress).toMatchObject({ state: 'in-progress', best_share: null, attempts: 0 });
  });
});
