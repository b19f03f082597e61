import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALPHA_RIGHT, ALPHA_WRONG, quizForm } from '../support/answers.ts';
import { openDispute, wrongAttempt } from '../support/disputes.ts';
import { beginQuiz, idOf, takeQuiz, type Answers } from '../support/quiz-run.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { QUIZZED_COURSE } from '../support/module-quiz.ts';
import { catalogueOf, editedCourse } from '../support/small-site-course.ts';

const LIST = '/en/teach/statistics';
const BETA = `${LIST}/beta`;

let site: Site;
let ines: Browser;

beforeEach(async () => {
  site = await createSite();
  await site.person('Root', { isAdmin: true });
  await site.cohort('Class', { Ines: 'instructor' });
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

/** New learners, each with one attempt at beta. */
async function attemptsAtBeta(all: readonly Answers[], cohort = 'School'): Promise<void> {
  const names = all.map((_, index) => `${cohort} learner ${index + 1}`);
  await site.cohort(cohort, Object.fromEntries(names.map((name) => [name, 'student' as const])));
  for (const [index, answers] of all.entries()) {
    await takeQuiz(await site.signIn(names[index] ?? ''), 'beta', answers);
  }
}

const RIGHT = { 1: 'red', 2: 'true' };
const HALF = { 1: 'red', 2: 'false' };
const WRONG = { 1: 'green', 2: 'false' };

/** Text of a page without its markup, spaces as one. */
async function textOf(browser: Browser, path: string): Promise<string> {
  const { body, statusCode } = await browser.get(path);
  expect(statusCode).toBe(200);
  const [, main = ''] = body.split('<main');
  return main
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&#39;', '’');
}

async function itemPath(ref: string): Promise<string> {
  const { hash } = await site.db
    .selectFrom('item_version')
    .select('hash')
    .where('ref', '=', ref)
    .orderBy('created_at')
    .executeTakeFirstOrThrow();
  return `${BETA}/items/${hash}`;
}

describe('the statistics of a quiz', () => {
  it('show nothing of fewer than five attempts, and say so', async () => {
    await attemptsAtBeta([RIGHT, RIGHT, WRONG, HALF]);
    expect(await textOf(ines, LIST)).toContain('Lesson beta fewer than 5 attempts');
    const text = await textOf(ines, BETA);
    expect(text).toContain('Fewer than 5 attempts so far');
    expect(text).not.toContain('Facility');
    const item = await textOf(ines, await itemPath('beta/pick'));
    expect(item).toContain('Fewer than 5 attempts so far');
    expect(item).not.toContain('Who chose what');
  });

  it('show what the attempts of all cohorts come to, as soon as a page is opened', async () => {
    await attemptsAtBeta([RIGHT, RIGHT, WRONG], 'Spring');
    await attemptsAtBeta([HALF, WRONG], 'Autumn');
    // Totals 2, 2, 0, 1, 0; question 1: 3 of 5 right, question 2: 2 of 5.
    expect(await textOf(ines, LIST)).toContain('Lesson beta 5 attempts 50% 80%');
    const text = await textOf(ines, BETA);
    expect(text).toContain('5 Attempts 50% Mean result 50% Standard deviation 80% Internal');
    expect(text).toMatch(/Question pick single choice 60% 23\.1% to 88\.2%/);
    expect(text).toMatch(/Question truth true or false · nothing to mend 40% 11\.8% to 76\.9%/);
    expect(text).not.toContain('learner 1');
  });

  it('are the same for admins, and count later attempts of nobody', async () => {
    await attemptsAtBeta([RIGHT, RIGHT, WRONG, HALF, WRONG]);
    await takeQuiz(await site.signIn('School learner 3'), 'beta', RIGHT);
    expect(await textOf(await site.signIn('Root'), BETA)).toBe(await textOf(ines, BETA));
    expect(await textOf(ines, BETA)).toContain('5 Attempts 50% Mean result');
  });

  it('follow a mark that is changed and changed back', async () => {
    await site.cohort('Second', { Ada: 'student', Ines: 'instructor' });
    const { browser, attempt } = await wrongAttempt(site);
    await attemptsAtBeta([RIGHT, RIGHT, WRONG, WRONG]);
    const before = await textOf(ines, BETA);
    expect(before).toContain('50% Mean result');
    const dispute = await openDispute(site, browser, attempt);
    await ines.post(`${dispute}/acceptance`);
    // Both of the second question’s answers “false” count now: totals 2, 2, 2, 1, 1.
    expect(await textOf(ines, BETA)).toContain('80% Mean result');
    await ines.post(`${dispute}/reversal`);
    // The page that follows says what was done.
    await ines.get(dispute);
    expect(await textOf(ines, BETA)).toBe(before);
  });

  it('put first what needs attention, and say what to do', async () => {
    const easy = ['red', 'red', 'red', 'green', 'blue'].map((choice) => ({ 1: choice, 2: 'true' }));
    await attemptsAtBeta(easy);
    const text = await textOf(ines, BETA);
    expect(text).toMatch(/Question truth true or false 100% .* very easy Question pick .* to mend/);
    const item = await textOf(ines, await itemPath('beta/truth'));
    expect(item).toContain('very easy Nearly everybody gets it right');
  });

  it('say who chose what, and which choice nobody takes', async () => {
    await attemptsAtBeta([RIGHT, RIGHT, RIGHT, { 1: 'green', 2: 'true' }, { 2: 'true' }]);
    const item = await textOf(ines, await itemPath('beta/pick'));
    expect(item).toMatch(/unused choice Nobody took the choices below\. .*? leave them out\. Blue/);
    // Of five, a third is 1⅔: the lowest has both with one point, the others only those with two.
    expect(item).toContain('Red right 3 0% 80% 100%');
    expect(item).toContain('Green 1 50% 10% 0%');
    expect(item).toContain('Blue 0 0% 0% 0%');
    expect(item).toContain('no answer 1 50% 10% 0%');
  });

  it('keep the versions of a question apart', async () => {
    await attemptsAtBeta([RIGHT, RIGHT, WRONG, HALF, WRONG]);
    await textOf(ines, BETA);
    site.serve(editedCourse('first-module/beta.yaml', 'text: Red', 'text: Scarlet'));
    const text = await textOf(ines, BETA);
    const [now = '', ...rest] = text.split('Earlier versions of questions');
    const earlier = rest.join(' ');
    expect(now).toContain('Questions with fewer than 5 attempts Question pick');
    expect(earlier).toContain('Question pick');
    const item = await textOf(ines, await itemPath('beta/pick'));
    expect(item).toContain('An earlier version of the question.');
    expect(item).toContain('Red');
  });

  it('say why a draw has no consistency', async () => {
    const course = QUIZZED_COURSE.get('course.yaml') ?? '';
    const drawn = course.replace('count: 9', 'count: 3');
    site.serve(catalogueOf(new Map([...QUIZZED_COURSE, ['course.yaml', drawn]])));
    const names = [1, 2, 3, 4, 5].map((number) => `Drawn ${number}`);
    await site.cohort('Drawn', Object.fromEntries(names.map((name) => [name, 'student' as const])));
    for (const name of names) {
      const browser = await site.signIn(name);
      const { headers } = await browser.post('/en/quizzes/module-quiz/attempts');
      await browser.post(`${headers.location}/submission`, { key: 'key-12345678' });
    }
    const text = await textOf(ines, `${LIST}/module-quiz`);
    expect(text).toContain('5 Attempts 0% Mean result');
    expect(text).toContain('Not every attempt was asked the same questions');
  });

  it('are not found of a quiz or a question that there is not', async () => {
    expect((await ines.get(`${LIST}/no-such-quiz`)).statusCode).toBe(404);
    expect((await ines.get(`${BETA}/items/0123456789abcdef`)).statusCode).toBe(404);
  });

  it.each(['fr', 'ar'])('are told in %s, too', async (locale) => {
    await attemptsAtBeta([RIGHT, RIGHT, WRONG, HALF, WRONG]);
    for (const path of [LIST, BETA, await itemPath('beta/pick')]) {
      const { body, statusCode } = await ines.get(path.replace('/en/', `/${locale}/`));
      expect(statusCode).toBe(200);
      expect(body).not.toContain('statistics.');
      expect(body).not.toContain('&lt;bdi');
    }
  });
});

it('shows figures and choices of every type of question', async () => {
  const names = [1, 2, 3, 4, 5].map((number) => `Learner ${number}`);
  await site.cohort('All', Object.fromEntries(names.map((name) => [name, 'student' as const])));
  for (const [index, name] of names.entries()) {
    const browser = await site.signIn(name);
    const attempt = await beginQuiz(browser, 'alpha');
    await browser.post(`${attempt}/responses`, quizForm(index < 3 ? ALPHA_RIGHT : ALPHA_WRONG));
    await browser.post(`${attempt}/submission`, { key: `key-of-${idOf(attempt)}` });
  }
  const { body } = await ines.get(`${LIST}/alpha`);
  const links = [...body.matchAll(/href="([^"]+\/items\/[^"]+)"/g)].map(([, href]) => href ?? '');
  expect(links.length).toBe(9);
  const withChoices: string[] = [];
  for (const link of links) {
    const text = await textOf(ines, link);
    expect(text).toContain('All figures of the question');
    if (text.includes('Who chose what')) withChoices.push(/Question (\w+)/.exec(text)?.[1] ?? '');
  }
  expect(withChoices.toSorted()).toEqual(
    ['blanks', 'evidence', 'pairs', 'pick', 'several', 'truth'].toSorted(),
  );
});

it('is linked from the pages of instructors', async () => {
  expect((await ines.get('/en/teach')).body).toContain(`href="${LIST}"`);
  expect((await ines.get('/en/teach/lessons/beta')).body).toContain(`href="${BETA}"`);
});
