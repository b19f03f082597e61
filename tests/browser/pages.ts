import type { Page, Response } from 'playwright-core';
import { openKey, press, type PageKind, type Places } from './page-kind.ts';
import { specialPages } from './special-pages.ts';

export { press, ROLES, type PageKind, type Places, type Role } from './page-kind.ts';

/** Every kind of page that there is. */
export function pageKinds(places: Places): PageKind[] {
  return [
    ...visitorPages(),
    ...studentPages(places),
    ...quizPages(places),
    ...reviewPages(places),
    ...instructorPages(places),
    ...adminPages(places),
    ...(places.special === null ? [] : specialPages(places, places.special)),
  ];
}

/** Opens a page and gives the response that holds it. @throws when its status is another one. */
export async function open(page: Page, base: string, locale: string, kind: PageKind) {
  const first = await page.goto(`${base}/${locale}${kind.path}`);
  const response = kind.arrive === undefined ? first : await kind.arrive(page);
  if (response === null || response.status() !== kind.status) {
    throw new Error(`${kind.name} (${locale}) answered ${response?.status() ?? 'nothing'}.`);
  }
  return response;
}

function visitorPages(): PageKind[] {
  const role = 'visitor';
  return [
    { name: 'welcome', role, path: '/', status: 200 },
    { name: 'sign-in', role, path: '/sign-in', status: 200 },
    {
      name: 'sign-in-errors',
      role,
      path: '/sign-in',
      status: 422,
      arrive: (page) => press(page, 'form[action$="/sign-in"] [type=submit]'),
    },
    { name: 'privacy', role, path: '/privacy', status: 200 },
    { name: 'join', role, path: '/join', status: 200 },
    { name: 'join-errors', role, path: '/join', status: 422, arrive: joinWrongly },
    { name: 'not-found', role, path: '/no-such-page', status: 404 },
  ];
}

async function joinWrongly(page: Page): Promise<Response> {
  await page.fill('#code', 'NOSUCH99');
  await page.fill('#email', 'not an address');
  await page.fill('#password', 'short');
  return press(page, 'form[action$="/join"] [type=submit]');
}

function studentPages({ lesson, module }: Places): PageKind[] {
  const role = 'student';
  return [
    { name: 'course-map', role, path: '/', status: 200 },
    { name: 'lesson', role, path: `/lessons/${lesson}`, status: 200 },
    { name: 'lesson-unfolded', role, path: `/lessons/${lesson}`, status: 200, arrive: openKey },
    { name: 'progress', role, path: '/progress', status: 200 },
    { name: 'glossary', role, path: '/glossary', status: 200 },
    { name: 'glossary-found', role, path: '/glossary?q=phare', status: 200 },
    { name: 'glossary-nothing', role, path: '/glossary?q=no-such-term', status: 200 },
    { name: 'sources', role, path: '/sources', status: 200, arrive: openKey },
    ...timelinePages(module),
    { name: 'account', role, path: '/account', status: 200 },
    { name: 'account-data', role, path: '/account/data', status: 200 },
    { name: 'account-erasure', role, path: '/account/erasure', status: 200 },
    { name: 'account-looks', role, path: '/account/looks', status: 200 },
    {
      name: 'account-errors',
      role,
      path: '/account',
      status: 422,
      arrive: (page) => press(page, 'form[action$="/password"] [type=submit]'),
    },
    { name: 'account-saved', role, path: '/account', status: 200, arrive: savePreferences },
    { name: 'not-found-signed-in', role, path: '/lessons/no-such-lesson', status: 404 },
    { name: 'forbidden', role, path: '/teach', status: 403 },
  ];
}

function timelinePages(module: string | null): PageKind[] {
  if (module === null) return [];
  const path = `/timeline?module=${module}`;
  return [
    { name: 'timeline', role: 'visitor', path: '/timeline', status: 200 },
    { name: 'timeline-module', role: 'student', path, status: 200 },
  ];
}

/** In the language of the page, which is where it leads back to. */
async function savePreferences(page: Page): Promise<Response> {
  await page.selectOption('#locale', (await page.locator('html').getAttribute('lang')) ?? 'en');
  return press(page, 'form[action$="/preferences"] [type=submit]');
}

function quizPages(places: Places): PageKind[] {
  const role = 'student';
  const at = `/attempts/${places.attempt}`;
  const choice = `${at}/questions/${places.choiceNumber}`;
  const figure = `${at}/questions/${places.figureNumber}`;
  const questions = places.questions.map(({ name, number }) => {
    return {
      name: `question-${name}`,
      role,
      path: `${at}/questions/${number}`,
      status: 200,
    } as const;
  });
  return [
    ...questions,
    { name: 'question-error', role, path: figure, status: 422, arrive: answerInWords },
    { name: 'question-stale', role, path: choice, status: 409, arrive: answerInTwoTabs },
    { name: 'all-questions', role, path: `${at}/questions`, status: 200 },
    { name: 'review', role, path: `${at}/review`, status: 200 },
    { name: 'feedback-passed', role, path: `/attempts/${places.passed}`, status: 200 },
    { name: 'feedback-failed', role, path: `/attempts/${places.failed}`, status: 200 },
  ];
}

function reviewPages({ reviewAnswer }: Places): PageKind[] {
  const role = 'student';
  const next = '/reviews/next';
  return [
    { name: 'reviews-due', role, path: '/reviews', status: 200 },
    // Whoever has taken no quiz has nothing to review.
    { name: 'reviews-none', role: 'instructor', path: '/reviews', status: 200 },
    { name: 'review-question', role, path: next, status: 200 },
    { name: 'review-question-error', role, path: next, status: 422, arrive: answerNothing },
    { name: 'review-answer', role, path: `/reviews/answers/${reviewAnswer}`, status: 200 },
  ];
}

async function answerNothing(page: Page): Promise<Response> {
  return press(page, '.actions [name=go][value=answer]');
}

/** The button that saves and goes on; the first of the form is out of sight. */
export const SAVE = '.actions [name=go][value=next]';

async function answerInWords(page: Page): Promise<Response> {
  await page.fill('input[inputmode=decimal]', 'about a dozen');
  return press(page, SAVE);
}

async function answerInTwoTabs(page: Page): Promise<Response> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  // Another one than is ticked, or there would be nothing to save.
  await other.locator('.opt input:not(:checked)').first().check();
  await press(other, SAVE);
  await other.close();
  await page.locator('.opt input').last().check();
  return press(page, SAVE);
}

function instructorPages({ cohort, student, lesson, failed, attempt, items }: Places): PageKind[] {
  const role = 'instructor';
  const learner = `/teach/cohorts/${cohort}/learners/${student}`;
  const previews = items.map((item) => {
    const path = `/teach/lessons/${lesson}/items/${item}`;
    return { name: `preview-${item}`, role, path, status: 200, arrive: openKey } as const;
  });
  return [
    { name: 'teach', role, path: '/teach', status: 200 },
    { name: 'teach-cohort', role, path: `/teach/cohorts/${cohort}`, status: 200 },
    { name: 'teach-names', role, path: `/teach/cohorts/${cohort}/names`, status: 200 },
    {
      name: 'teach-assignments',
      role,
      path: `/teach/cohorts/${cohort}/assignments?from=2098-05-01T08:00`,
      status: 200,
    },
    {
      name: 'teach-assignments-errors',
      role,
      path: `/teach/cohorts/${cohort}/assignments?from=2098-05-01T08:00`,
      status: 422,
      arrive: dueBeforeOpening,
    },
    { name: 'teach-people', role, path: `/teach/cohorts/${cohort}/people`, status: 200 },
    {
      name: 'teach-people-errors',
      role,
      path: `/teach/cohorts/${cohort}/people`,
      status: 422,
      arrive: limitWrongly,
    },
    { name: 'teach-exports', role, path: `/teach/cohorts/${cohort}/exports`, status: 200 },
    { name: 'teach-report', role, path: `/teach/cohorts/${cohort}/report`, status: 200 },
    { name: 'teach-learner', role, path: learner, status: 200 },
    { name: 'teach-attempt', role, path: `${learner}/attempts/${failed}`, status: 200 },
    { name: 'teach-attempt-running', role, path: `${learner}/attempts/${attempt}`, status: 200 },
    { name: 'teach-statistics', role, path: '/teach/statistics', status: 200 },
    { name: 'teach-statistics-quiz', role, path: `/teach/statistics/${lesson}`, status: 200 },
    { name: 'teach-lessons', role, path: '/teach/lessons', status: 200 },
    { name: 'teach-sources', role, path: '/sources', status: 200, arrive: openKey },
    { name: 'teach-search', role, path: '/teach/search', status: 200 },
    { name: 'teach-search-found', role, path: '/teach/search?q=the', status: 200 },
    { name: 'teach-search-none', role, path: '/teach/search?q=zzyzx', status: 200 },
    { name: 'teach-lesson', role, path: `/teach/lessons/${lesson}`, status: 200 },
    { name: 'import', role, path: '/teach/import', status: 200, arrive: importQuestions },
    { name: 'import-errors', role, path: '/teach/import', status: 422, arrive: importWrongly },
    { name: 'tokens', role, path: '/teach/tokens', status: 200 },
    { name: 'tokens-errors', role, path: '/teach/tokens', status: 422, arrive: makeToken('') },
    { name: 'token', role, path: '/teach/tokens', status: 201, arrive: makeToken('Timetable') },
    ...previews,
  ];
}

async function dueBeforeOpening(page: Page): Promise<Response> {
  await page.locator('[id^="due-"]').first().fill('2001-01-01T08:00');
  return press(page, 'form[action$="/assignments"][method=post] [type=submit]');
}

async function limitWrongly(page: Page): Promise<Response> {
  await page.fill('#code-places', 'many');
  return press(page, 'form[action$="/limits"] [type=submit]');
}

/** Sends the form for a token; one without a name is refused. */
function makeToken(name: string): (page: Page) => Promise<Response> {
  return async (page) => {
    await page.fill('#token-name', name);
    if (name !== '') await page.check('#scope-0');
    return press(page, 'form[action$="/tokens"] [type=submit]');
  };
}

async function importQuestions(page: Page): Promise<Response> {
  await page.check('input[value="gift"]');
  await page.fill('#text', '::Light::What shines? {=A lamp ~A stone}');
  return press(page, 'form[action$="/import"] [type=submit]');
}

async function importWrongly(page: Page): Promise<Response> {
  await page.check('input[value="gift"]');
  await page.fill('#text', 'What shines? {=A lamp');
  return press(page, 'form[action$="/import"] [type=submit]');
}

function adminPages({ cohort, student }: Places): PageKind[] {
  const role = 'admin';
  const status = 200;
  return [
    { name: 'admin-people', role, path: '/admin/people', status },
    { name: 'admin-people-found', role, path: '/admin/people?q=a', status },
    { name: 'admin-people-nobody', role, path: '/admin/people?q=nobody-of-this-name', status },
    { name: 'admin-person', role, path: `/admin/people/${student}`, status },
    { name: 'admin-cohorts', role, path: '/admin/cohorts', status },
    {
      name: 'admin-cohorts-errors',
      role,
      path: '/admin/cohorts',
      status: 422,
      arrive: (page) => press(page, 'form[action$="/cohorts"] [type=submit]'),
    },
    { name: 'admin-cohort', role, path: `/admin/cohorts/${cohort}`, status },
    {
      name: 'admin-cohort-errors',
      role,
      path: `/admin/cohorts/${cohort}`,
      status: 422,
      arrive: (page) => press(page, 'form[action$="/members"]:has(#email) [type=submit]'),
    },
    { name: 'admin-progress', role, path: '/admin/progress', status },
    { name: 'admin-audit', role, path: '/admin/audit', status },
    { name: 'admin-overview', role, path: '/admin', status },
    { name: 'admin-health', role, path: '/admin/health', status },
    { name: 'admin-settings', role, path: '/admin/settings', status },
    { name: 'admin-sessions', role, path: '/admin/sessions', status },
    { name: 'admin-mail', role, path: '/admin/mail', status },
    { name: 'admin-backups', role, path: '/admin/backups', status },
  ];
}
