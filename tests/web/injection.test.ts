import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers, save, startQuiz, submit } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

/** Template syntax, markup, an attribute's end, i18next syntax and the shells' own slot marks. */
const NASTY = [
  '<%= 7*7 %>',
  '<%~ 7*7 %>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)",
  '{{n}} $t(nav.course)',
  '&lt;b&gt; &amp;',
  '\uE000name\uE001',
  '$& $1 `${7*7}`',
];

let site: Site;
let root: Browser;

beforeEach(async () => {
  site = await createSite();
  await site.person('Root', { isAdmin: true });
  root = await site.signIn('Root');
});
afterEach(async () => await site.close());

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Expects the words on the page as text, and nothing made of them. */
async function expectText(browser: Browser, path: string, text: string): Promise<void> {
  const { statusCode, body } = await browser.get(path);
  expect(statusCode, path).toBe(200);
  expectInert(body, text);
}

function expectInert(body: string, text: string): void {
  expect(body).toContain(escaped(text));
  expect(body).not.toContain('<script>');
  expect(body).not.toContain('<img src=x');
  expect(body).not.toContain("onfocus='");
  expect(body).not.toMatch(/>49</);
}

it.each(NASTY)('shows the name %s as text wherever it stands', async (name) => {
  const cohort = await site.cohort('Class', { Root: 'instructor' });
  const join = { code: 'CLASS', name, email: 'nasty@example.org', password: 'seven blue camels' };
  const nasty = site.anonymous();
  expect((await nasty.post('/en/join', join)).statusCode).toBe(303);
  const row = await site.db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('email_key', '=', join.email)
    .executeTakeFirstOrThrow();
  expect(row.name).toBe(name);
  const own = ['/en/', '/en/lessons/alpha', '/en/account', '/ar/progress', '/en/glossary'];
  for (const path of own) await expectText(nasty, path, name);
  const others = [
    '/en/admin/people',
    `/en/admin/people/${row.id}`,
    `/en/admin/cohorts/${cohort}`,
    '/en/admin/audit',
    `/en/teach/cohorts/${cohort}`,
    `/en/teach/cohorts/${cohort}/learners/${row.id}`,
  ];
  for (const path of others) await expectText(root, path, name);
});

it.each(NASTY)('shows the cohort name %s as text wherever it stands', async (name) => {
  const { headers } = await root.post('/en/admin/cohorts', { name });
  const id = headers.location?.split('/').at(-1) ?? '';
  await root.post(`/en/admin/cohorts/${id}/members`, {
    email: 'root@example.org',
    role: 'student',
  });
  root = await site.signIn('Root');
  for (const path of [
    '/en/admin/cohorts',
    `/en/admin/cohorts/${id}`,
    '/en/admin/progress',
    '/en/admin/audit',
    '/en/teach',
    `/en/teach/cohorts/${id}`,
    '/en/account',
  ]) {
    await expectText(root, path, name);
  }
});

it.each(NASTY)(
  'shows the answer %s as text in its field, in a conflict and when marked',
  async (text) => {
    const attempt = await startQuiz(root);
    await save(root, attempt, 4, { q4: text });
    await save(root, attempt, 6, { 'q6.thing': text });
    expect(await answers(site.db)).toMatchObject({
      'alpha/word': { text },
      'alpha/blanks': { gaps: { thing: text } },
    });
    await expectText(root, `${attempt}/questions/4`, text);
    await expectText(root, `${attempt}/questions`, text);
    const conflict = await save(root, attempt, 4, { q4: 'another' });
    expect(conflict.statusCode).toBe(409);
    expectInert(conflict.body, text);
    const refused = await save(root, attempt, 5, { q5: text });
    expect(refused.statusCode).toBe(422);
    expectInert(refused.body, text);
    await submit(root, attempt);
    await expectText(root, attempt, text);
  },
);

it.each(NASTY)(
  'shows what is typed into the forms, %s, as text when it comes back',
  async (text) => {
    const forms: readonly (readonly [string, Record<string, string>])[] = [
      ['/en/join', { code: text, name: text, email: text, password: 'x' }],
      ['/en/sign-in', { email: text, password: 'wrong', next: text }],
    ];
    for (const [path, fields] of forms) {
      const { statusCode, body } = await site.anonymous().post(path, fields);
      expect(statusCode, path).toBe(422);
      expectInert(body, text);
    }
    const cohort = await site.cohort('Class', {});
    const members = `/en/admin/cohorts/${cohort}/members`;
    const unknown = await root.post(members, { email: text, role: 'student' });
    expectInert(unknown.body, text);
    const query = encodeURIComponent(text);
    await expectText(root, `/en/admin/people?q=${query}`, text.trim());
    await expectText(site.anonymous(), `/en/join?code=${query}`, text);
    await expectText(site.anonymous(), `/en/sign-in?next=${query}`, text);
  },
);

it('keeps the search in the links of its pages, encoded', async () => {
  for (let number = 0; number < 51; number += 1) await site.person(`A&b=<"${number}`);
  const { body } = await root.get(`/en/admin/people?q=${encodeURIComponent('a&b=<"')}`);
  expect(body).toContain('href="?q=a%26b%3D%3C%22&amp;page=2"');
});

it('shows nothing of an address that there is not', async () => {
  for (const path of [
    '/en/<script>alert(1)</script>',
    '/en/%3C%25=7*7%25%3E',
    '/en/lessons/%3Cscript%3E',
  ]) {
    const { statusCode, body } = await root.get(path);
    expect(statusCode, path).toBe(404);
    expect(body).not.toContain('<script>');
    expect(body).not.toMatch(/>49</);
  }
});

it.each(['<script>', 'unknown', 'toString', '__proto__', 'flash.title'])(
  'shows no message for the forged flash cookie %s',
  async (flash) => {
    const { statusCode, body } = await site.app.inject({ url: '/en/sign-in', cookies: { flash } });
    expect(statusCode).toBe(200);
    expect(body).not.toContain('role="status"');
    expect(body).not.toContain(flash);
  },
);
