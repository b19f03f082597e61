import type { Locator, Page } from 'playwright-core';

/*
 * What every learner of this file answers, and what it earns:
 *   pick      red                          right                                    1
 *   truth     false                        wrong (true)                             0
 *   several   sun                          one right of two, none wrong           0.5
 *   word      LightHouse                   right but for its capitals               1
 *   figure    8472                         within 1 of 8471                         1
 *   blanks    light, noon                  one gap of two                         0.5
 *   pairs     cat–meow, dog–moo            one row of two                         0.5
 *   steps     sleep, wake, eat             wake–eat is one neighbour pair of two  0.5
 *   evidence  first                        the only right sentence                  1
 */
export const SCORE = 6;
export const MAX = 9;
export const BODIES = {
  pick: { choice: 'red' },
  truth: { answer: false },
  several: { chosen: ['sun'] },
  word: { text: 'LightHouse', folds: ['case', 'punctuation', 'accents', 'arabic'] },
  figure: { text: '8472', value: 8472 },
  blanks: { gaps: { thing: 'light', time: 'noon' } },
  pairs: { rows: { cat: 'meow', dog: 'moo' } },
  steps: { ranks: { eat: 3, sleep: 1, wake: 2 } },
  evidence: { chosen: ['first'] },
};

/** Gives the answer of each question, wherever on a page it stands. */
export const ANSWERS: readonly ((page: Page) => Promise<unknown>)[] = [
  (page) => page.check('#q1-red'),
  (page) => page.check('#q2-false'),
  (page) => page.check('#q3-sun'),
  (page) => page.fill('#q4-text', 'LightHouse'),
  (page) => page.fill('#q5-text', '8472'),
  async (page) => {
    await page.fill('#q6-thing', 'light');
    await page.selectOption('#q6-time', 'noon');
  },
  async (page) => {
    await page.selectOption('#q7-cat', 'meow');
    await page.selectOption('#q7-dog', 'moo');
  },
  async (page) => {
    await page.selectOption('#q8-sleep', '1');
    await page.selectOption('#q8-wake', '2');
    await page.selectOption('#q8-eat', '3');
  },
  (page) => page.check('#q9-first'),
];

/** The same with the keyboard alone. */
export const KEYS: readonly ((page: Page) => Promise<unknown>)[] = [
  (page) => chooseByKeys(page, 'q1', 'red'),
  (page) => chooseByKeys(page, 'q2', 'false'),
  (page) => tickByKeys(page, '#q3-sun'),
  (page) => typeByKeys(page, '#q4-text', 'LightHouse'),
  (page) => typeByKeys(page, '#q5-text', '8472'),
  async (page) => {
    await typeByKeys(page, '#q6-thing', 'light');
    await selectByKeys(page, '#q6-time', 'noon');
  },
  async (page) => {
    await selectByKeys(page, '#q7-cat', 'meow');
    await selectByKeys(page, '#q7-dog', 'moo');
  },
  (page) => arrangeByKeys(page, ['sleep', 'wake', 'eat']),
  (page) => tickByKeys(page, '#q9-first'),
];

/** Moves each entry up to its place with the buttons that scripts add. */
async function arrangeByKeys(page: Page, order: readonly string[]): Promise<void> {
  for (const [place, id] of order.entries()) {
    const up = page.locator(`.ord li:has(#q8-${id}) .mv button`).first();
    for (let at = await placeOf(page, id); at > place; at -= 1) {
      await tabTo(page, up);
      await page.keyboard.press('Enter');
    }
  }
}

async function placeOf(page: Page, id: string): Promise<number> {
  const ids = await page
    .locator('.ord > li')
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector('label')?.htmlFor.split('-').at(-1)),
    );
  return ids.indexOf(id);
}

/** Presses Tab, or Shift and Tab where the control lies behind, until it has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const where = await control.evaluate((element) => {
      const focused = document.activeElement;
      if (element === focused) return 'here';
      const behind = focused !== null && element.compareDocumentPosition(focused) & 4;
      return behind ? 'behind' : 'ahead';
    });
    if (where === 'here') return;
    await page.keyboard.press(where === 'behind' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error('The control cannot be reached with the Tab key.');
}

/** Goes from the first radio of a group to the one that is meant, as arrow keys do. */
async function chooseByKeys(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, page.locator(`[name="${name}"]`).first());
  await page.keyboard.press('Space');
  const wanted = page.locator(`[name="${name}"][value="${value}"]`);
  for (let presses = 0; presses < 5 && !(await wanted.isChecked()); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
}

export async function tickByKeys(page: Page, selector: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  await page.keyboard.press('Space');
}

async function typeByKeys(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  await page.keyboard.type(text);
}

async function selectByKeys(page: Page, selector: string, value: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  for (let presses = 0; presses < 5; presses += 1) {
    if ((await page.locator(selector).inputValue()) === value) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${selector} has no ${value}.`);
}

/** Presses Enter on a button and waits for what comes of it. */
export async function enterOn(page: Page, selector: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  const arrived = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await arrived;
}
