import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryFolder } from '../support/memory-folder.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';
import { press } from './pages.ts';
import { signInAll, windowOf } from './sessions.ts';
import { credentialsOf, openStage, type Stage } from './stage.ts';

const BETA = 'first-module/beta.yaml';
const betaText = SMALL_COURSE.get(BETA) ?? '';

let stage: Stage;
let sessions: Awaited<ReturnType<typeof signInAll>>;

beforeAll(async () => {
  stage = await openStage({ folder: memoryFolder(SMALL_COURSE) });
  await stage.site.cohort('Class', { Ines: 'instructor' });
  sessions = await signInAll(stage.browser, stage.base, { instructor: credentialsOf('Ines') });
});
afterAll(async () => await stage.close());

const go = (value: string) => `form.editor .actions [value=${value}]`;

/** A window of the instructor, with what went wrong in it. */
async function openWindow(javaScriptEnabled: boolean, width = 1280) {
  const window = await windowOf(stage.browser, sessions, 'instructor', {
    javaScriptEnabled,
    viewport: { width, height: 900 },
  });
  const page = await window.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return { window, page, faults };
}

async function openEditor(page: Page): Promise<void> {
  await page.goto(`${stage.base}/en/teach/lessons/beta/edit`);
}

/** Puts a text in the place of what the editor holds, as a person would. */
async function write(page: Page, text: string): Promise<void> {
  const content = page.locator('.code-host .cm-content');
  if ((await content.count()) === 0) return await page.fill('#text', text);
  await content.click();
  await page.keyboard.press('Control+A');
  // Over a selection the browser itself would write styles into the text, and be refused.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Edits, checks, publishes, looks at the history and goes back. */
async function roundTrip(javaScriptEnabled: boolean, title: string): Promise<string[]> {
  const { window, page, faults } = await openWindow(javaScriptEnabled);
  await openEditor(page);
  expect(await page.locator('.cm-content').count()).toBe(javaScriptEnabled ? 1 : 0);
  await write(page, betaText.replace('correct: true', 'correct: perhaps'));
  await press(page, go('check'));
  expect(await page.locator('#findings').innerText()).toContain('correct');
  await write(page, betaText.replace('Lesson beta', title));
  await press(page, go('check'));
  await press(page, go('publish'));
  expect(await page.locator('.diff ins').allInnerTexts()).toContain(title);
  await page.fill('#message', `Call it ${title}`);
  await press(page, 'form[action$="/publications"] [type=submit]');
  expect(await page.locator('main').innerText()).toContain('The change is published.');
  await page.goto(`${stage.base}/en/teach/lessons/beta/history`);
  expect(await page.locator('table').innerText()).toContain(`Call it ${title}`);
  await press(page, '[form=compare][type=submit]');
  expect(await page.locator('.diff ins').allInnerTexts()).toContain(title);
  await page.goto(`${stage.base}/en/teach/lessons/beta/history`);
  await press(page, 'form[action$="/publications"] [type=submit]');
  expect(await page.locator('q').innerText()).toContain('Back to the text of');
  await window.close();
  const files = await stage.site.context.library.folder.read();
  expect(files.get(BETA)).toBe(betaText);
  return faults;
}

describe('editing, checking, publishing, history and going back', () => {
  it('work without scripts', async () => {
    expect(await roundTrip(false, 'Plainly')).toEqual([]);
  });

  it('work with scripts, and nothing offends against the policy for content', async () => {
    expect(await roundTrip(true, 'Colourfully')).toEqual([]);
  });
});

describe('the editor with scripts', () => {
  it('marks findings in the margin and shows the lesson beside it, both from the server', async () => {
    const { window, page, faults } = await openWindow(true);
    await openEditor(page);
    const frame = page.frameLocator('.live-preview');
    await expect.poll(() => frame.locator('h1').innerText()).toBe('Lesson beta');
    // The frame has its styles, though it may run nothing.
    const colour = await frame.locator('h1').evaluate((one) => getComputedStyle(one).fontFamily);
    expect(colour).toContain('El Messiri');
    await write(page, betaText.replace('Lesson beta', 'As I write').replace('part.1', 'part.9'));
    await expect.poll(() => page.locator('.cm-lint-marker-error').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-said]').innerText()).toMatch(/Findings: \d/);
    await write(page, betaText.replace('Lesson beta', 'As I write'));
    await expect.poll(() => frame.locator('h1').innerText()).toBe('As I write');
    expect(await frame.locator('.preview').count()).toBe(2);
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(0);
    // What is sent is what stands in the editor.
    expect(await page.locator('#text').inputValue()).toContain('As I write');
    expect(faults).toEqual([]);
    await window.close();
  });

  it('has colours and a name, and lets the keyboard in and out', async () => {
    const { window, page } = await openWindow(true);
    await openEditor(page);
    const content = page.getByRole('textbox', { name: /^Text of the file/ });
    expect(await content.getAttribute('aria-label')).toContain('press Escape, then Tab');
    expect(await page.locator('#text-keys').isVisible()).toBe(true);
    expect(await page.locator('.cm-line span[class]').count()).toBeGreaterThan(10);
    await content.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Tab');
    expect(await page.locator('#text').inputValue()).toBe(`  ${betaText}`);
    await page.keyboard.press('Shift+Tab');
    expect(await page.locator('#text').inputValue()).toBe(betaText);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).not.toContain('code-host');
    await window.close();
  });

  it('opens at the line that a search has found', async () => {
    const { window, page } = await openWindow(true);
    await page.goto(`${stage.base}/en/teach/search?q=CANARY-explanation-truth`);
    const place = page.getByRole('link', { name: /beta\.yaml:\d+ Edit$/ });
    const line = /\d+$/.exec(await place.locator('code').innerText())?.[0] ?? '';
    await place.click();
    const current = page.locator('.code-host .cm-lineNumbers .cm-activeLineGutter');
    await expect.poll(() => current.innerText()).toBe(line);
    expect(betaText.split('\n')[Number(line) - 1]).toContain('CANARY-explanation-truth');
    await window.close();
  });

  it('leaves narrow windows the plain text area', async () => {
    const { window, page } = await openWindow(true, 800);
    await openEditor(page);
    expect(await page.locator('.cm-content').count()).toBe(0);
    expect(await page.locator('#text').isVisible()).toBe(true);
    await window.close();
  });

  it('is loaded on its own page only', async () => {
    const { window, page } = await openWindow(true);
    await page.goto(`${stage.base}/en/teach/lessons/beta`);
    expect(await page.locator('script[src*="editor"]').count()).toBe(0);
    await openEditor(page);
    expect(await page.locator('script[src*="editor"]').count()).toBe(1);
    await window.close();
  });
});
