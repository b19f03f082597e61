import { giveAccommodation } from '../../src/services/accommodating.ts';
import { setDisabled } from '../../src/store/accounts.ts';
import type { AccommodationOwner } from '../../src/store/accommodations.ts';
import { insertApiToken } from '../../src/store/api-tokens.ts';
import { loadAssetPaths } from '../../src/web/assets.ts';
import { ALPHA_WRONG, quizForm, type Form } from './answers.ts';
import { certify } from './certifying.ts';
import { openDispute, REASONS } from './disputes.ts';
import { giveReviews } from './given-reviews.ts';
import { giveLinks, secretOf } from './given-links.ts';
import { essayCourse } from './essay-course.ts';
import { QUIZZED_COURSE } from './module-quiz.ts';
import { idOf, takeQuiz } from './quiz-run.ts';
import { addRevisions, withQuery } from './revisions.ts';
import { codeOf, createSite, emailOf, PASSWORD } from './site.ts';
import type { Browser, Site, SiteOptions } from './site.ts';

/** Everybody who may stand before a page; those who are let in last come last. */
export const VISITORS = ['anonymous', 'disabled', 'b1', 'a2', 'iB', 'iA', 'a1', 'admin'] as const;
export type Visitor = (typeof VISITORS)[number];

/** Password that the forms of {@link TwoCohorts.formOf} change to. */
export const NEW_PASSWORD = 'another long password';

/**
 * Cohorts A (learners a1 and a2, instructor iA) and B (b1, iB), an admin and a disabled account;
 * each learner has a running attempt at the lesson alpha. Learner a1 has submitted beta, too: two
 * wrong answers, one of them disputed, and an essay that waits; has answered a review and has one
 * due. Cohort A and a1 have accommodations.
 */
export interface TwoCohorts {
  readonly site: Site;
  readonly cohorts: Readonly<Record<'A' | 'B', string>>;
  readonly people: Readonly<Record<Exclude<Visitor, 'anonymous'>, string>>;
  readonly attempts: Readonly<Record<'a1' | 'a2' | 'b1', string>>;
  /** Signed in as the visitor; the disabled one was shut out after signing in. */
  readonly browser: (visitor: Visitor) => Browser;
  /**
   * The address of a route, its parameters about cohort A, learner a1 and a1's attempts. What can be
   * ended once only is another for each visitor.
   */
  readonly addressOf: (path: string, visitor?: Visitor) => string;
  /** A form that the route takes, sent by this visitor. */
  readonly formOf: (path: string, visitor: Visitor) => Form;
}

export async function createTwoCohorts(options: SiteOptions = {}): Promise<TwoCohorts> {
  const site = await createSite({
    catalogue: essayCourse(['why'], '', QUIZZED_COURSE),
    ...options,
  });
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
  const submitted = await takeQuiz(browser('a1'), 'beta', {
    1: 'green',
    2: 'false',
    3: 'Because.',
  });
  const dispute = await openDispute(site, browser('a1'), submitted);
  const review = await giveReviews(site, people.a1);
  const accommodations = await accommodate(site, people, cohorts.A);
  const revisions = await addRevisions(site, people.iA);
  const secrets = await giveLinks(site, VISITORS, { cohort: cohorts.A, ...people });
  const certificate = await certify(site, people.a1);
  const tokens = await giveTokens(site, people.iA);
  const parameters: Readonly<Record<string, string>> = {
    locale: 'en',
    quiz: 'module-quiz',
    dispute: idOf(dispute),
    answer: review.answer,
    lesson: 'alpha',
    item: 'pick',
    file: 'first-module~beta.yaml',
    revision: revisions.other,
    format: 'gift',
    version: site.context.library.catalogue().quizzes.get('module-quiz')?.bank[0]?.hash ?? '',
    number: '1',
    attempt: attempts.a1,
    result: idOf(submitted),
    cohort: cohorts.A,
    learner: people.a1,
    person: people.a2,
    mail: 'no-such-mail',
    kind: 'jwt',
    table: 'responses',
    ending: 'csv',
    code: certificate.code,
    key: certificate.key,
    credential: certificate.id,
    backup: 'manara-2030-01-01T03-30-00Z.db',
  };
  return {
    site,
    cohorts,
    people,
    attempts,
    browser,
    addressOf: (path, visitor = 'a1') =>
      withQuery(path, revisions) ??
      fill(path, {
        ...parameters,
        ...ofSubmitted(path, idOf(submitted)),
        secret: secretOf(secrets, path, visitor),
        token: tokens[visitor],
        accommodation: accommodations[path.includes('/learners/') ? 'learner' : 'cohort'][visitor],
      }),
    formOf: (path, visitor) =>
      path === '/:locale/reviews/answers'
        ? review.form
        : path === '/:locale/credentials'
          ? { credential: certificate.code }
          : path.endsWith('/names/shown')
            ? { learner: people.a1, reason: 'They asked for help.' }
            : path.endsWith('/publications')
              ? revisions.form
              : formOf(path, visitor),
  };
}

/** Routes that are about a1's submitted attempt, not the running one. */
function ofSubmitted(path: string, attempt: string): Readonly<Record<string, string>> {
  if (path.startsWith('/:locale/teach/grading/')) return { attempt, number: '3' };
  if (path.endsWith('/dispute')) return { attempt, number: '1' };
  return {};
}

type ByVisitor = Readonly<Record<Visitor, string>>;

/** An accommodation of cohort A and one of learner a1 for each visitor to end. */
async function accommodate(
  { context, db }: Site,
  { admin, a1 }: Readonly<Record<'admin' | 'a1', string>>,
  cohortId: string,
): Promise<Readonly<Record<'cohort' | 'learner', ByVisitor>>> {
  const ofOwner = async (owner: AccommodationOwner): Promise<ByVisitor> => {
    const ids: [Visitor, string][] = [];
    for (const visitor of VISITORS) {
      const given = { timeFactor: 1.5, extraAttempts: 0, opensAt: null, closesAt: null };
      const scope = { ...owner, quizId: null };
      ids.push([visitor, await giveAccommodation(db, admin, scope, given, context.now())]);
    }
    return Object.fromEntries(ids) as ByVisitor;
  };
  return {
    cohort: await ofOwner({ accountId: null, cohortId }),
    learner: await ofOwner({ accountId: a1, cohortId: null }),
  };
}

/** A token of iA for each visitor to revoke. */
async function giveTokens({ context, db }: Site, accountId: string): Promise<ByVisitor> {
  const expiresAt = new Date(context.now().getTime() + 24 * 60 * 60_000);
  const ids: [Visitor, string][] = [];
  for (const name of VISITORS) {
    const token = { accountId, name, digest: name, scopes: [], cohorts: null, expiresAt };
    const id = await db
      .transaction()
      .execute(async (tx) => insertApiToken(tx, token, context.now()));
    ids.push([name, id]);
  }
  return Object.fromEntries(ids) as ByVisitor;
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
    '/:locale/password-reset': { email },
    '/:locale/password-resets/:secret': { password: NEW_PASSWORD },
    '/:locale/account/address': { 'next-email': `new-${email}`, 'address-password': PASSWORD },
    '/:locale/account/subscriptions': { 'review-reminder': 'yes' },
    '/:locale/invitations/:secret': { name: 'Zaynab', password: NEW_PASSWORD },
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
    '/:locale/teach/cohorts/:cohort/names/own': { hidden: 'yes' },
    '/:locale/teach/cohorts/:cohort/names/all': { hidden: 'yes' },
    '/:locale/account/erasure': { password: PASSWORD },
    '/:locale/admin/people/:person/erasure': { reason: 'The school year is over.' },
    '/:locale/account/cohorts': { code: codeOf('B') },
    '/:locale/lessons/:lesson/readings': { section: 'one' },
    '/:locale/attempts/:attempt/submission': { key: 'key-of-the-page' },
    '/:locale/attempts/:attempt/responses': quizForm(ALPHA_WRONG),
    '/:locale/attempts/:attempt/questions/:number/dispute': {
      'dispute-text': REASONS,
      passage: 'article:part.1',
    },
    '/:locale/teach/disputes/:dispute/answer': { 'dispute-answer': 'Read the paragraph again.' },
    '/:locale/teach/grading/:attempt/:number': {
      'level.claim': 'clear',
      'level.proof': 'some',
      comment: 'Good.',
    },
    '/:locale/teach/cohorts/:cohort/accommodations': { 'accommodation-factor': '1.5' },
    '/:locale/teach/cohorts/:cohort/learners/:learner/accommodations': {
      'accommodation-factor': '2',
    },
    '/:locale/teach/cohorts/:cohort/code/limits': { 'code-places': '30' },
    '/:locale/teach/files': { module: 'first-module', name: 'gamma' },
    '/:locale/teach/files/:file/draft': { text: 'id: beta\n', base: '', shown: '', go: 'save' },
    '/:locale/teach/files/:file/check': { text: 'id: beta\n' },
    '/:locale/teach/files/:file/preview': { text: 'id: beta\n' },
    '/:locale/teach/tokens': { 'token-name': 'Timetable', scope: 'cohorts:read', lifetime: '30' },
    '/:locale/teach/import': { format: 'gift', text: 'Is it light? {T}' },
    '/:locale/admin/credentials/:credential/revocation': { reason: 'Misspelt.' },
    '/:locale/admin/people/:person/role': { admin: 'yes' },
    '/:locale/admin/people/:person/access': { disabled: 'yes' },
    '/:locale/admin/cohorts': { name: 'Cohort C' },
    '/:locale/admin/cohorts/:cohort/name': { name: 'Renamed' },
    '/:locale/admin/cohorts/:cohort/archive': { archived: 'yes' },
    '/:locale/admin/cohorts/:cohort/members': { email: emailOf('b1'), role: 'instructor' },
  };
  return forms[path] ?? {};
}
