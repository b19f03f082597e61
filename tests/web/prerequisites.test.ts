import { afterEach, expect, it } from 'vitest';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
afterEach(async () => await site.close());

/** A site whose lesson beta comes after alpha, with a quiz of the module and one of the course. */
async function open(hard: boolean): Promise<Browser> {
  const files = new Map(SMALL_COURSE);
  const beta = SMALL_COURSE.get('first-module/beta.yaml') ?? '';
  const asks = `prerequisites: [{ lesson: alpha, hard: ${hard} }]\nsections:`;
  files.set('first-module/beta.yaml', beta.replace('sections:', asks));
  files.set(
    'course.yaml',
    `${SMALL_COURSE.get('course.yaml')}    quiz:
      id: mixed
      title: Mixed
      summary: Of both lessons.
      draw: [{ lesson: alpha, count: 1 }, { lesson: beta, count: 2 }]
quiz:
  id: capstone
  title: Capstone
  summary: Of everything.
  draw: [{ count: 4 }]
`,
  );
  site = await createSite({ catalogue: catalogueOf(files) });
  await site.cohort('Class', { Ada: 'student' });
  return await site.signIn('Ada');
}

async function passAlpha(): Promise<void> {
  const account = await site.db.selectFrom('account').select('id').executeTakeFirstOrThrow();
  const row = {
    account_id: account.id,
    lesson_id: 'alpha',
    state: 'passed',
    sections_read: '[]',
    last_section: null,
    best_share: 1,
    attempts: 1,
    updated_at: '2026-05-01T09:00:00.000Z',
  };
  await site.db.insertInto('lesson_progress').values(row).execute();
}

it('recommends what is better passed before, and opens the quiz all the same', async () => {
  const browser = await open(false);
  for (const page of ['/en/', '/en/lessons/beta']) {
    const { body } = await browser.get(page);
    expect(body, page).toMatch(/Better after: <a href="\/en\/lessons\/alpha"/);
  }
  expect((await browser.get('/ar/lessons/beta')).body).toContain('يُستحسن بعد:');
  const started = await browser.post('/en/lessons/beta/attempts');
  expect(started.headers.location).toMatch(/^\/en\/attempts\//);
});

it('keeps the quiz closed until a hard prerequisite is passed, and says why', async () => {
  const browser = await open(true);
  const closed = (await browser.get('/en/lessons/beta')).body;
  expect(closed).toContain('This quiz opens after passing:');
  expect(closed).not.toContain('action="/en/lessons/beta/attempts"');
  const refused = await browser.post('/en/lessons/beta/attempts');
  expect(refused.headers.location).toBe('/en/lessons/beta');
  const page = (await browser.get('/en/lessons/beta')).body;
  expect(page).toContain('The quiz cannot be begun just now; below is why.');
  expect((await site.db.selectFrom('attempt').selectAll().execute()).length).toBe(0);

  await passAlpha();
  expect((await browser.get('/en/')).body).not.toContain('The quiz opens after passing:');
  const started = await browser.post('/en/lessons/beta/attempts');
  expect(started.headers.location).toMatch(/^\/en\/attempts\//);
});

it('shows one learner’s open prerequisites to nobody else', async () => {
  const browser = await open(true);
  await browser.get('/en/');
  await passAlpha();
  await site.cohort('Other', { Bea: 'student' });
  const other = await site.signIn('Bea');
  expect((await other.get('/en/')).body).toContain('The quiz opens after passing:');
  expect((await browser.get('/en/')).body).not.toContain('The quiz opens after passing:');
});

it('has the quizzes of modules and of the course on the map, with their state', async () => {
  const browser = await open(false);
  const map = (await browser.get('/en/')).body;
  expect(map).toMatch(/<li class="lesson todo">.*<a href="\/en\/quizzes\/mixed">Mixed<\/a>/);
  expect(map).toContain('>The whole course</h2>');
  expect(map).toContain('<a href="/en/quizzes/capstone">Capstone</a>');
  expect(map).toContain('<bdi>4</bdi> questions');
  const started = await browser.post('/en/quizzes/capstone/attempts');
  const later = (await browser.get('/en/')).body;
  expect(later).toMatch(/<li class="lesson now">.*<a href="\/en\/quizzes\/capstone">/);
  expect(later).toContain(`href="${started.headers.location}"`);
  expect((await browser.get('/ar/')).statusCode).toBe(200);
});

it('refuses a quiz whose lessons cannot be served, and says so', async () => {
  const browser = await open(false);
  const course = site.context.library.catalogue();
  const capstone = course.quizzes.get('capstone');
  if (capstone === undefined) throw new Error('There is no capstone.');
  const empty = new Map([...course.quizzes, ['capstone', { ...capstone, bank: [] }] as const]);
  site.serve({ ...course, hash: 'without-questions', quizzes: empty });
  expect((await browser.get('/en/quizzes/capstone')).body).toContain('cannot be asked at present');
  const refused = await browser.post('/en/quizzes/capstone/attempts');
  expect(refused.headers.location).toBe('/en/quizzes/capstone');
});
