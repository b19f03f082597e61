import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ANSWERS } from './answers.ts';
import { press, SAVE } from './pages.ts';
import { signInAll, windowOf } from './sessions.ts';
import { credentialsOf, type Stage } from './stage.ts';

/** A window of a learner who has just signed in. */
export async function learnerWindow(
  stage: Stage,
  name: string,
  javaScriptEnabled: boolean,
): Promise<BrowserContext> {
  await stage.site.person(name);
  const credentials = { student: credentialsOf(name) };
  const sessions = await signInAll(stage.browser, stage.base, credentials);
  return windowOf(stage.browser, sessions, 'student', { javaScriptEnabled });
}

export async function startQuiz(stage: Stage, page: Page, lesson = 'alpha'): Promise<void> {
  await page.goto(`${stage.base}/en/lessons/${lesson}`);
  await press(page, '#quiz [type=submit]');
}

/** From the first question to the review, one question to a page; the third is flagged. */
export async function answerOneByOne(page: Page): Promise<void> {
  for (const [index, answer] of ANSWERS.entries()) {
    expect(await page.title()).toContain(`Question ${index + 1} of 9`);
    await answer(page);
    if (index === 2) await page.check('[name="flag.q3"]');
    await press(page, SAVE);
  }
}

/** Looks at the review, submits, looks at the feedback. */
export async function submit(page: Page): Promise<void> {
  expect(await page.locator('h1').innerText()).toBe('Before you submit');
  expect(await page.locator('.review > li').count()).toBe(9);
  expect(await page.locator('.review').getByText('Not answered').count()).toBe(0);
  expect(await page.locator('.review > li:nth-child(3)').innerText()).toContain('flagged');
  await press(page, 'form[action$="/submission"] [type=submit]');
  const verdict = await page.locator('.verdict').innerText();
  expect(verdict).toContain('Passed');
  expect(verdict).toContain('6 of 9 points, 66%');
  const facts = await page.locator('.facts dd').allInnerTexts();
  // Right, partly right, wrong, blank.
  expect(facts).toEqual(['4', '4', '1', '0']);
  expect(await page.locator('section.q').count()).toBe(9);
}

/** The rows of the database that a learner's quiz left, without ids, instants and what is drawn by lot. */
export async function rowsOf({ site: { db } }: Stage, name: string) {
  const { email } = credentialsOf(name);
  const [attempt, ...others] = await db
    .selectFrom('attempt')
    .innerJoin('account', 'account.id', 'attempt.account_id')
    .selectAll('attempt')
    .where('account.email', '=', email)
    .execute();
  if (attempt === undefined || others.length > 0) throw new Error(`${name} has not one attempt.`);
  const responses = await db
    .selectFrom('response')
    .select(['item_ref', 'item_hash', 'body', 'flagged', 'certainty', 'revision', 'score'])
    .where('attempt_id', '=', attempt.id)
    .orderBy('item_ref')
    .execute();
  const { quiz_id, quiz_hash, quiz_title, number, state, score, max_score } = attempt;
  const { ended_by, in_grace, certainty_score, started_at, deadline_at } = attempt;
  const plan = (JSON.parse(attempt.plan) as { ref: string; hash: string }[]).map(
    ({ ref, hash }) => ({ ref, hash }),
  );
  const settings: unknown = JSON.parse(attempt.settings);
  const time = deadline_at === null ? null : Date.parse(deadline_at) - Date.parse(started_at);
  const quiz = { quiz_id, quiz_hash, quiz_title, settings, number, plan, time };
  const result = { state, score, max_score, ended_by, in_grace, certainty_score };
  return { attempt: { ...quiz, ...result }, responses };
}

export type Rows = Awaited<ReturnType<typeof rowsOf>>;

export function bodiesOf({ responses }: Rows): Record<string, unknown> {
  return Object.fromEntries(
    responses.map(({ item_ref, body }) => [item_ref.split('/').at(-1), JSON.parse(body ?? 'null')]),
  );
}
