import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startQuiz } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let stranger: Browser;

beforeEach(async () => {
  site = await createSite();
  await site.cohort('Class', { Ada: 'student' });
  stranger = site.anonymous();
});
afterEach(async () => await site.close());

const LEARNER = {
  code: 'CLASS',
  name: 'Bilal',
  email: 'bilal@example.org',
  password: 'seven blue camels',
};

const people = async () =>
  await site.db.selectFrom('account').select(['name', 'email', 'is_admin']).orderBy('id').execute();

/** The error summary of a page. */
const summaryOf = (body: string): string =>
  /<div class="errsum" role="alert" tabindex="-1" autofocus.*?<\/div>/s.exec(body)?.[0] ?? '';

describe('joining', () => {
  it('makes a learner of the cohort and signs in', async () => {
    const response = await stranger.post('/fr/join', LEARNER);
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/fr/');
    expect((await stranger.get('/en/account')).body).toContain('<bdi>Class</bdi> · student');
    const row = await site.db
      .selectFrom('account')
      .select(['name', 'is_admin', 'locale', 'password_hash'])
      .where('email_key', '=', LEARNER.email)
      .executeTakeFirst();
    expect(row).toMatchObject({ name: 'Bilal', is_admin: 0, locale: 'fr' });
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it.each(['class', ' cla-ss ', 'C L A S S', 'cl\u00a0ass'])('takes the code %j', async (code) => {
    expect((await stranger.post('/en/join', { ...LEARNER, code })).statusCode).toBe(303);
  });

  it('fills in the code of a link', async () => {
    expect((await stranger.get('/en/join?code=CLASS')).body).toContain('value="CLASS"');
  });

  it('ignores a role that a client sends', async () => {
    await stranger.post('/en/join', {
      ...LEARNER,
      role: 'instructor',
      is_admin: '1',
      admin: 'yes',
    });
    expect(await people()).toContainEqual({ name: 'Bilal', email: LEARNER.email, is_admin: 0 });
    expect((await stranger.get('/en/teach')).statusCode).toBe(403);
  });

  it('is refused with the code of an archived cohort', async () => {
    await site.db.updateTable('cohort').set({ archived_at: '2030-01-01T00:00:00Z' }).execute();
    const response = await stranger.post('/en/join', LEARNER);
    expect(response.statusCode).toBe(422);
    expect(summaryOf(response.body)).toContain('No open cohort has this code');
  });

  it.each([
    ['an unknown code', { code: 'NOBODY' }, 'code', 'No open cohort has this code'],
    ['no code', { code: ' - ' }, 'code', 'code'],
    ['a taken address', { email: ' ADA@example.org ' }, 'email', 'There is an account'],
    ['no address', { email: 'bilal' }, 'email', 'Enter an e-mail address'],
    ['an address with a NUL', { email: 'a@b.org\u0000' }, 'email', 'Enter an e-mail address'],
    ['a long address', { email: `${'x'.repeat(250)}@b.org` }, 'email', 'Enter an e-mail address'],
    ['no name', { name: '  ' }, 'name', 'Enter your name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name', 'too long'],
    ['a short password', { password: 'ninechars' }, 'password', 'at least'],
    ['a long password', { password: 'ab cd'.repeat(41) }, 'password', 'shorter'],
    ['a common password', { password: 'Password123' }, 'password', 'harder to guess'],
    ['the address as a password', { password: 'Bilal@example.org' }, 'password', 'harder'],
    ['one letter as a password', { password: 'aaaaaaaaaaaa' }, 'password', 'harder'],
  ])('is refused with %s, and the form keeps what was typed', async (_name, bad, field, words) => {
    const before = await people();
    const typed = { ...LEARNER, ...bad };
    const { statusCode, body } = await stranger.post('/en/join', typed);
    expect(statusCode).toBe(422);
    expect(await people()).toEqual(before);
    expect(stranger.cookies.has('manara')).toBe(false);
    expect(body).toContain('<title>Error:');
    expect(summaryOf(body)).toContain(`<a href="#${field}">`);
    expect(summaryOf(body)).toContain(words);
    expect(body).toContain(`id="${field}-error"`);
    const control = new RegExp(`<input id="${field}"[^>]*>`).exec(body)?.[0];
    expect(control).toContain('aria-invalid="true"');
    expect(control).toMatch(new RegExp(`aria-describedby="[^"]*${field}-error"`));
    expect(body).not.toContain(typed.password);
    expect(body).toContain(field === 'name' ? 'value="bilal@example.org"' : 'value="Bilal"');
  });

  it('names every wrong field at once', async () => {
    const { body } = await stranger.post('/en/join', {});
    expect(summaryOf(body).match(/<a href="#(code|name|email|password)">/g)).toHaveLength(4);
  });

  it.each([
    ['a right-to-left override', 'Ada\u202Eadmin'],
    ['an embedding', '\u202AAda'],
    ['an isolate', 'Ada\u2067x\u2069'],
    ['a NUL', 'Ada\u0000'],
    ['an escape', 'Ada\u001B[31m'],
    ['a C1 control', 'A\u0085da'],
    ['a line end', 'Ada\nAdmin'],
    ['a tab', 'Ada\tAdmin'],
  ])('refuses a name with %s', async (_name, name) => {
    const { statusCode, body } = await stranger.post('/en/join', { ...LEARNER, name });
    expect(statusCode).toBe(422);
    expect(summaryOf(body)).toContain('characters that cannot be shown safely');
  });

  it.each([
    'فاطمة الزهراء',
    'نمونه\u200Cها',
    'ක්\u200Dෂ',
    'ⵜⵉⵍⵍⵉ Aït Brahim',
    "Zoë O'Neil-Smith",
    '李小龍',
  ])('keeps the name %s as it is, isolated from its surroundings', async (name) => {
    await stranger.post('/en/join', { ...LEARNER, name: `  ${name} ` });
    expect(await people()).toContainEqual({ name, email: LEARNER.email, is_admin: 0 });
    const shown = name.replace("'", '&#39;');
    expect((await stranger.get('/en/glossary')).body).toContain(`<bdi>${shown}</bdi>`);
  });

  it('adds a signed-in person to a further cohort, once', async () => {
    await site.cohort('Second', {});
    const ada = await site.signIn('Ada');
    await ada.post('/en/account/cohorts', { code: 'sec ond' });
    await ada.post('/en/account/cohorts', { code: 'SECOND' });
    const rows = await site.db.selectFrom('membership').select('role').execute();
    expect(rows).toEqual([{ role: 'student' }, { role: 'student' }]);
    const refused = await ada.post('/en/account/cohorts', { code: 'THIRD' });
    expect(refused.statusCode).toBe(422);
    expect(summaryOf(refused.body)).toContain('No open cohort has this code');
  });

  it('leaves an instructor who types the code of their own cohort an instructor', async () => {
    await site.cohort('Taught', { Ines: 'instructor' });
    const ines = await site.signIn('Ines');
    await ines.post('/en/account/cohorts', { code: 'TAUGHT' });
    expect((await ines.get('/en/account')).body).toContain('<bdi>Taught</bdi> · instructor');
  });
});

describe('preferences', () => {
  const CHOSEN = { name: 'Ada', locale: 'en', 'text-size': 'normal', 'quiz-layout': 'one' };

  it('take effect on every page and are shown as chosen', async () => {
    const ada = await site.signIn('Ada');
    const chosen = {
      ...CHOSEN,
      name: ' Ada L. ',
      locale: 'ar',
      'text-size': 'larger',
      'quiz-layout': 'all',
    };
    const response = await ada.post('/en/account/preferences', chosen);
    expect(response.headers.location).toBe('/ar/account');
    const { body } = await ada.get('/ar/account');
    expect(body).toContain('<html lang="ar" dir="rtl" data-text="larger">');
    expect(body).toContain('value="Ada L."');
    expect(body).toMatch(/name="text-size" value="larger" checked/);
    expect(body).toMatch(/name="quiz-layout" value="all" checked/);
    expect(body).toMatch(/<option value="ar" lang="ar" selected>/);
    expect((await ada.get('/en/')).body).toContain('data-text="larger"');
    expect((await ada.get('/')).headers.location).toBe('/ar/');
    const attempt = await startQuiz(ada);
    expect((await ada.get(attempt)).headers.location).toBe(`${attempt}/questions`);
  });

  it.each([
    { locale: 'de' },
    { locale: '__proto__' },
    { 'text-size': 'huge' },
    { 'quiz-layout': 'constructor' },
  ])('that there are not are refused: %j', async (bad) => {
    const ada = await site.signIn('Ada');
    expect((await ada.post('/en/account/preferences', { ...CHOSEN, ...bad })).statusCode).toBe(400);
  });

  it('are refused with a name that cannot be shown, which stays in its field', async () => {
    const ada = await site.signIn('Ada');
    const response = await ada.post('/en/account/preferences', { ...CHOSEN, name: 'A\u202Eda' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('<title>Error:');
    expect(summaryOf(response.body)).toContain('<a href="#name">');
    expect(response.body).toContain('value="A\u202Eda"');
    expect(await people()).toMatchObject([{ name: 'Ada' }]);
  });
});

it('links each page to itself in the other languages', async () => {
  const ada = await site.signIn('Ada');
  const { body } = await ada.get('/fr/lessons/alpha?x=1');
  for (const locale of ['en', 'fr', 'ar']) {
    expect(body).toContain(
      `<a href="/${locale}/lessons/alpha" lang="${locale}" hreflang="${locale}"`,
    );
  }
  expect(body).toContain('hreflang="fr" aria-current="true"');
  expect((await ada.get('/de/lessons/alpha')).statusCode).toBe(404);
});
