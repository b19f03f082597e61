import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDesk, type Desk } from '../support/cli.ts';
import { startPreview, type Previewing } from '../support/previewing.ts';
import { COLOURS, EVERYTHING, violations } from './axe.ts';
import { launchBrowser } from './chromium.ts';

const LESSON = 'first-module/alpha.yaml';

let desk: Desk;
let preview: Previewing;
let browser: Browser;
beforeAll(async () => {
  desk = await createDesk();
  preview = await startPreview(join(desk.folder, 'lessons'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await preview.stop();
  await desk.clear();
});

async function edit(from: string, to: string): Promise<void> {
  const file = join(desk.folder, 'lessons', LESSON);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

it('loads an open page again on each save, with what is wrong at its place', async () => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${preview.url}/en/lessons/alpha`);
  await edit('title: Lesson alpha', 'title: A better title');
  await page.getByRole('heading', { level: 1, name: 'A better title' }).waitFor();
  await edit('article:part.1', 'article:part.9');
  const finding = page.locator('.note.contested', { hasText: 'article:part.9' });
  await finding.first().waitFor();
  await edit('article:part.9', 'article:part.1');
  await finding.first().waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await page.close();
});

it.each(['en', 'ar'])(
  'has nothing that axe objects to, nor scrolls sideways (%s)',
  async (locale) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const questions = /href="(\/en\/teach\/lessons\/alpha\/items\/[^"]+)"/;
    const [, question = ''] = questions.exec(await preview.page('/en/lessons/alpha')) ?? [];
    expect(question).not.toBe('');
    for (const path of ['/en/', '/en/lessons/alpha', question, '/en/glossary', '/en/sources']) {
      await page.goto(preview.url + path.replace('/en/', `/${locale}/`));
      expect(await violations(page, EVERYTHING), path).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, COLOURS), `${path} in the dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, path).toBeLessThanOrEqual(0);
    }
    await page.close();
  },
);
