import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepStandings } from '../../src/services/standings.ts';
import { putLessonProgress } from '../../src/store/progress.ts';
import { markStale } from '../../src/store/standings.ts';
import { createSite, emailOf, type Browser, type Site } from '../support/site.ts';

const NOW = new Date('2030-01-02T03:04:05Z');
let site: Site;
let root: Browser;
let rootId: string;

beforeEach(async () => {
  site = await createSite({ now: () => NOW });
  rootId = await site.person('Root', { isAdmin: true });
  root = await site.signIn('Root');
});
afterEach(async () => await site.close());

/** Audit events but sign-ins, in order. */
async function events() {
  const rows = await site.db.selectFrom('audit_event').selectAll().orderBy('id').execute();
  return rows
    .filter((row) => row.action !== 'signed-in')
    .map(({ action, actor_id: actor, subject, at }) => ({ action, actor, subject, at }));
}

const event = (action: string, subject: string) => ({
  action,
  subject,
  actor: rootId,
  at: NOW.toISOString(),
});

const rowOf = async (id: string) =>
  await site.db.selectFrom('cohort').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function create(name: string): Promise<{ id: string; path: string }> {
  const { headers } = await root.post('/en/admin/cohorts', { name });
  const path = headers.location ?? '';
  return { path, id: path.split('/').at(-1) ?? '' };
}

describe('cohorts', () => {
  it('are made with a code that is easy to read aloud', async () => {
    const { id, path } = await create('  Spring  ');
    const row = await rowOf(id);
    expect(row.name).toBe('Spring');
    expect(row.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    const { body } = await root.get(path);
    expect(body).toContain(`http://localhost:3000/en/join?code=${row.code}`);
    expect(await events()).toEqual([event('cohort-created', id)]);
  });

  it.each(['', '   ', 'x'.repeat(101), 'a\u202Eb', 'a\u0000b', 'a\nb'])(
    'are refused the name %j',
    async (name) => {
      const refused = await root.post('/en/admin/cohorts', { name });
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('<title>Error:');
      expect(refused.body).toContain('<a href="#name">');
      const { id, path } = await create('Spring');
      expect((await root.post(`${path}/name`, { name })).statusCode).toBe(422);
      expect((await rowOf(id)).name).toBe('Spring');
    },
  );

  it('are renamed, archived, reopened and given another code', async () => {
    const { id, path } = await create('Spring');
    const { code } = await rowOf(id);
    await root.post(`${path}/name`, { name: 'Summer' });
    await root.post(`${path}/archive`, { archived: 'yes' });
    expect(await rowOf(id)).toMatchObject({ name: 'Summer', archived_at: NOW.toISOString() });
    await root.post(`${path}/archive`, { archived: 'no' });
    await root.post(`/en/teach/cohorts/${id}/code`);
    const after = await rowOf(id);
    expect(after.archived_at).toBeNull();
    expect(after.code).not.toBe(code);
    const names = [
      'cohort-created',
      'cohort-renamed',
      'cohort-archived',
      'cohort-reopened',
      'code-renewed',
    ];
    expect(await events()).toEqual(names.map((name) => event(name, id)));
    const join = { name: 'Bo', email: 'bo@example.org', password: 'seven blue camels', code };
    expect((await site.anonymous().post('/en/join', join)).statusCode).toBe(422);
    expect(
      (await site.anonymous().post('/en/join', { ...join, code: after.code })).statusCode,
    ).toBe(303);
  });

  it('take members, change their roles and let them go, signing them out', async () => {
    const { id, path } = await create('Spring');
    const ada = await site.person('Ada');
    const roles = async () =>
      await site.db.selectFrom('membership').select(['account_id', 'role']).execute();
    await root.post(`${path}/members`, { email: emailOf('Ada').toUpperCase(), role: 'student' });
    expect(await roles()).toEqual([{ account_id: ada, role: 'student' }]);
    const student = await site.signIn('Ada');
    await root.post(`${path}/members`, { email: emailOf('Ada'), role: 'instructor' });
    expect(await roles()).toEqual([{ account_id: ada, role: 'instructor' }]);
    expect((await student.get('/en/account')).statusCode).toBe(303);
    const teacher = await site.signIn('Ada');
    expect((await teacher.get(`/en/teach/cohorts/${id}`)).statusCode).toBe(200);
    await root.post(`${path}/members`, { email: emailOf('Ada'), role: 'none' });
    expect(await roles()).toEqual([]);
    expect((await (await site.signIn('Ada')).get('/en/teach')).statusCode).toBe(403);
    const done = ['member-role-set', 'member-role-set', 'member-removed'].map((name) =>
      event(name, ada),
    );
    expect((await events()).slice(1)).toEqual(done);
  });

  it('refuse a stranger and a role that there is not', async () => {
    const { path } = await create('Spring');
    const stranger = await root.post(`${path}/members`, { email: 'who@x.org', role: 'student' });
    expect(stranger.statusCode).toBe(422);
    expect(stranger.body).toContain('Nobody has an account with this address');
    expect(stranger.body).toContain('value="who@x.org"');
    const forged = await root.post(`${path}/members`, { email: emailOf('Root'), role: 'admin' });
    expect(forged.statusCode).toBe(400);
    expect((await root.post('/en/admin/cohorts/none/name', { name: 'x' })).statusCode).toBe(404);
  });
});

/** The rows of the comparison in words. */
async function comparedRows(query: string): Promise<string[]> {
  const { body } = await root.get(`/en/admin/progress${query}`);
  return [...body.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, row]) =>
    (row ?? '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

it('compares cohorts with intervals, and tells nothing of small ones', async () => {
  const names = ['Ada', 'Bob', 'Cem', 'Dua', 'Eli'];
  const members = Object.fromEntries(names.map((name) => [name, 'student' as const]));
  await site.cohort('Class', members);
  await site.cohort('Pair', { Ada: 'student', Bob: 'student' });
  const put = async (name: string, bestShare: number) => {
    const rows = await site.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', name)
      .execute();
    const row = {
      lessonId: 'alpha',
      state: 'passed',
      sectionsRead: [],
      lastSection: null,
    } as const;
    await site.db.transaction().execute(async (tx) => {
      await putLessonProgress(tx, rows[0]?.id ?? '', { ...row, bestShare, attempts: 1 }, NOW);
      await markStale(tx, rows[0]?.id ?? '');
    });
  };
  for (const [index, name] of names.entries()) await put(name, 0.5 + index / 10);
  await sweepStandings(site.db, site.context.library.catalogue());
  // All five on track: Wilson gives 5/(5 + 3.84) = 57 % to 100 %; nobody of five passed: 0 to 43 %.
  // Mean 70 %, sd 15.8 %, t(4) = 2.776: 70 ± 19.6, rounded down.
  const all = '100% 56% to 100% 0 0% 0% to 43% 70% 50% to 89%';
  const small = '2 fewer than 5 learners: not told – cannot be told';
  const rows = await comparedRows('');
  expect(rows[1]).toBe(`Class 5 ${all}`);
  expect(rows[0]).toContain(`Pair ${small}`);
  expect((await comparedRows('?sort=mastery'))[0]).toContain('Class');
  expect((await comparedRows('?sort=nonsense'))[0]).toContain('Pair');
});
