import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { essayCourse } from '../support/essay-course.ts';
import { gradingOf, LEVELS, submitEssay as submit } from '../support/essays.ts';
import { createSite, type Site } from '../support/site.ts';

let site: Site;

beforeEach(async () => {
  site = await createSite({ catalogue: essayCourse() });
  await site.person('Root', { isAdmin: true });
  await site.cohort('Class', { Ada: 'student', Ben: 'student', Ines: 'instructor' });
  await site.cohort('Other', { Cleo: 'student', Omar: 'instructor' });
});
afterEach(async () => await site.close());

describe('a learner with an essay', () => {
  it('has a large box with the guidance, and nothing of the rubric', async () => {
    const ada = await site.signIn('Ada');
    const started = await ada.post('/en/lessons/beta/attempts');
    const { body } = await ada.get(`${started.headers.location}/questions/3`);
    expect(body).toMatch(/<textarea[^>]* dir="auto"/);
    expect(body).toContain('between <bdi>80</bdi> and <bdi>150</bdi> words');
    expect(body).not.toContain('CANARY');
  });

  it('finds the text again as it was written, markup and all', async () => {
    const ada = await site.signIn('Ada');
    const started = await ada.post('/en/lessons/beta/attempts');
    const path = started.headers.location ?? '';
    const text = 'One </textarea><b>.\r\n\r\nTwo.';
    const fields = { question: '3', 'revision.q3': '0', q3: text, go: 'next' };
    await ada.post(`${path}/responses`, fields);
    const { body } = await ada.get(`${path}/questions/3`);
    expect(body).toContain('>\nOne &lt;/textarea&gt;&lt;b&gt;.\n\nTwo.</textarea>');
  });

  it('is asked to shorten a text that is too long, and keeps it', async () => {
    const ada = await site.signIn('Ada');
    const started = await ada.post('/en/lessons/beta/attempts');
    const path = started.headers.location ?? '';
    const q3 = 'م'.repeat(10_001);
    const fields = { question: '3', 'revision.q3': '0', q3, go: 'next' };
    const response = await ada.post(`${path}/responses`, fields);
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('at most 10,000 characters');
    expect(response.body).toContain(q3);
  });

  it('reads that the attempt awaits grading, and the score so far', async () => {
    const ada = await site.signIn('Ada');
    const path = await submit(ada, 'Because\nof it.');
    const { body } = await ada.get(path);
    expect(body).toContain('<h1 id="verdict">Awaiting grading</h1>');
    expect(body).toContain('So far: <bdi>1</bdi> of <bdi>6</bdi> points.');
    expect(body).toContain('Because\nof it.');
    expect(body).not.toContain('CANARY-claim');
    for (const page of ['/en/lessons/beta', '/en/progress']) {
      expect((await ada.get(page)).body, page).toContain('awaiting grading');
    }
  });

  it('reads the rubric, the comment and the score afterwards', async () => {
    const ada = await site.signIn('Ada');
    const ines = await site.signIn('Ines');
    const path = await submit(ada, 'Because of it.');
    const comment = 'Good <claim>.\r\nMore proof.';
    await ines.post(gradingOf(path), { ...LEVELS, comment, go: 'next' });
    const { body } = await ada.get(path);
    // 4 × (1 × 1 + 3 × 0.5) / 4 = 2.5, and 1 for the single choice: 3.5 of 6, 58 %.
    expect(body).toContain('<bdi>3.5</bdi> of <bdi>6</bdi> points, <bdi>58%</bdi>');
    expect(body).toContain('Good &lt;claim&gt;.\nMore proof.');
    expect(body).toMatch(/class="chosen">.*CANARY-proof-some/);
    expect(body).not.toContain('Awaiting grading');
  });
});

describe('the grading queue', () => {
  it('lists the essays of the instructor’s own learners, the longest waiting first', async () => {
    const ada = await submit(await site.signIn('Ada'), 'First.');
    const ben = await submit(await site.signIn('Ben'), 'Second.');
    const cleo = await submit(await site.signIn('Cleo'), 'Third.');
    const ines = (await (await site.signIn('Ines')).get('/en/teach/grading')).body;
    expect(ines).toContain('<bdi>2</bdi> texts to grade');
    expect(ines.indexOf(gradingOf(ada))).toBeGreaterThan(0);
    expect(ines.lastIndexOf(gradingOf(ben))).toBeGreaterThan(ines.lastIndexOf(gradingOf(ada)));
    expect(ines).not.toContain(gradingOf(cleo));
    const root = (await (await site.signIn('Root')).get('/en/teach/grading')).body;
    expect(root).toContain(gradingOf(cleo));
  });

  it('opens in every language, empty or not, and is linked from the pages of instructors', async () => {
    const ines = await site.signIn('Ines');
    expect((await ines.get('/en/teach/grading')).body).toContain('No text is waiting');
    expect((await ines.get('/en/teach')).body).toContain('/en/teach/grading');
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    for (const locale of ['fr', 'ar']) {
      const queue = await ines.get(`/${locale}/teach/grading`);
      expect(queue.statusCode).toBe(200);
      const one = await ines.get(path.replace('/en/', `/${locale}/`));
      expect(one.statusCode).toBe(200);
      expect(one.body + queue.body).not.toMatch(/grading\.|feedback\./);
    }
  });

  it('leads from one essay to the next, and home from the last', async () => {
    const ada = gradingOf(await submit(await site.signIn('Ada'), 'First.'));
    const ben = gradingOf(await submit(await site.signIn('Ben'), 'Second.'));
    const ines = await site.signIn('Ines');
    expect((await ines.get(ada)).body).toContain(`<a href="${ben}">`);
    const first = await ines.post(ada, { ...LEVELS, go: 'next' });
    expect([first.statusCode, first.headers.location]).toEqual([303, ben]);
    const last = await ines.post(ben, { ...LEVELS, go: 'next' });
    expect(last.headers.location).toBe('/en/teach/grading');
  });
});

describe('the form of an essay', () => {
  it('asks for a level of each criterion and keeps what was given', async () => {
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    const ines = await site.signIn('Ines');
    const response = await ines.post(path, { 'level.proof': 'full', comment: 'Almost <there>.' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('<a href="#level_claim">');
    expect(response.body).toMatch(/value="full" checked/);
    expect(response.body).toContain('Almost &lt;there&gt;.</textarea>');
  });

  it('refuses a level that is not in the rubric as forged', async () => {
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    const ines = await site.signIn('Ines');
    const response = await ines.post(path, { ...LEVELS, 'level.proof': 'clear' });
    expect(response.statusCode).toBe(400);
  });

  it('is not there for instructors of another cohort, and not open to learners', async () => {
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    const omar = await site.signIn('Omar');
    expect((await omar.get(path)).statusCode).toBe(404);
    expect((await omar.post(path, LEVELS)).statusCode).toBe(404);
    const ada = await site.signIn('Ada');
    expect((await ada.get(path)).statusCode).toBe(403);
    expect((await ada.post(path, LEVELS)).statusCode).toBe(403);
  });

  it('is there for written essays of submitted attempts only', async () => {
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    const ines = await site.signIn('Ines');
    for (const number of ['1', '4', '0', '-1', 'x']) {
      const other = path.replace(/3$/, number);
      expect((await ines.get(other)).statusCode, number).toBe(404);
    }
    expect((await ines.get('/en/teach/grading/nothing/3')).statusCode).toBe(404);
  });

  it('gives a grade once; a second tab is told', async () => {
    const path = gradingOf(await submit(await site.signIn('Ada'), 'Text.'));
    const ines = await site.signIn('Ines');
    const root = await site.signIn('Root');
    await ines.post(path, { ...LEVELS, go: 'queue' });
    const late = await root.post(path, { ...LEVELS, 'level.claim': 'none' });
    expect(late.headers.location).toBe('/en/teach/grading');
    expect((await root.get('/en/teach/grading')).body).toContain('had been graded already');
  });
});

describe('a quiz graded without names', () => {
  beforeEach(() => site.serve(essayCourse(['why'], 'anonymous-grading: true')));

  it('hides the name until the essay is graded', async () => {
    const ada = await site.signIn('Ada');
    const attempt = await submit(ada, 'Text by nobody.');
    const ines = await site.signIn('Ines');
    for (const path of ['/en/teach/grading', gradingOf(attempt)]) {
      const { body } = await ines.get(path);
      expect(body, path).toContain('name hidden until graded');
      expect(body, path).not.toContain('Ada');
    }
  });

  it('keeps the text off the pages that have the name, until it is graded', async () => {
    const attempt = await submit(await site.signIn('Ada'), 'Text by nobody.');
    const ines = await site.signIn('Ines');
    const teach = (await ines.get('/en/teach')).body;
    const cohort = /\/en\/teach\/cohorts\/[^"]+/.exec(teach)?.[0] ?? '';
    const learner = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', 'Ada')
      .executeTakeFirstOrThrow();
    const page = `${cohort}/learners/${learner.id}/attempts/${attempt.split('/').at(-1)}`;
    expect((await ines.get(page)).body).not.toContain('Text by nobody.');
    await ines.post(gradingOf(attempt), { ...LEVELS, go: 'next' });
    expect((await ines.get(page)).body).toContain('Text by nobody.');
  });
});

it('shows authors an essay with its rubric', async () => {
  const ines = await site.signIn('Ines');
  const { statusCode, body } = await ines.get('/en/teach/lessons/beta/items/why');
  expect(statusCode).toBe(200);
  expect(body).toContain('CANARY-proof-full');
});
