import { setDisabled } from '../../src/store/accounts.ts';
import { loadAssetPaths } from '../../src/web/assets.ts';
import { ALPHA_WRONG, quizForm, type Form } from './answers.ts';
import { codeOf, createSite, emailOf, PASSWORD } from './site.ts';
import type { Browser, Site, SiteOptions } from './site.ts';

/** Everybody who may stand before a page; those who are let in last come last. */
export const VISITORS = ['anonymous', 'disabled', 'b1', 'a2', 'iB', 'iA', 'a1', 'admin'] as const;
export type Visitor = (typeof VISITORS)[number];

/** Password that the forms of {@link TwoCohorts.formOf} change to. */
export const NEW_PASSWORD = 'another long password';

/**
 * Cohorts A (learners a1 and a2, instructor iA) and B (b1, iB), an admin and a disabled account;
 * each learner has a running attempt at the lesson alpha.
 */
export interface TwoCohorts {
  readonly site: Site;
  readonly cohorts: Readonly<Record<'A' | 'B', string>>;
  readonly people: Readonly<Record<Exclude<Visitor, 'anonymous'>, string>>;
  readonly attempts: Readonly<Record<'a1' | 'a2' | 'b1', string>>;
  /** Signed in as the visitor; the disabled one was shut out after signing in. */
  readonly browser: (visitor: Visitor) => Browser;
  /** The address of a route, its parameters about cohort A, learner a1 and a1's attempt. */
  readonly addressOf: (path: string) => string;
  /** A form that the route takes, sent by this visitor. */
  readonly formOf: (path: string, visitor: Visitor) => Form;
}

export async function createTwoCohorts(options: SiteOptions = {}): Promise<TwoCohorts> {
  const site = await createSite(options);
  const people = {
    disabled: await site.person('disabled'),
    b1: await site.person('b1'),
    a2: await site.person('a2'),
    iB: await site.person('iB'),
    iA: await site.person('iA'),
    a1: await site.person('a1'),
    admin: await site.person('admin', { isAdmin: true }),
  };
  const cohorts = {
    A: await site.cohort('A', {
      a1: 'student',
      a2: 'student',
      iA: 'instructor',
      disabled: 'student',
    }),
    B: await site.cohort('B', { b1: 'student', iB: 'instructor' }),
  };
  const browsers = new Map<Visitor, Browser>([['anonymous', site.anonymous()]]);
  for (const name of VISITORS)
    if (name !== 'anonymous') browsers.set(name, await site.signIn(name));
  // The session stays in the database: shutting out must not depend on its removal alone.
  await setDisabled(site.db, people.disabled, new Date());
  const browser = (visitor: Visitor): Browser => browsers.get(visitor) ?? site.anonymous();
  const attempts = {
    a1: await startedBy(browser('a1')),
    a2: await startedBy(browser('a2')),
    b1: await startedBy(browser('b1')),
  };
  const parameters: Readonly<Record<string, string>> = {
    locale: 'en',
    lesson: 'alpha',
    item: 'pick',
    number: '1',
    attempt: attempts.a1,
    cohort: cohorts.A,
    learner: people.a1,
    person: people.a2,
  };
  return {
    site,
    cohorts,
    people,
    attempts,
    browser,
    addressOf: (path) => fill(path, parameters),
    formOf: (path, visitor) => formOf(path, visitor),
  };
}

async function startedBy(browser: Browser): Promise<string> {
  const { headers } = await browser.post('/en/lessons/alpha/attempts');
  return String(headers.location).replace('/en/attempts/', '');
}

/** @throws for a parameter that has no value here: a new one needs a decision. */
function fill(path: string, parameters: Readonly<Record<string, string>>): string {
  if (path === '/assets/*') return loadAssetPaths()('app.css');
  return path.replaceAll(/:([a-z]+)/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`Give the parameter ${name} of ${path} a value.`);
    return value;
  });
}

function formOf(path: string, visitor: Visitor): Form {
  const email = emailOf(visitor);
  const forms: Readonly<Record<string, Form>> = {
    '/:locale/sign-in': { email, password: PASSWORD, next: '' },
    '/:locale/join': {
      code: codeOf('A'),
      name: 'New',
      email: `new-${email}`,
      password: NEW_PASSWORD,
    },
    '/:locale/account/preferences': {
      name: 'Changed',
      locale: 'fr',
      'text-size': 'large',
      'quiz-layout': 'all',
    },
    '/:locale/account/password': {
      'current-password': PASSWORD,
      'new-password': NEW_PASSWORD,
    },
    '/:locale/account/cohorts': { code: codeOf('B') },
    '/:locale/lessons/:lesson/readings': { section: 'one' },
    '/:locale/attempts/:attempt/submission': { key: 'key-of-the-page' },
    '/:locale/attempts/:attempt/responses': quizForm(ALPHA_WRONG),
    '/:locale/admin/people/:person/role': { admin: 'yes' },
    '/:locale/admin/people/:person/access': { disabled: 'yes' },
    '/:locale/admin/cohorts': { name: 'Cohort C' },
    '/:locale/admin/cohorts/:cohort/name': { name: 'Renamed' },
    '/:locale/admin/cohorts/:cohort/archive': { archived: 'yes' },
    '/:locale/admin/cohorts/:cohort/members': { email: emailOf('b1'), role: 'instructor' },
  };
  return forms[path] ?? {};
}
