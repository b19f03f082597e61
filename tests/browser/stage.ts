import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import {
  createSite,
  emailOf,
  PASSWORD,
  type Browser as Client,
  type Site,
} from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { launchBrowser } from './chromium.ts';
import { open, pageKinds, ROLES, type PageKind, type Places } from './pages.ts';
import { signInAll, windowOf, type Credentials, type Sessions } from './sessions.ts';

/** The items of lesson alpha in the order of its quiz, which is not shuffled. */
export const ITEMS = [
  'pick',
  'truth',
  'several',
  'word',
  'figure',
  'blanks',
  'pairs',
  'steps',
  'evidence',
] as const;

/** A site that browsers can reach, and a browser. */
export interface Stage {
  readonly site: Site;
  readonly base: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Starts a site on any free port of this machine, and a browser. */
export async function openStage(): Promise<Stage> {
  const site = await createSite();
  const base = await site.app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await launchBrowser();
  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { site, base, browser, close };
}

/** A stage on which there is something to see of every kind. */
export interface FurnishedStage extends Stage {
  readonly places: Places;
  readonly sessions: Sessions;
}

/** Fields of a form that answers every question of lesson alpha, partly wrongly. */
const MIXED: Readonly<Record<string, string | readonly string[]>> = {
  q1: 'green',
  q2: 'false',
  q3: ['sun', 'stone'],
  q4: 'candle',
  q5: '8472',
  'q6.thing': 'light',
  'q6.time': 'noon',
  'q7.cat': 'meow',
  'q7.dog': 'moo',
  'q8.wake': '2',
  'q8.eat': '1',
  'q8.sleep': '3',
};

const FINDINGS: readonly Diagnostic[] = [
  {
    file: 'first-module/alpha.yaml',
    line: 3,
    column: 5,
    severity: 'error',
    rule: 'unknown-key',
    message: 'There is no key "sumary".',
    suggestion: 'Did you mean "summary"?',
  },
  {
    file: 'first-module/alpha.yaml',
    line: 9,
    column: 1,
    severity: 'warning',
    rule: 'long-sentence',
    message: 'The sentence has 41 words.',
  },
];

/** A furnished stage, its roles signed in. */
export async function furnishStage(): Promise<FurnishedStage> {
  const stage = await openStage();
  const { site } = stage;
  site.serve(catalogueOf(SMALL_COURSE), FINDINGS);
  await site.person('Root', { isAdmin: true });
  const student = await site.person('Ada');
  await site.person('فاطمة الزهراء مرابط');
  const cohort = await site.cohort('Spring class', {
    Ada: 'student',
    Ines: 'instructor',
    Bob: 'student',
  });
  await site.cohort('Empty class', { Ines: 'instructor' });
  const places = {
    ...(await furnishQuizzes(site)),
    cohort,
    student,
    lesson: 'alpha',
    items: ITEMS,
  };
  const sessions = await signInAll(stage.browser, stage.base, {
    student: credentialsOf('Ada'),
    instructor: credentialsOf('Ines'),
    admin: credentialsOf('Root'),
  });
  return { ...stage, places, sessions };
}

/** What the person of this name signs in with. */
export function credentialsOf(name: string): Credentials {
  return { email: emailOf(name), password: PASSWORD };
}

async function furnishQuizzes(site: Site) {
  const ada = await site.signIn('Ada');
  await ada.post('/en/lessons/alpha/readings', { section: 'one' });
  const failed = await start(ada, 'alpha');
  await save(ada, failed, MIXED, 8);
  await submit(ada, failed);
  const passed = await start(ada, 'beta');
  await save(ada, passed, { q1: 'red', q2: 'true' }, 2);
  await submit(ada, passed);
  const attempt = await start(ada, 'alpha');
  await save(ada, attempt, { q1: 'red', 'q6.thing': 'light', 'flag.q2': 'on' }, 6);
  return {
    attempt,
    passed,
    failed,
    questions: ITEMS.map((name, index) => ({ name, number: index + 1 })),
    choiceNumber: 1,
    figureNumber: 5,
  };
}

/** Starts a quiz and gives the id of the attempt. */
async function start(client: Client, lesson: string): Promise<string> {
  const { headers } = await client.post(`/en/lessons/${lesson}/attempts`);
  return headers.location?.split('/').at(-1) ?? '';
}

/** Answers the first questions of an attempt, in one form. */
async function save(
  client: Client,
  attempt: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  count: number,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1));
  const revisions = Object.fromEntries(numbers.map((number) => [`revision.q${number}`, '0']));
  const form = { ...revisions, ...fields, question: numbers, go: 'review' };
  const { statusCode } = await client.post(`/en/attempts/${attempt}/responses`, form);
  if (statusCode !== 303) throw new Error(`The answers were refused with ${statusCode}.`);
}

async function submit(client: Client, attempt: string): Promise<void> {
  await client.post(`/en/attempts/${attempt}/submission`, { key: `key-of-${attempt}` });
}

/** Shows each kind of page in turn, in one window for each role; `prepare` gets it still empty. */
export async function eachPage(
  { browser, base, places, sessions }: FurnishedStage,
  locale: string,
  options: BrowserContextOptions,
  visit: (page: Page, kind: PageKind, response: Response) => Promise<void>,
  prepare: (page: Page) => void = () => {},
): Promise<void> {
  for (const role of ROLES) {
    const window = await windowOf(browser, sessions, role, options);
    const page = await window.newPage();
    prepare(page);
    for (const kind of pageKinds(places)) {
      if (kind.role === role) await visit(page, kind, await open(page, base, locale, kind));
    }
    await window.close();
  }
}
