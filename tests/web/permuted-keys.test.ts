import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { unitOf } from '../../src/domain/progress.ts';
import { nextCard } from '../../src/domain/review-card.ts';
import { startAttempt } from '../../src/services/attempting.ts';
import { putCards } from '../../src/store/review-cards.ts';
import { ALPHA_RIGHT, ALPHA_WRONG, quizForm, renumbered, type Form } from '../support/answers.ts';
import { bytesOf } from '../support/bytes.ts';
import { crawl } from '../support/crawl.ts';
import { hiddenFields, orderOf } from '../support/quiz-run.ts';
import { permutedCourse, unpermutedCourse } from '../support/permuted-course.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

/** Everything happens at this moment, so that two sites may be compared to the byte. */
const NOW = new Date('2031-05-06T07:08:09Z');
/** Ids of the learner and of the attempt on every site. */
const ADA = '00000000-0000-7000-8000-00000000000a';
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

/** Quizzes that ask the questions of alpha: of the lesson and of its module. */
const QUIZZES = ['alpha', 'module-quiz'];

/** A site with one learner, who has the attempt ATTEMPT at a quiz with this seed. */
async function arrange(catalogue: Catalogue, seed: number, quizId = 'alpha'): Promise<Browser> {
  const site = await createSite({ catalogue });
  sites.push(site);
  const id = await adaOf(site);
  const quiz = catalogue.quizzes.get(quizId);
  const unit = unitOf(catalogue, quizId);
  if (quiz === undefined || unit === undefined) throw new Error(`There is no quiz ${quizId}.`);
  const started = await startAttempt(site.db, id, { quiz, unit }, seed, NOW);
  if (started.kind === 'refused') throw new Error('The quiz could not be begun.');
  const { attemptId } = started;
  await site.db.updateTable('attempt').set({ id: ATTEMPT }).where('id', '=', attemptId).execute();
  return await site.signIn('Ada');
}

/** The learner, with the same id on every site: people read theirs in the file of their data. */
async function adaOf(site: Site): Promise<string> {
  const id = await site.person('Ada');
  await site.db.updateTable('account').set({ id: ADA }).where('id', '=', id).execute();
  return ADA;
}

/** What this learner, of the latest site, gets at each step; the answers are saved whole and in parts. */
async function diaryOf(browser: Browser, alphaAnswers: readonly Form[]) {
  const [site] = sites.slice(-1);
  const order = site === undefined ? [] : await orderOf(site, AT);
  const answers = alphaAnswers.map((form) => renumbered(form, order));
  const diary: (readonly [string, ReturnType<typeof bytesOf>])[] = [];
  const crawlAll = async (when: string) => {
    const pages = await crawl(browser, [
      '/en/',
      '/en/quizzes/module-quiz',
      AT,
      `${AT}/review`,
      `${AT}/questions`,
    ]);
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

/** The shown order of a review is drawn for each showing: the same answer, but for the order. */
const unordered = (response: LightMyRequestResponse) => {
  const { body, ...rest } = bytesOf(response);
  return { ...rest, body: Array.from(body).toSorted().join('') };
};

/** The hidden fields of a review's page, with its options in the order of the alphabet. */
const reviewFields = ({ body }: LightMyRequestResponse): Record<string, string> => {
  const fields = hiddenFields(body);
  return { ...fields, order: (fields['order'] ?? '').split(' ').toSorted().join(' ') };
};

describe('two courses that differ in their keys alone', () => {
  const one = unpermutedCourse();
  const other = permutedCourse();
  const answers = [
    quizForm(ALPHA_WRONG, { flagged: [2] }),
    // A right answer here, a wrong one there; one question only, some of it blank.
    { question: '7', 'revision.q7': '1', 'q7.cat': 'meow', 'q7.dog': '', go: 'next' },
    // Refused: a rank twice, and an answer from another tab.
    { question: '8', 'revision.q8': '1', 'q8.wake': '1', 'q8.sleep': '1', go: 'next' },
    { question: '5', 'revision.q5': '0', q5: '12', go: 'next' },
  ];

  it.each(SEEDS.flatMap((seed) => QUIZZES.map((quiz) => [seed, quiz] as const)))(
    'answer with the same bytes before submission (seed %i, quiz %s)',
    async (seed, quiz) => {
      const diary = await diaryOf(await arrange(one, seed, quiz), answers);
      expect(await diaryOf(await arrange(other, seed, quiz), answers)).toEqual(diary);
      const statuses = diary
        .filter(([at]) => at.startsWith('save'))
        .map(([, { status }]) => status);
      expect(statuses).toEqual([303, 303, 422, 409]);
      expect(diary.length).toBeGreaterThan(80);
    },
  );

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

describe('a review that is due', () => {
  const courses = [unpermutedCourse(), permutedCourse()] as const;
  const refs = (courses[0].lessons.get('alpha')?.items ?? []).map((item) => item.ref);
  const DUE = nextCard(null, 'good', new Date('2031-03-01T00:00:00Z'));
  async function due(course: Catalogue, ref: string): Promise<Browser> {
    const site = await createSite({ catalogue: course });
    sites.push(site);
    const id = await site.person('Ada');
    await site.db.transaction().execute(async (tx) => putCards(tx, id, new Map([[ref, DUE]])));
    return await site.signIn('Ada');
  }

  it.each(refs)('looks the same whatever the key of %s, until it is answered', async (ref) => {
    const [one, other] = [await due(courses[0], ref), await due(courses[1], ref)];
    for (const path of ['/en/', '/en/progress', '/en/reviews'])
      expect(bytesOf(await other.get(path)), path).toEqual(bytesOf(await one.get(path)));
    const page = await one.get('/en/reviews/next');
    expect(page.statusCode).toBe(200);
    const otherPage = await other.get('/en/reviews/next');
    expect(unordered(otherPage)).toEqual(unordered(page));
    const fields = reviewFields(page);
    expect(reviewFields(otherPage)).toEqual(fields);

    // Refused for want of an answer: shown again, to the byte, in the order that was sent.
    const blank = bytesOf(await one.post('/en/reviews/answers', { ...fields, go: 'answer' }));
    expect(blank.status).toBe(422);
    const blankOther = await other.post('/en/reviews/answers', { ...fields, go: 'answer' });
    expect(bytesOf(blankOther)).toEqual(blank);
  });

  it('does differ once it is answered, so the comparison can tell', async () => {
    const ref = 'alpha/pick';
    const bodies: string[] = [];
    for (const course of courses) {
      const browser = await due(course, ref);
      const fields = reviewFields(await browser.get('/en/reviews/next'));
      const form = { ...fields, q1: 'red', go: 'answer' };
      const { headers } = await browser.post('/en/reviews/answers', form);
      bodies.push((await browser.get(headers.location ?? '')).body);
    }
    expect(bodies[0]).toContain('CANARY-explanation-pick');
    expect(bodies[1]).toContain('CANARY-feedback-another-red');
    expect(bodies[0]).not.toBe(bodies[1]);
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
