import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { open, pageKinds } from './pages.ts';
import { windowOf } from './sessions.ts';
import { eachPage, furnishStage, type FurnishedStage } from './stage.ts';

/** Bytes of script that a page may have, before compression. */
const MAX_SCRIPT = 6000;

let stage: FurnishedStage;
beforeAll(async () => {
  stage = await furnishStage();
});
afterAll(async () => await stage.close());

describe.each(['en', 'ar'])('every kind of page in %s', (locale) => {
  it('asks this site only, without an error or a refusal by its security policy', async () => {
    const troubles: string[] = [];
    const asked = new Set<string>();
    const hear = (page: Page): void => watch(page, asked, troubles);
    await eachPage(
      stage,
      locale,
      {},
      async (page, kind) => {
        troubles.push(...(await page.evaluate(inlineCode)).map((one) => `${kind.name}: ${one}`));
      },
      hear,
    );
    expect(troubles).toEqual([]);
    expect([...asked].filter((address) => !address.startsWith(`${stage.base}/`))).toEqual([]);
    expect(asked.size).toBeGreaterThan(20);
  }, 120_000);

  it('offers the same with scripts off', async () => {
    const withScripts = new Map<string, string[]>();
    await eachPage(stage, locale, {}, async (page, kind) => {
      withScripts.set(kind.name, settled(kind.name, await page.evaluate(offersOfPage)));
    });
    const missing: string[] = [];
    await eachPage(stage, locale, { javaScriptEnabled: false }, async (page, kind) => {
      const offered = new Set(settled(kind.name, await page.evaluate(offersOfPage)));
      const lost = withScripts.get(kind.name)?.filter((offer) => !offered.has(offer)) ?? [];
      missing.push(...lost.map((offer) => `${kind.name}: ${offer}`));
    });
    expect(missing).toEqual([]);
    expect(withScripts.size).toBe(pageKinds(stage.places).length);
  }, 120_000);
});

/** Pages that say when they were made, how often somebody looked, or a new secret. */
const CHANGING = /^(account|teach-report|token|admin-health)/;

/** What a page offers, on such pages up to the first number or secret. */
function settled(name: string, offers: readonly string[]): string[] {
  return offers.map((offer) =>
    CHANGING.test(name) ? offer.replace(/(?:manara_|\d).*$/s, '') : offer,
  );
}

/** Hears what the browser asks for and complains of; a page that answers 404 is no complaint. */
function watch(page: Page, asked: Set<string>, troubles: string[]): void {
  page.on('request', (request) => asked.add(request.url()));
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    if (isComplaint && !message.text().startsWith('Failed to load resource')) {
      troubles.push(`${page.url()}: ${message.text()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // Whoever goes on at once leaves behind what was still on its way.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') troubles.push(`${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (!isPage && response.status() >= 400) troubles.push(`${response.url()} is missing`);
  });
}

/** Runs in the page: code and style within the HTML, which the policy would refuse. */
function inlineCode(): string[] {
  const found = document.querySelectorAll('script:not([src]), style, [style], [onclick]');
  return [...found].map((one) => one.outerHTML.slice(0, 100));
}

/** Runs in the page: what can be done and read on it, but for what scripts add: two buttons, seconds. */
function offersOfPage(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, form',
  );
  const offers = [...controls]
    .filter((one) => one.closest('.mv') === null)
    .map((one) => {
      const attributes = ['type', 'name', 'value', 'href', 'action'].map((name) =>
        // Keys are new each time; revisions grow with each save.
        name === 'value' && /^(key$|revision)/.test(one.getAttribute('name') ?? '')
          ? ''
          : one.getAttribute(name),
      );
      return `${one.localName} ${attributes.join(' ')}`;
    });
  const texts = [
    ...document.querySelectorAll('h1, h2, h3, p:not([role=status], .clock), li, td, label'),
  ];
  return [
    ...offers,
    ...texts.filter((one) => !one.querySelector('.mv')).map((one) => one.textContent),
  ];
}

it('sends a script under 6 kB', () => {
  const folder = join(packageRoot, 'dist', 'public');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly 'app.js': string;
  };
  expect(readFileSync(join(folder, manifest['app.js'])).length).toBeLessThan(MAX_SCRIPT);
});

it('loads one script, one style sheet and one font', async () => {
  // Drawings are part of the HTML.
  const files = await filesOf('en', ['lesson']);
  expect(files).toEqual(['app.css', 'app.js', 'band.svg', 'el-messiri-latin.woff2']);
});

it.each(['en', 'fr'])(
  'loads no Arabic font on %s pages, names in Arabic included',
  async (locale) => {
    const kinds = ['welcome', 'lesson', 'glossary', 'teach-cohort', 'admin-people'];
    const files = await filesOf(locale, kinds);
    expect(files.filter((file) => file.endsWith('.woff2'))).toEqual(['el-messiri-latin.woff2']);
  },
);

it('loads the Arabic heading font on Arabic pages', async () => {
  expect(await filesOf('ar', ['welcome'])).toContain('el-messiri-arabic.woff2');
});

/** Logical names of the files that these pages load, each page with an empty cache. */
async function filesOf(locale: string, names: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const kind of pageKinds(stage.places).filter((one) => names.includes(one.name))) {
    const window = await windowOf(stage.browser, stage.sessions, kind.role);
    const page = await window.newPage();
    page.on('request', (request) => {
      const file = /\/assets\/([a-z0-9-]+)\.[A-Z0-9]+\.(\w+)/.exec(request.url());
      // The icon of the tab is asked for or not as the browser likes.
      if (file !== null && file[1] !== 'icon') files.add(`${file[1]}.${file[2]}`);
    });
    await open(page, stage.base, locale, kind);
    await page.waitForLoadState('networkidle');
    await window.close();
  }
  return [...files].toSorted();
}
