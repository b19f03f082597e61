import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf, takeQuiz } from '../support/quiz-run.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

const NOW = new Date('2030-05-01T08:05:00Z');
/** Its marks are known when it closes. */
const EXAM = `quiz:
  id: exam
  title: The exam
  summary: Held back.
  mode: exam
  closes: 2030-06-01T12:00:00Z
  draw:
    - { count: 2, lesson: beta }
`;

const COURSE = catalogueOf(
  new Map([...SMALL_COURSE, ['course.yaml', `${SMALL_COURSE.get('course.yaml') ?? ''}${EXAM}`]]),
);

let site: Site;
let ada: Browser;
let ines: Browser;
let adaId: string;
let cohort: string;

beforeEach(async () => {
  site = await createSite({ catalogue: COURSE, now: () => NOW });
  adaId = await site.person('Ada');
  cohort = await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  ada = await site.signIn('Ada');
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

const ofLearner = () => `/en/teach/cohorts/${cohort}/learners/${adaId}`;

/** The lines of a page of activity, in words. */
async function lines(browser: Browser, path: string): Promise<string[]> {
  const { body, statusCode } = await browser.get(path);
  expect(statusCode).toBe(200);
  const items = body.matchAll(/<li>(<bdi><time.*?)<\/li>/gs);
  return [...items].map((item) =>
    (item[1] ?? '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

describe('the activity of a learner', () => {
  it('tells those who teach what was done, with a link to each attempt', async () => {
    const attempt = idOf(await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' }));
    expect(await lines(ines, `${ofLearner()}/activity`)).toEqual([
      '09:05 Passed Lesson beta',
      '09:05 Submitted attempt 1 at Lesson beta: 100%',
      '09:05 Began attempt 1 at Lesson beta',
      '09:05 Joined the cohort Class',
    ]);
    const { body } = await ines.get(ofLearner());
    expect(body).toContain(`href="${ofLearner()}/attempts/${attempt}"`);
    expect(body).toContain(`href="${ofLearner()}/lessons/beta"`);
    expect(body).toContain('<time datetime="2030-05-01T08:05:00.000Z">09:05</time>');
    expect(body).toContain('1 May 2030');
  });

  it('is narrowed to one kind by the address, and what it does not know is left out', async () => {
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    const page = `${ofLearner()}/activity`;
    expect(await lines(ines, `${page}?kind=lessons`)).toEqual(['09:05 Passed Lesson beta']);
    expect(await lines(ines, `${page}?kind=disputes`)).toEqual([]);
    expect(await lines(ines, `${page}?kind=nonsense&before=nonsense`)).toHaveLength(4);
    expect(await lines(ines, `${page}?kind=a&kind=b`)).toHaveLength(4);
  });

  it('goes on where a page ends', async () => {
    for (let run = 0; run < 25; run += 1) {
      await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    }
    const page = `${ofLearner()}/activity?kind=attempts`;
    const first = await lines(ines, page);
    expect(first).toHaveLength(40);
    const { body } = await ines.get(page);
    const [, older = ''] = /class="next" href="([^"]+)"/.exec(body) ?? [];
    const second = await lines(ines, `${ofLearner()}/activity${older.replaceAll('&amp;', '&')}`);
    expect(second).toHaveLength(10);
    expect(new Set([...first, ...second]).size).toBe(50);
  });

  it('says nothing to learners of marks that are held back, and all to those who teach', async () => {
    const started = await ada.post('/en/quizzes/exam/attempts');
    const attempt = idOf(String(started.headers.location));
    await ada.post(`/en/attempts/${attempt}/submission`, { key: 'key-12345678' });
    expect(await lines(ada, '/en/progress/activity?kind=attempts')).toEqual([
      '09:05 Submitted attempt 1 at The exam',
      '09:05 Began attempt 1 at The exam',
    ]);
    expect(await lines(ines, `${ofLearner()}/activity?kind=attempts`)).toContain(
      '09:05 Submitted attempt 1 at The exam: 0%',
    );
  });

  it('speaks to those who teach of their own cohort only', async () => {
    await site.cohort('Elsewhere', { Ada: 'student' });
    expect(await lines(ines, `${ofLearner()}/activity?kind=cohorts`)).toEqual([
      '09:05 Joined the cohort Class',
    ]);
    expect(await lines(ada, '/en/progress/activity?kind=cohorts')).toHaveLength(2);
  });
});

describe('a learner’s work in a lesson', () => {
  it('shows state, objectives and attempts, and 404 where there is no such lesson', async () => {
    await takeQuiz(ada, 'beta', { 1: 'red', 2: 'true' });
    const { body } = await ines.get(`${ofLearner()}/lessons/beta`);
    expect(body).toContain('<dd><bdi>100%</bdi></dd>');
    expect(body).toContain('attempt <bdi>1</bdi>');
    expect(body).toContain(`${cohort}#learner-${adaId}`);
    expect((await ines.get(`${ofLearner()}/lessons/exam`)).statusCode).toBe(404);
  });
});
