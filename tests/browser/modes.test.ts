import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserCourse, CLOSE } from './course.ts';
import { learnerWindow, rowsOf, startQuiz, type Rows } from './learners.ts';
import { press, SAVE } from './pages.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
/** The site's clock; the real one where there is none. */
let clock: Date | null = null;

beforeAll(async () => {
  stage = await openStage({ catalogue: browserCourse(), now: () => clock ?? new Date() });
});
afterAll(async () => await stage.close());

const CHECK = '.actions [value=check]';
const HINT = '.actions [value=hint]';
const REVEAL = '.actions [value=reveal]';
const SUBMIT = 'form[action$="/submission"] [type=submit]';

const verdict = async (page: Page) => await page.locator('#result h1').innerText();
const focused = async (page: Page) => await page.evaluate(() => document.activeElement?.id);

/** Practises with every kind of help, leaves questions open, submits and looks at the result. */
async function practise(name: string, javaScriptEnabled: boolean): Promise<Rows> {
  const window = await learnerWindow(stage, name, javaScriptEnabled);
  const page = await window.newPage();
  await startQuiz(stage, page, 'practice');
  await page.check('#q1-green');
  await press(page, HINT);
  expect(await page.locator('#hints li').allInnerTexts()).toEqual([
    'Think of the colour of the lamp.',
  ]);
  // What was chosen is still chosen.
  expect(await page.isChecked('#q1-green')).toBe(true);
  await press(page, CHECK);
  expect(await verdict(page)).toBe('Not quite');
  expect(await focused(page)).toBe('result');
  expect(await page.locator('#result').innerText()).toContain('CANARY-feedback-green');
  await page.check('#q1-red');
  await press(page, CHECK);
  expect(await verdict(page)).toBe('Right');
  expect(await page.locator('#result').innerText()).toContain('0.5 of 1 point');
  expect(await page.locator('main').innerText()).toContain('CANARY-explanation-pick');
  // The next question about the same objective that is still open.
  await press(page, '#result a');
  expect(page.url()).toMatch(/\/questions\/3$/);
  await page.check('#q3-stone');
  await press(page, REVEAL);
  expect(await verdict(page)).toBe('Here is the answer');
  await page.goto(page.url().replace(/3$/, '4'));
  await press(page, CHECK);
  expect(await page.locator('.err').first().innerText()).toContain('Answer the question');
  await page.fill('#q4-text', 'lighthouse');
  await press(page, CHECK);
  expect(await verdict(page)).toBe('Right');
  await page.goto(page.url().replace(/questions\/4$/, 'review'));
  await press(page, SUBMIT);
  const facts = await page.locator('.facts dd').allInnerTexts();
  // Right, partly right, wrong, blank.
  expect(facts).toEqual(['2', '0', '1', '6']);
  await window.close();
  return await rowsOf(stage, name);
}

describe('practice', () => {
  it('helps, checks and counts what help has cost, with scripts as without', async () => {
    const plain = await practise('Kim', false);
    // 1 less a quarter for the hint and a quarter for the wrong check; 1 for the word.
    expect(plain.attempt).toMatchObject({ score: 1.5, state: 'graded', ended_by: 'submission' });
    const scores = plain.responses.filter((row) => row.score !== 0);
    expect(scores).toMatchObject([
      { item_ref: 'practice/pick', score: 0.5, body: '{"choice":"red"}' },
      { item_ref: 'practice/word', score: 1 },
    ]);
    expect(await practise('Lea', true)).toEqual(plain);
  });
});

/** Sits the exam the day before it closes, and looks at what it says before and after. */
async function sitExam(name: string, javaScriptEnabled: boolean): Promise<Rows> {
  const window = await learnerWindow(stage, name, javaScriptEnabled);
  const page = await window.newPage();
  await startQuiz(stage, page, 'closing');
  await page.check('#q1-red');
  await press(page, SAVE);
  await page.check('#q2-false');
  await press(page, SAVE);
  await press(page, SUBMIT);
  const before = await page.locator('main').innerText();
  expect(before).toContain('Submitted');
  expect(before).toContain('Red');
  expect(before).not.toMatch(/CANARY|Right answer|Passed|point/);
  await page.goto(`${stage.base}/en/lessons/closing`);
  expect(await page.locator('#quiz').innerText()).not.toMatch(/best|passed|50%/i);
  clock = CLOSE;
  try {
    await page.goBack();
    await page.reload();
    const after = await page.locator('main').innerText();
    expect(after).toContain('1 of 2 points, 50%');
    expect(after).toContain('CANARY-explanation-pick');
    expect(after).toContain('CANARY-feedback-truth');
    // Nobody is offered an exam that has closed.
    expect(await page.locator('form[action$="/attempts"]').count()).toBe(0);
  } finally {
    clock = dayBefore();
  }
  await window.close();
  return await rowsOf(stage, name);
}

const dayBefore = () => new Date(CLOSE.getTime() - 24 * 60 * 60_000);

describe('an exam', () => {
  it('says nothing of its result until it closes, with scripts as without', async () => {
    clock = dayBefore();
    const plain = await sitExam('Mia', false);
    expect(plain.attempt).toMatchObject({ score: 1, max_score: 2, state: 'graded' });
    expect(await sitExam('Ned', true)).toEqual(plain);
    clock = null;
  });
});
