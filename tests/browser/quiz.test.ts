import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANSWERS, BODIES, enterOn, KEYS, MAX, SCORE, tickByKeys } from './answers.ts';
import {
  answerOneByOne,
  bodiesOf,
  learnerWindow,
  rowsOf,
  startQuiz,
  submit,
  type Rows,
} from './learners.ts';
import { press, SAVE } from './pages.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
/** Ada's quiz: one question to a page, no scripts. */
let expected: Rows;

beforeAll(async () => {
  stage = await openStage();
  const window = await learnerWindow(stage, 'Ada', false);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await answerOneByOne(page);
  await submit(page);
  await window.close();
  expected = await rowsOf(stage, 'Ada');
});
afterAll(async () => await stage.close());

it('stores and scores what was worked out by hand', () => {
  expect(expected.attempt).toMatchObject({
    state: 'graded',
    score: SCORE,
    max_score: MAX,
    settings: { pass: 0.6, mode: 'graded', certainty: false, timeLimit: null },
    ended_by: 'submission',
    in_grace: 0,
    certainty_score: null,
    time: null,
  });
  expect(bodiesOf(expected)).toEqual(BODIES);
  const flagged = expected.responses.filter((row) => row.flagged === 1);
  expect(flagged.map((row) => row.item_ref)).toEqual(['alpha/several']);
  expect(new Set(expected.responses.map((row) => row.revision))).toEqual(new Set([1]));
});

it('stores the same with scripts as without', async () => {
  const window = await learnerWindow(stage, 'Bob', true);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await answerOneByOne(page);
  await submit(page);
  await window.close();
  expect(await rowsOf(stage, 'Bob')).toEqual(expected);
});

it.each([
  ['Cleo', true],
  ['Dan', false],
])('stores the same with all questions on one page (%s, scripts: %s)', async (name, on) => {
  const window = await learnerWindow(stage, name, on);
  const page = await window.newPage();
  await page.goto(`${stage.base}/en/account`);
  await page.check('[name=quiz-layout][value=all]');
  await press(page, 'form[action$="/preferences"] [type=submit]');
  await startQuiz(stage, page);
  expect(await page.locator('fieldset.question').count()).toBe(9);
  for (const answer of ANSWERS) await answer(page);
  await page.check('[name="flag.q3"]');
  await press(page, '.actions [name=go][value=review]');
  await submit(page);
  await window.close();
  expect(await rowsOf(stage, name)).toEqual(expected);
});

it('can be taken with nothing but a keyboard, and stores the same', async () => {
  const keys = await learnerWindow(stage, 'Eve', true);
  const page = await keys.newPage();
  await page.goto(`${stage.base}/en/lessons/alpha`);
  await enterOn(page, '#quiz [type=submit]');
  for (const [index, answer] of KEYS.entries()) {
    expect(await page.title()).toContain(`Question ${index + 1} of 9`);
    await answer(page);
    if (index === 2) await tickByKeys(page, '[name="flag.q3"]');
    await enterOn(page, SAVE);
  }
  await enterOn(page, 'form[action$="/submission"] [type=submit]');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('result');
  await keys.close();
  expect(await rowsOf(stage, 'Eve')).toEqual(expected);
});

it('adds buttons to an ordering when scripts run, and says what they did', async () => {
  const window = await learnerWindow(stage, 'Fay', true);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await press(page, '.tiles [value="8"]');
  const rows = page.locator('.ord > li');
  const names = await rows.locator('label').allInnerTexts();
  expect([...names].sort()).toEqual(['Eat', 'Sleep', 'Wake']);
  const [first = '', second = ''] = names;
  expect(
    await rows
      .nth(0)
      .getByRole('button', { name: `Move up: ${first}` })
      .isDisabled(),
  ).toBe(true);
  expect(
    await rows
      .nth(2)
      .getByRole('button', { name: /^Move down/ })
      .isDisabled(),
  ).toBe(true);

  await rows
    .nth(1)
    .getByRole('button', { name: `Move up: ${second}` })
    .click();
  expect(await page.getByRole('status').innerText()).toBe(`${second} is now number 1 of 3`);
  expect(await rows.locator('label').allInnerTexts()).toEqual([second, first, names[2]]);
  const ranks = await rows.locator('select').evaluateAll((all) => {
    return all.map((select) => (select as HTMLSelectElement).value);
  });
  expect(ranks).toEqual(['1', '2', '3']);
  // At the top its button is off, so the other one has the focus.
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(focused).toBe(`Move down: ${second}`);

  await press(page, SAVE);
  await page.goBack();
  await page.reload();
  expect(await rows.locator('label').allInnerTexts()).toEqual([second, first, names[2]]);
  await window.close();
});

it('asks for ranks in an ordering when no script runs', async () => {
  const window = await learnerWindow(stage, 'Gus', false);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await press(page, '.tiles [value="8"]');
  expect(await page.locator('.ord button').count()).toBe(0);
  expect(await page.locator('.ord select').count()).toBe(3);
  await page.selectOption('#q8-wake', '1');
  await page.selectOption('#q8-eat', '1');
  const refused = await press(page, SAVE);
  expect(refused.status()).toBe(422);
  expect(await page.locator('.errsum').innerText()).toContain('Two have the same number');
  expect(await page.inputValue('#q8-eat')).toBe('1');
  await page.selectOption('#q8-eat', '2');
  expect((await press(page, SAVE)).status()).toBe(200);
  await window.close();
});

it.each([
  ['Hal', true],
  ['Ida', false],
])('saves when another star, Previous or Enter is pressed (%s, scripts: %s)', async (name, on) => {
  const window = await learnerWindow(stage, name, on);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await page.check('#q1-green');
  await press(page, '.tiles [value="4"]');
  expect(await page.title()).toContain('Question 4 of 9');
  await page.fill('#q4-text', 'lamp');
  await page.locator('#q4-text').press('Enter');
  await page.waitForURL(/questions\/5$/);
  await page.fill('#q5-text', '12');
  await press(page, '.actions [name=go][value="4"]');
  expect(await page.inputValue('#q4-text')).toBe('lamp');
  await press(page, '.actions [value=review]');
  const answered = await page
    .locator('.review')
    .getByText(/^Answered$/)
    .count();
  expect(answered).toBe(3);
  expect(await page.locator('.lede').innerText()).toBe('6 questions are not fully answered.');
  await window.close();
});

it('sends a form once, however often its button is pressed', async () => {
  const window = await learnerWindow(stage, 'Jo', true);
  const page = await window.newPage();
  await startQuiz(stage, page);
  await page.check('#q1-red');
  let posts = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') posts += 1;
  });
  await page.locator(SAVE).dblclick();
  await page.waitForURL(/questions\/2$/);
  expect(posts).toBe(1);
  await window.close();
});
