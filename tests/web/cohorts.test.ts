import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putLessonProgress } from '../../src/store/progress.ts';
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
    await root.post(`${path}/code`);
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

it('puts cohorts side by side by what is in the course now', async () => {
  await site.cohort('Empty', {});
  await site.cohort('Class', {
    Ada: 'student',
    Bob: 'student',
    Cem: 'student',
    Ines: 'instructor',
  });
  const ids = await site.db.selectFrom('account').select(['id', 'name']).execute();
  const put = async (
    name: string,
    lessonId: string,
    state: 'passed' | 'completed',
    bestShare: number,
  ) => {
    const id = ids.find((row) => row.name === name)?.id ?? '';
    const row = { lessonId, state, sectionsRead: [], lastSection: null, bestShare, attempts: 1 };
    await site.db.transaction().execute(async (tx) => await putLessonProgress(tx, id, row, NOW));
  };
  await put('Ada', 'alpha', 'passed', 0.9);
  await put('Ada', 'beta', 'completed', 0.4);
  await put('Bob', 'alpha', 'passed', 0.8);
  for (const gone of ['gone-1', 'gone-2', 'gone-3', 'gone-4', 'gone-5'])
    await put('Cem', gone, 'passed', 1);
  const { body } = await root.get('/en/admin/progress');
  const rows = [...body.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, row]) =>
    (row ?? '')
      .replaceAll(/<svg.*?<\/svg>/gs, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .trim()
      .split(/\s+/),
  );
  // 3 learners, 2 began, mean (0.9 + 0.4 + 0.8) / 3 = 0.7, 2 of 3 × 2 lessons passed = 33 %.
  expect(rows).toContainEqual(['Class', '3', '2', '70%', '33%']);
  expect(rows).toContainEqual(['Empty', '0', '0', '–', '0%']);
});
