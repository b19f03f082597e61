import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putLessonProgress } from '../../src/store/progress.ts';
import { browserCourse } from './course.ts';
import { signInAll, windowOf } from './sessions.ts';
import { credentialsOf, openStage, type Stage } from './stage.ts';

/** In the order of the page; fourteen, so that a page of ten rows has somewhere to go. */
const NAMES = [...Array.from({ length: 13 }, (_, index) => `Learner ${10 + index}`), 'فاطمة مرابط'];
const LAST_LESSON = 6;

let stage: Stage;
let sessions: Awaited<ReturnType<typeof signInAll>>;
let cohort: string;

beforeAll(async () => {
  stage = await openStage({ catalogue: browserCourse() });
  const { site } = stage;
  for (const name of NAMES.slice(0, -1)) await site.person(name);
  // No address of letters only would be left of an Arabic name.
  await site.person('Ines');
  const students = Object.fromEntries(NAMES.map((name) => [name, 'student'] as const));
  cohort = await site.cohort('Class', { ...students, Ines: 'instructor' });
  await tryAlpha('Learner 10', 0.58);
  sessions = await signInAll(stage.browser, stage.base, { instructor: credentialsOf('Ines') });
});
afterAll(async () => await stage.close());

async function tryAlpha(name: string, bestShare: number): Promise<void> {
  const { db } = stage.site;
  const { id } = await db
    .selectFrom('account')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const result = { lessonId: 'alpha', state: 'in-progress', bestShare, attempts: 1 } as const;
  const progress = { ...result, sectionsRead: [], lastSection: null };
  const put = db.transaction();
  await put.execute(async (tx) => await putLessonProgress(tx, id, progress, new Date()));
}

/** The cohort's page, in a window of its own that closes afterwards. */
async function onGrid(
  locale: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const window = await windowOf(stage.browser, sessions, 'instructor', options);
  const page = await window.newPage();
  await page.goto(`${stage.base}/${locale}/teach/cohorts/${cohort}`);
  await work(page);
  await window.close();
}

/** Row and column of the cell that has the focus; null outside of the table. */
const place = async (page: Page) =>
  await page.evaluate(() => {
    const cell = document.activeElement?.closest<HTMLTableCellElement>('td, th');
    return cell ? [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex] : null;
  });

/** Into the table by the keyboard: from what stands before it. */
async function enter(page: Page): Promise<void> {
  await page.focus('.heat [tabindex="0"]');
}

async function keys(page: Page, presses: readonly (readonly [string, readonly number[]])[]) {
  for (const [key, expected] of presses) {
    await page.keyboard.press(key);
    expect(await place(page), key).toEqual(expected);
  }
}

const LAST_ROW = NAMES.length + 1;
const LAST_COLUMN = LAST_LESSON + 1;

describe('the grid with the keyboard', () => {
  it('is one stop, and arrows lead through it', async () => {
    await onGrid('en', async (page) => {
      await enter(page);
      expect(await place(page)).toEqual([1, 0]);
      expect(await page.locator('.heat [tabindex="0"]').count()).toBe(1);
      await keys(page, [
        ['ArrowRight', [1, 1]],
        ['ArrowDown', [2, 1]],
        ['ArrowLeft', [2, 0]],
        ['ArrowLeft', [2, 0]],
        ['ArrowUp', [1, 0]],
        ['ArrowUp', [0, 0]],
        ['End', [0, LAST_COLUMN]],
        ['PageDown', [10, LAST_COLUMN]],
        ['Home', [10, 0]],
        ['Control+End', [LAST_ROW, LAST_COLUMN]],
        ['PageUp', [LAST_ROW - 10, LAST_COLUMN]],
        ['Control+Home', [0, 0]],
      ]);
      await page.keyboard.press('Tab');
      expect(await place(page)).toBeNull();
      await page.keyboard.press('Shift+Tab');
      expect(await place(page)).toEqual([0, 0]);
    });
  });

  it('goes to the cell that stands on the left for the left arrow, in Arabic too', async () => {
    await onGrid('ar', async (page) => {
      await enter(page);
      expect(await place(page)).toEqual([1, 0]);
      const left = async () =>
        await page.evaluate(() => document.activeElement?.getBoundingClientRect().left ?? 0);
      const before = await left();
      await keys(page, [['ArrowLeft', [1, 1]]]);
      expect(await left()).toBeLessThan(before);
      await keys(page, [
        ['ArrowLeft', [1, 2]],
        ['ArrowRight', [1, 1]],
        ['End', [1, LAST_COLUMN]],
        ['Home', [1, 0]],
        ['ArrowRight', [1, 0]],
        ['Control+End', [LAST_ROW, LAST_COLUMN]],
      ]);
    });
  });

  it('opens what stands behind a cell, and the way back leads to that cell', async () => {
    await onGrid('en', async (page) => {
      await enter(page);
      await keys(page, [
        ['ArrowDown', [2, 0]],
        ['ArrowRight', [2, 1]],
      ]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/lessons\/alpha$/);
      expect(await page.locator('h1').innerText()).toBe('Lesson alpha');
      await page.goBack();
      await expect.poll(() => place(page)).toEqual([2, 1]);
      // The link back names the learner's row, for those who came another way.
      await page.goto(page.url());
      await page.click('.heat tbody tr:nth-child(3) td a');
      await page.waitForURL(/\/lessons\/alpha$/);
      await page.click('.actions a');
      await page.waitForURL(/#learner-/);
      await expect.poll(() => place(page)).toEqual([3, 0]);
    });
  });

  it.each(['en', 'ar'])('keeps the focus in sight, and says where it is (%s)', async (locale) => {
    const small = { viewport: { width: 360, height: 640 } };
    await onGrid(
      locale,
      async (page) => {
        await enter(page);
        for (const key of ['End', 'PageDown', 'Home', 'ArrowRight', 'Control+End', 'PageUp']) {
          await page.keyboard.press(key);
          expect(await page.evaluate(isInSight), key).toBe(true);
        }
        await page.keyboard.press('Control+Home');
        await keys(page, [['ArrowDown', [1, 0]]]);
        await page.keyboard.press(locale === 'ar' ? 'ArrowLeft' : 'ArrowRight');
        const trail = page.locator('.trail');
        expect(await trail.innerText()).toMatch(/^Learner 10\s*1\. Lesson alpha$/);
      },
      small,
    );
  });
});

/** Runs in the page: whether what has the focus is what one sees at its middle, with a ring. */
function isInSight(): boolean {
  const one = document.activeElement;
  if (one === null) return false;
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  return hasRing && seen !== null && (one.contains(seen) || seen.contains(one));
}

describe('the grid for readers of screens', () => {
  it('has a name, heads of rows and columns, and cells that say their state', async () => {
    await onGrid('en', async (page) => {
      const grid = page.getByRole('grid', { name: 'Best result by learner and lesson (%)' });
      expect(await grid.count()).toBe(1);
      expect(await grid.getByRole('columnheader').count()).toBe(LAST_LESSON + 2);
      expect(await grid.getByRole('columnheader', { name: /^1 ?\. Lesson alpha$/ }).count()).toBe(
        1,
      );
      expect(await grid.getByRole('rowheader', { name: 'Learner 12' }).count()).toBe(1);
      const cell = grid.getByRole('link', { name: 'Lesson 1: 58%. In progress', exact: true });
      expect(await cell.count()).toBe(1);
      expect(await grid.getByRole('link', { name: 'Lesson 2: Not started' }).count()).toBe(14);
    });
  });
});

describe('the grid without scripts', () => {
  it('is a table with links, which can be passed over', async () => {
    await onGrid(
      'en',
      async (page) => {
        expect(await page.getByRole('grid').count()).toBe(0);
        expect(await page.getByRole('table', { name: /^Best result/ }).count()).toBe(1);
        expect(await page.locator('.heat [tabindex]').count()).toBe(0);
        await page.focus('.past');
        expect((await page.locator('.past').boundingBox())?.height).toBeGreaterThan(20);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        expect(await place(page)).toBeNull();
        await page.focus('.past');
        await page.keyboard.press('Tab');
        // The box that scrolls, then links in the order of reading.
        expect(await page.evaluate(() => document.activeElement?.className)).toBe('scroll tall');
        await page.keyboard.press('Tab');
        expect(await place(page)).toEqual([0, 1]);
        await page.focus('.heat tbody a');
        await page.keyboard.press('Tab');
        expect(await place(page)).toEqual([1, 1]);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe('the grid in narrow windows and other colours', () => {
  // 640 px is a window of 1280 px at 200 %.
  it.each([
    ['en', 360],
    ['ar', 360],
    ['en', 640],
    ['ar', 640],
  ])('scrolls in a box of its own, and names stay (%s, %i px)', async (locale, width) => {
    const narrow = { viewport: { width, height: 640 } };
    await onGrid(
      locale,
      async (page) => {
        const over = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(over).toBe(0);
        const name = page.locator('.heat tbody th a').first();
        await name.focus();
        const x = async () => (await name.boundingBox())?.x ?? Number.NaN;
        const before = await x();
        await page.keyboard.press('End');
        // But for the room between two cells.
        expect(Math.abs((await x()) - before)).toBeLessThanOrEqual(3);
      },
      narrow,
    );
  });

  it('has lines and a ring where colours are forced', async () => {
    await onGrid(
      'en',
      async (page) => {
        const border = await page
          .locator('.heat td')
          .first()
          .evaluate((cell) => getComputedStyle(cell).borderTopStyle);
        expect(border).toBe('solid');
        await enter(page);
        expect(await page.evaluate(isInSight)).toBe(true);
      },
      { forcedColors: 'active' },
    );
  });
});
