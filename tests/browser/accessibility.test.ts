import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLOURS, EVERYTHING, violations } from './axe.ts';
import { open, pageKinds, press, SAVE, type PageKind } from './pages.ts';
import { windowOf } from './sessions.ts';
import { eachPage, furnishStage, type FurnishedStage } from './stage.ts';

let stage: FurnishedStage;
beforeAll(async () => {
  stage = await furnishStage();
});
afterAll(async () => await stage.close());

/** The editor changes until the linter has answered. */
async function settled(page: Page): Promise<void> {
  if ((await page.locator('.code-host').count()) === 0) return;
  await page.waitForFunction(() => document.querySelector('[data-said]')?.textContent !== '');
}

describe.each(['en', 'ar'])('every kind of page in %s', (locale) => {
  it('has nothing that axe objects to, light or dark', async () => {
    const findings: string[] = [];
    let count = 0;
    await eachPage(stage, locale, {}, async (page, kind) => {
      await settled(page);
      const light = await violations(page, EVERYTHING);
      findings.push(...light.map((line) => `${kind.name}: ${line}`));
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await violations(page, COLOURS);
      findings.push(...dark.map((line) => `${kind.name} in the dark: ${line}`));
      await page.emulateMedia({ colorScheme: 'light' });
      count += 1;
    });
    expect(findings).toEqual([]);
    expect(count).toBe(pageKinds(stage.places).length);
  }, 300_000);

  it('does not scroll sideways at any width, and has targets that a finger can hit', async () => {
    const faults: string[] = [];
    await eachPage(stage, locale, {}, async (page, kind) => {
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(widthTooMuch);
        if (over > 0) faults.push(`${kind.name}: ${over} px too wide at ${width} px`);
        const small = await page.evaluate(smallTargets);
        faults.push(...small.map((line) => `${kind.name} at ${width} px: ${line}`));
      }
    });
    expect(faults).toEqual([]);
  }, 120_000);

  it('shows where the focus is on every control', async () => {
    const hidden: string[] = [];
    await eachPage(
      stage,
      locale,
      { viewport: { width: 1280, height: 900 } },
      async (page, kind) => {
        const found = await page.evaluate(controlsWithoutFocusRing);
        hidden.push(...found.map((line) => `${kind.name}: ${line}`));
      },
    );
    expect(hidden).toEqual([]);
  }, 120_000);
});

/** Runs in the page. */
function widthTooMuch(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

/** Runs in the page: buttons, fields and links of menus that are under 44 px, wide or high. */
function smallTargets(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, input:not([type=hidden]), select, textarea, summary, a.btn, .menu a, .langs a, .tiles a, .toc a, footer a, .back',
  );
  const seen = [...controls].filter((one) => one.closest('.vh') === null && one.offsetParent);
  return seen.flatMap((one) => {
    // A card or a line with words is one target with its radio or tick box.
    const target = one.closest<HTMLElement>('.opt, .check') ?? one;
    const { width, height } = target.getBoundingClientRect();
    if (width >= 44 && height >= 44) return [];
    return [`${one.outerHTML.slice(0, 80)} is ${Math.round(width)} × ${Math.round(height)}`];
  });
}

/** Runs in the page: what can have the focus and looks the same with it as without. */
function controlsWithoutFocusRing(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
  );
  const seen = [...controls].filter((one) => one.closest('.vh') === null && one.offsetParent);
  return seen.flatMap((one) => {
    (one as HTMLElement & { focus: (options: object) => void }).focus({ focusVisible: true });
    const ring = one.closest<HTMLElement>('.opt') ?? one;
    const { outlineStyle, outlineWidth } = getComputedStyle(ring);
    const visible = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return visible || document.activeElement !== one ? [] : [one.outerHTML.slice(0, 80)];
  });
}

function kindOf(name: string): PageKind {
  const kind = pageKinds(stage.places).find((one) => one.name === name);
  if (kind === undefined) throw new Error(`There is no page ${name}.`);
  return kind;
}

/** Opens the page without any script, and waits for what is meant to have the focus. */
async function expectFocus(name: string, className: string): Promise<void> {
  const kind = kindOf(name);
  const window = await windowOf(stage.browser, stage.sessions, kind.role, {
    javaScriptEnabled: false,
  });
  const page = await window.newPage();
  await open(page, stage.base, 'en', kind);
  // The browser gives the focus when it first draws the page.
  const focused = () => page.evaluate(() => document.activeElement?.className);
  await expect.poll(focused).toContain(className);
  await window.close();
}

const WITH_ERRORS = [
  'sign-in-errors',
  'join-errors',
  'account-errors',
  'admin-cohorts-errors',
  'admin-cohort-errors',
  'question-error',
  'question-stale',
  'review-question-error',
  'dispute-errors',
  'teach-essay-errors',
  'teach-dispute-errors',
  'teach-cohort-errors',
  'teach-learner-errors',
  'files-errors',
  'tokens-errors',
  'publication-errors',
];

it.each(WITH_ERRORS)('moves the focus to the error summary without scripts (%s)', async (name) => {
  await expectFocus(name, 'errsum');
});

it('moves the focus to the verdict without scripts', async () => {
  await expectFocus('feedback-passed', 'verdict');
  await expectFocus('feedback-failed', 'verdict');
  await expectFocus('feedback-held', 'verdict');
  await expectFocus('feedback-awaiting', 'verdict');
  await expectFocus('review-answer', 'verdict');
});

it.each(WITH_ERRORS)(
  'leads from each line of the error summary to its field (%s)',
  async (name) => {
    const kind = kindOf(name);
    const window = await windowOf(stage.browser, stage.sessions, kind.role);
    const page = await window.newPage();
    await open(page, stage.base, 'en', kind);
    const targets = await page.locator('.errsum a').evaluateAll((links) =>
      links.map((link) => {
        const target = document.querySelector((link as HTMLAnchorElement).hash);
        const described = target?.getAttribute('aria-describedby') ?? '';
        return described.split(' ').filter((id) => document.querySelector(`#${id}`) !== null)
          .length;
      }),
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.every((count) => count > 0)).toBe(true);
    expect(await page.title()).toMatch(/^Error: /);
    await window.close();
  },
);

it('keeps what was written when a form comes back with errors', async () => {
  const kind = kindOf('question-error');
  const window = await windowOf(stage.browser, stage.sessions, kind.role);
  const page = await window.newPage();
  await open(page, stage.base, 'en', kind);
  expect(await page.inputValue('#q5-text')).toBe('about a dozen');
  await page.fill('#q5-text', '8471');
  await press(page, SAVE);
  expect(page.url()).toContain('/questions/6');
  await window.close();
});

it('lets a keyboard skip to the content', async () => {
  const kind = kindOf('lesson');
  const window = await windowOf(stage.browser, stage.sessions, kind.role);
  const page = await window.newPage();
  await open(page, stage.base, 'en', kind);
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip');
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await window.close();
});

it('reads the dark colours alike whether the system or the page asks for them', async () => {
  const window = await stage.browser.newContext();
  const page = await window.newPage();
  await page.goto(`${stage.base}/en/`);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  const byPage = await page.evaluate(readColours);
  await page.evaluate(() => document.documentElement.removeAttribute('data-theme'));
  await page.emulateMedia({ colorScheme: 'dark' });
  const bySystem = await page.evaluate(readColours);
  expect(bySystem).toEqual(byPage);
  expect(byPage[0]).toBe('#171614');
  await window.close();
});

/** Runs in the page. */
function readColours(): string[] {
  const style = getComputedStyle(document.documentElement);
  const names = ['paper', 'surface', 'line', 'ink', 'ink-2', 'primary', 'ok', 'no', 'mid', 'h3'];
  return names.map((name) => style.getPropertyValue(`--${name}`));
}
