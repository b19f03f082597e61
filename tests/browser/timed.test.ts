import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANSWERS, BODIES, SCORE } from './answers.ts';
import { browserCourse, TIME_LIMIT } from './course.ts';
import { bodiesOf, learnerWindow, rowsOf, startQuiz, submit, type Rows } from './learners.ts';
import { press, SAVE } from './pages.ts';
import { openStage, type Stage } from './stage.ts';

const MINUTE = 60_000;

let stage: Stage;
/** Milliseconds by which the site's clock is ahead of the real one. */
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);

beforeAll(async () => {
  stage = await openStage({ catalogue: browserCourse(), now });
});
afterAll(async () => await stage.close());

/** What is said of each answer, 0 for nothing. */
const CERTAINTIES = [3, 3, 2, 0, 2, 1, 2, 3, 3];
/*
 * Worked out by hand from the scores in answers.ts: right answers earn their score once, twice or
 * three times, the wrong one (truth) costs six; nothing said counts as it is (word).
 *   3·1 − 6 + 2·½ + 1 + 2·1 + 1·½ + 2·½ + 3·½ + 3·1
 */
const CERTAIN_SCORE = 7;

async function answerWithCertainty(name: string, javaScriptEnabled: boolean): Promise<Rows> {
  const window = await learnerWindow(stage, name, javaScriptEnabled);
  const page = await window.newPage();
  await startQuiz(stage, page, 'timed');
  for (const [index, answer] of ANSWERS.entries()) {
    const said = CERTAINTIES[index] ?? 0;
    expect(await page.locator(`[name="sure.q${index + 1}"]:checked`).count()).toBe(0);
    await answer(page);
    if (said > 0) await page.check(`#q${index + 1}-sure-${said}`);
    if (index === 2) await page.check('[name="flag.q3"]');
    await press(page, SAVE);
  }
  await submit(page);
  expect(await page.locator('main').innerText()).toContain('With certainty: 7 of 27 points.');
  await window.close();
  return await rowsOf(stage, name);
}

it('stores and scores what was said of each answer, with scripts as without', async () => {
  const plain = await answerWithCertainty('Kim', false);
  const attempt = { score: SCORE, certainty_score: CERTAIN_SCORE, time: TIME_LIMIT * MINUTE };
  expect(plain.attempt).toMatchObject({ ...attempt, ended_by: 'submission' });
  expect(bodiesOf(plain)).toEqual(BODIES);
  const stored = new Map(plain.responses.map((row) => [row.item_ref, row.certainty]));
  const inOrder = plain.attempt.plan.map(({ ref }) => stored.get(ref) ?? 0);
  expect(inOrder).toEqual(CERTAINTIES);
  expect(await answerWithCertainty('Lea', true)).toEqual(plain);
});

/** Saves one answer, gives another when the time is up, and looks at what came of it. */
async function runOutOfTime(name: string, javaScriptEnabled: boolean): Promise<Rows> {
  const window = await learnerWindow(stage, name, javaScriptEnabled);
  const page = await window.newPage();
  try {
    await startQuiz(stage, page, 'timed');
    expect(await page.locator('.clock').textContent()).toContain(`${TIME_LIMIT} minutes left`);
    await page.check('#q1-red');
    await page.check('#q1-sure-2');
    await press(page, SAVE);
    await page.check('#q2-true');
    ahead = TIME_LIMIT * MINUTE + 15_000;
    await press(page, SAVE);
  } finally {
    ahead = 0;
  }
  expect(page.url()).toMatch(/\/attempts\/[^/]+$/);
  const said = await page.locator('main').innerText();
  expect(said).toContain('The time was up. What you had saved by then was submitted.');
  expect(await page.locator('.facts dd').allInnerTexts()).toEqual(['1', '0', '0', '8']);
  await window.close();
  return await rowsOf(stage, name);
}

it('submits what was saved when the time is up, with scripts as without', async () => {
  const plain = await runOutOfTime('Mia', false);
  expect(plain.attempt).toMatchObject({
    state: 'graded',
    score: 1,
    certainty_score: 2,
    ended_by: 'expiry',
    in_grace: 0,
    time: TIME_LIMIT * MINUTE,
  });
  const given = plain.responses.filter((row) => row.body !== null);
  expect(given).toMatchObject([{ item_ref: 'timed/pick', certainty: 2, score: 1 }]);
  expect(await runOutOfTime('Ned', true)).toEqual(plain);
});

it('counts the time down for the eyes and says it at few moments, and sends nothing', async () => {
  const window = await learnerWindow(stage, 'Oli', true);
  const page = await window.newPage();
  await page.clock.install();
  await startQuiz(stage, page, 'timed');
  const clock = page.locator('.clock');
  expect(await clock.locator('b[aria-hidden=true]').innerText()).toMatch(/^(45:00|44:5\d)$/);
  await page.evaluate(listenToClock);
  let posts = 0;
  page.on('request', () => {
    posts += 1;
  });
  await page.clock.runFor(34 * MINUTE);
  expect(await page.evaluate(whatClockSaid)).toEqual([]);
  // Whoever looks for the time finds it at any moment.
  expect(await clock.locator('span').textContent()).toBe('Minutes left: 11');
  await page.clock.runFor(2 * MINUTE);
  expect(await page.evaluate(whatClockSaid)).toEqual(['Minutes left: 10']);
  // The page slept past the next moment.
  await page.clock.fastForward(5 * MINUTE);
  await page.clock.runFor(5 * MINUTE);
  const over = 'The time is up. What you saved is submitted.';
  expect(await page.evaluate(whatClockSaid)).toEqual([
    'Minutes left: 10',
    'Minutes left: 4',
    'Minutes left: 1',
    over,
  ]);
  expect(await clock.innerText()).toBe(over);
  expect(posts).toBe(0);
  expect(page.url()).toContain('/questions/1');
  await window.close();
});

/** Runs in the page: keeps what is put into the status of the clock. */
function listenToClock(): void {
  const status = document.querySelector('[data-clock-status]');
  const said: string[] = [];
  Object.assign(window, { said });
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      said.push(node.textContent ?? '');
    }
  }).observe(status ?? document, { childList: true });
}

/** Runs in the page. */
function whatClockSaid(): string[] {
  return (window as unknown as { said: string[] }).said;
}
