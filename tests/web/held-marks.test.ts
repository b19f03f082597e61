import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

const CLOSE = '2026-06-10T12:00:00.000Z';

let site: Site;
let now: Date;
let ada: Browser;
let ben: Browser;

/** The small course: alpha, with an exam for a quiz, must be passed before beta's quiz. */
function examCourse() {
  const files = new Map(SMALL_COURSE);
  const alpha = SMALL_COURSE.get('first-module/alpha.yaml') ?? '';
  const beta = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
  const exam = `  mode: exam\n  closes: '${CLOSE}'\n  pass: 20`;
  files.set('first-module/alpha.yaml', alpha.replace('  pass: 60', exam));
  const requirement = 'prerequisites: [{ lesson: alpha, hard: true }]\nsections:';
  files.set('first-module/beta.yaml', beta.replace('sections:', requirement));
  return catalogueOf(files);
}

beforeEach(async () => {
  now = new Date('2026-06-10T10:00:00Z');
  site = await createSite({ catalogue: examCourse(), now: () => now });
  await site.cohort('Class', { Ada: 'student', Ben: 'student', Ines: 'instructor' });
  ada = await site.signIn('Ada');
  ben = await site.signIn('Ben');
  // Five of thirteen points pass; none do not.
  await takeQuiz(ada, 'alpha', { 1: 'red', 2: 'true', 4: 'lighthouse', 5: '8471' });
  await takeQuiz(ben, 'alpha', { 1: 'green', 2: 'false', 4: 'tower', 5: '12' });
});
afterEach(async () => await site.close());

const PAGES = ['/en/', '/en/lessons/alpha', '/en/lessons/beta', '/en/progress', '/en/reviews'];

/** The pages as far as they do not name their reader. */
async function pagesOf(browser: Browser, name: string): Promise<string[]> {
  const bodies: string[] = [];
  for (const path of PAGES) {
    const { body } = await browser.get(path);
    bodies.push(body.replaceAll(name, 'N').replaceAll(/[0-9a-f-]{36}/g, 'ID'));
  }
  return bodies;
}

it('keeps an exam’s result out of every page of its learner until the close', async () => {
  expect(await pagesOf(ada, 'Ada')).toEqual(await pagesOf(ben, 'Ben'));
  const map = (await ada.get('/en/')).body;
  expect(map).toContain('In progress');
  expect(map).not.toMatch(/best result|<strong>Passed/);
  expect((await ada.post('/en/lessons/beta/attempts')).headers.location).not.toContain(
    '/attempts/',
  );
});

it('shows it everywhere from the close on', async () => {
  now = new Date(CLOSE);
  expect(await pagesOf(ada, 'Ada')).not.toEqual(await pagesOf(ben, 'Ben'));
  expect((await ada.get('/en/')).body).toMatch(/<strong>Passed/);
  expect((await ada.post('/en/lessons/beta/attempts')).headers.location).toContain('/attempts/');
  expect((await ben.post('/en/lessons/beta/attempts')).headers.location).not.toContain(
    '/attempts/',
  );
});

it('lets instructors see it before', async () => {
  const ines = await site.signIn('Ines');
  const { id } = await site.db.selectFrom('cohort').select('id').executeTakeFirstOrThrow();
  const grid = (await ines.get(`/en/teach/cohorts/${id}`)).body;
  expect(grid.match(/Passed/g)?.length).toBeGreaterThan(0);
});
