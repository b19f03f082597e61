import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import { createSite, emailOf, PASSWORD, type Site, type SiteOptions } from '../support/site.ts';
import { launchBrowser } from './chromium.ts';
import { browserCourse } from './course.ts';
import { days, furnish, type SetClock } from './furnish.ts';
import { open, pageKinds, ROLES, type PageKind, type Places } from './pages.ts';
import { signInAll, windowOf, type Credentials, type Sessions } from './sessions.ts';

/** A site that browsers can reach, and a browser. */
export interface Stage {
  readonly site: Site;
  readonly base: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Starts a site on any free port of this machine, and a browser. */
export async function openStage(options: SiteOptions = {}): Promise<Stage> {
  const site = await createSite(options);
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
    rule: 'section-length',
    message: 'This section has 341 words.',
  },
];

/** A furnished stage, its roles signed in. */
export async function furnishStage(): Promise<FurnishedStage> {
  let daysAgo = 0;
  const stage = await openStage({ now: () => new Date(Date.now() - days(daysAgo)) });
  const { site } = stage;
  site.serve(browserCourse(), FINDINGS);
  await site.person('Root', { isAdmin: true });
  const student = await site.person('Ada');
  await site.person('فاطمة الزهراء مرابط');
  const cohort = await site.cohort('Spring class', {
    Ada: 'student',
    Ines: 'instructor',
    Bob: 'student',
  });
  await site.cohort('Empty class', { Ines: 'instructor' });
  const setClock: SetClock = (before = 0) => {
    daysAgo = before;
  };
  const places = await furnish(site, setClock, { cohort, student });
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
