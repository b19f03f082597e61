/**
 * Pictures of the demonstration: `node scripts/screenshots.mjs [--all] [--only a,b] [folder]`.
 * By default the few that the documents show, into docs/screenshots; with `--all` every kind of
 * page at 360 and 1280 px, light and dark, in English and Arabic, from top to bottom.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensure, root } from './ensure.mjs';

const WIDTHS = { 360: 780, 1280: 900 };
const SHOWN = [
  'welcome',
  'course-map',
  'lesson',
  'question-single-choice',
  'feedback-failed',
  'teach-cohort',
];
/** Of the pages that documents show: language, colours, width. */
const SHOWN_LOOKS = [
  ['en', 'light', 1280],
  ['ar', 'light', 360],
  ['en', 'dark', 1280],
];
const ACCOUNTS = { student: 'student', instructor: 'instructor', admin: 'admin' };
const PASSWORD = 'manara-demo';
/** Questions answered before the pictures are taken, so that there is something to see. */
const ANSWERED = 4;

/** What each type is known by, on its page. */
const SIGNS = [
  ['ordering', '.ord'],
  ['matching', '.pair'],
  ['cloze', '.cloze'],
  ['numeric', '[inputmode=decimal]'],
  ['true-false', '.seg'],
  ['single-choice', '.opts [type=radio]'],
  ['several', '.opts [type=checkbox]'],
];

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean' }, only: { type: 'string' } },
  allowPositionals: true,
});
const folder = resolve(root, positionals[0] ?? 'docs/screenshots');

await ensure();
const tour = await loadTour();
await mkdir(folder, { recursive: true });
const demonstration = await startDemonstration();
try {
  const browser = await tour.launchBrowser();
  await takeAll(browser, demonstration.base);
  await browser.close();
} finally {
  await demonstration.stop();
}

/** The list of pages is shared with the tests, which Node cannot read as they are. */
async function loadTour() {
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist', `tour.${process.pid}.mjs`);
  await build({
    stdin: {
      contents: ['chromium', 'pages', 'sessions']
        .map((name) => `export * from './tests/browser/${name}.ts';`)
        .join('\n'),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}

/** The real program, with a database of its own, on any free port. */
async function startDemonstration() {
  const data = await mkdtemp(join(tmpdir(), 'manara-screenshots-'));
  const server = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: `file:${join(data, 'manara.db')}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const base = await addressOf(server);
  return {
    base,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true });
    },
  };
}

async function addressOf(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /Manara is at (http\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('The demonstration did not start.');
}

async function takeAll(browser, base) {
  const credentials = Object.fromEntries(
    Object.entries(ACCOUNTS).map(([role, name]) => {
      return [role, { email: `${name}@example.org`, password: PASSWORD }];
    }),
  );
  const sessions = await tour.signInAll(browser, base, credentials);
  const kinds = tour.pageKinds(await explore(browser, base, sessions));
  const looks = values.all
    ? ['en', 'ar'].flatMap((locale) =>
        Object.keys(WIDTHS).flatMap((width) =>
          ['light', 'dark'].map((scheme) => [locale, scheme, Number(width)]),
        ),
      )
    : SHOWN_LOOKS;
  for (const kind of kinds.filter(isWanted)) {
    for (const look of looks) await take(browser, base, sessions, { kind, look });
    console.log(kind.name);
  }
}

function isWanted({ name }) {
  const only = values.only?.split(',');
  if (only !== undefined) return only.some((wanted) => name.startsWith(wanted));
  return values.all || SHOWN.includes(name);
}

async function take(browser, base, sessions, { kind, look: [locale, scheme, width] }) {
  const context = await tour.windowOf(browser, sessions, kind.role, {
    viewport: { width, height: WIDTHS[width] },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  await tour.open(page, base, locale, kind);
  // The drawings of the icon sheet come after the load event.
  await page.waitForLoadState('networkidle');
  const path = join(folder, `${kind.name}-${locale}-${scheme}-${width}.png`);
  await page.screenshot({ path, fullPage: values.all === true });
  await context.close();
}

/** Finds, by following links, one of each thing that there is to see. */
async function explore(browser, base, sessions) {
  const teacher = await reader(browser, sessions, 'instructor');
  const [cohort] = await teacher.ids(`${base}/en/teach`, '/teach/cohorts/');
  const [student] = await teacher.ids(`${base}/en/teach/cohorts/${cohort}`, '/learners/');
  const lessons = await teacher.ids(`${base}/en/teach/lessons`, '/teach/lessons/');
  const { lesson, items } = await richestLesson(teacher, base, lessons);
  await teacher.close();

  const learner = await reader(browser, sessions, 'student');
  const attempts = await learner.ids(`${base}/en/progress`, '/attempts/');
  const { passed, failed } = await sortAttempts(learner.page, base, attempts);
  const reviewAnswer = await answerReview(learner.page, base);
  const { attempt, questions } = await runQuiz(learner.page, base, lesson);
  const module = await moduleOfTimeline(learner.page, base);
  const numberOf = (type) => questions.find(({ name }) => name.startsWith(type)).number;
  await learner.close();
  return {
    cohort,
    student,
    lesson,
    module,
    items,
    passed,
    failed,
    attempt,
    questions,
    choiceNumber: numberOf('single-choice'),
    figureNumber: numberOf('numeric'),
    reviewAnswer,
    // Its course has no essays, and no quizzes that are drawn, timed or held back.
    special: null,
  };
}

/** A module of which there are events; null for a course without a timeline. */
async function moduleOfTimeline(page, base) {
  await page.goto(`${base}/en/timeline`);
  const links = await page.locator('.choices a[href*="module="]').evaluateAll((found) => {
    return found.map((link) => new URL(link.href).searchParams.get('module'));
  });
  return links[0] ?? null;
}

/** One review of those that are due, so that the others have something before them. */
async function answerReview(page, base) {
  await page.goto(`${base}/en/reviews/next`);
  await tour.press(page, '.actions [value=unknown]');
  return new URL(page.url()).pathname.split('/').at(-1);
}

async function reader(browser, sessions, role) {
  const context = await tour.windowOf(browser, sessions, role);
  const page = await context.newPage();
  return {
    page,
    /** Last parts of the addresses that contain `part` and are linked from a page. */
    ids: async (address, part) => {
      await page.goto(address);
      const links = await page.locator(`main a[href*="${part}"]`).evaluateAll((found) => {
        return found.map((link) => new URL(link.href).pathname.split('/').at(-1));
      });
      return [...new Set(links)];
    },
    close: () => context.close(),
  };
}

/** The lesson whose questions are of the most kinds. */
async function richestLesson(teacher, base, lessons) {
  let best = { lesson: '', items: [], kinds: 0 };
  for (const lesson of lessons) {
    const items = await teacher.ids(`${base}/en/teach/lessons/${lesson}`, '/items/');
    const bank = await teacher.page.locator('[aria-labelledby=bank] li').allInnerTexts();
    const kinds = new Set(bank.map((line) => line.split(' · ').at(-1))).size;
    if (kinds > best.kinds) best = { lesson, items, kinds };
  }
  return best;
}

async function sortAttempts(page, base, attempts) {
  const found = {};
  for (const attempt of attempts) {
    await page.goto(`${base}/en/attempts/${attempt}`);
    found[(await page.locator('.verdict.ok').count()) > 0 ? 'passed' : 'failed'] = attempt;
  }
  return { passed: found.passed ?? found.failed, failed: found.failed ?? found.passed };
}

async function runQuiz(page, base, lesson) {
  await page.goto(`${base}/en/lessons/${lesson}`);
  await tour.press(page, '#quiz [type=submit]');
  const attempt = new URL(page.url()).pathname.split('/')[3];
  const total = await page.locator('.tiles li').count();
  const questions = [];
  for (let number = 1; number <= total; number += 1) {
    await page.goto(`${base}/en/attempts/${attempt}/questions/${number}`);
    const type = await typeOfQuestion(page);
    const again = questions.some(({ name }) => name === type);
    questions.push({ name: again ? `${type}-${number}` : type, number });
    if (number <= ANSWERED) await answer(page, number);
  }
  return { attempt, questions };
}

async function typeOfQuestion(page) {
  for (const [type, sign] of SIGNS) {
    if ((await page.locator(`.question ${sign}`).count()) > 0) return type;
  }
  return 'short-text';
}

async function answer(page, number) {
  const option = page.locator('.opt input').first();
  if ((await option.count()) > 0) await option.check();
  for (const [index, select] of (await page.locator('.question select').all()).entries()) {
    // Each rank once, where there are ranks.
    await select.selectOption({ index: index + 1 });
  }
  for (const text of await page.locator('.question input[type=text]').all()) await text.fill('12');
  if (number === 2) await page.locator('.question > .check input').check();
  await tour.press(page, tour.SAVE);
}
