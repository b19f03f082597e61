import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const flagsOf = async (id: string) =>
  await site.db
    .selectFrom('account')
    .select(['is_admin', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Names on the people page, in order. */
async function listed(query = ''): Promise<string[]> {
  const { body } = await root.get(`/en/admin/people${query}`);
  return [...body.matchAll(/<th scope="row"><a href="[^"]*"><bdi>([^<]*)/g)].map(
    ([, n]) => n ?? '',
  );
}

describe('people', () => {
  it('are found by a part of the name or the address', async () => {
    for (const name of ['Amina', 'Karim', 'Samir', 'فاطمة']) await site.person(name);
    expect(await listed('?q=mi')).toEqual(['Amina', 'Samir']);
    expect(await listed('?q=KARIM%40EX')).toEqual(['Karim']);
    expect(await listed(`?q=${encodeURIComponent('اط')}`)).toEqual(['فاطمة']);
    expect(await listed('?q=nobody')).toEqual([]);
    expect((await root.get('/en/admin/people?q=mi')).body).toContain('value="mi"');
  });

  it('are found by the very characters typed, wildcards too', async () => {
    await site.person('per%cent');
    await site.person('under_score');
    await site.person('Exclaim!');
    expect(await listed('?q=%25')).toEqual(['per%cent']);
    expect(await listed('?q=_')).toEqual(['under_score']);
    expect(await listed('?q=r_s')).toEqual(['under_score']);
    expect(await listed('?q=!')).toEqual(['Exclaim!']);
    expect(await listed("?q=' or 1=1 --")).toEqual([]);
  });

  it('are listed by name, fifty to a page', async () => {
    const names = Array.from({ length: 119 }, (_, n) => `Learner ${String(n).padStart(3, '0')}`);
    for (const name of names) await site.person(name);
    expect(await listed()).toEqual(names.slice(0, 50));
    expect(await listed('?page=2')).toEqual(names.slice(50, 100));
    expect(await listed('?page=3')).toEqual([...names.slice(100), 'Root']);
    expect(await listed('?page=4')).toEqual([]);
    for (const odd of ['0', '-1', '1.5', 'x', '99999999999', '__proto__']) {
      expect((await listed(`?page=${odd}`))[0], odd).toBe('Learner 000');
    }
    const { body } = await root.get('/en/admin/people?q=learner&page=2');
    expect(body).toContain('href="?q=learner&amp;page=1"');
    expect(body).toContain('href="?q=learner&amp;page=3"');
    expect((await root.get('/en/admin/people?page=3')).body).not.toContain('page=4');
  });

  it('are narrowed by role and by state of the account, in the address', async () => {
    await site.cohort('North', { Amina: 'student', Idris: 'instructor' });
    const shut = await site.person('Samir');
    await root.post(`/en/admin/people/${shut}/access`, { disabled: 'yes' });
    expect(await listed('?role=admin')).toEqual(['Root']);
    expect(await listed('?role=instructor')).toEqual(['Idris']);
    expect(await listed('?role=other')).toEqual(['Amina', 'Samir']);
    expect(await listed('?role=other&state=enabled')).toEqual(['Amina']);
    expect(await listed('?state=disabled&q=sam')).toEqual(['Samir']);
    expect(await listed('?role=nonsense&state=nonsense')).toHaveLength(4);
    for (let n = 0; n < 50; n += 1) await site.person(`Learner ${n}`);
    const { body } = await root.get('/en/admin/people?role=other&state=enabled&q=');
    expect(body).toContain('href="?role=other&amp;state=enabled&amp;page=2"');
    expect(body).toMatch(/<option value="other" selected>/);
  });

  it('that there are not answer 404', async () => {
    expect((await root.get('/en/admin/people/nobody')).statusCode).toBe(404);
    const post = await root.post('/en/admin/people/nobody/role', { admin: 'yes' });
    expect(post.statusCode).toBe(404);
    expect(await events()).toEqual([]);
  });
});

describe('rights', () => {
  it('are granted and taken, signing the person out each time', async () => {
    const ada = await site.person('Ada');
    const path = `/en/admin/people/${ada}`;
    const browser = await site.signIn('Ada');
    expect((await root.post(`${path}/role`, { admin: 'yes' })).headers.location).toBe(path);
    expect(await flagsOf(ada)).toMatchObject({ is_admin: 1 });
    expect((await browser.get('/en/account')).statusCode).toBe(303);
    const admin = await site.signIn('Ada');
    expect((await admin.get('/en/admin/people')).statusCode).toBe(200);
    await root.post(`${path}/role`, { admin: 'no' });
    expect(await flagsOf(ada)).toMatchObject({ is_admin: 0 });
    expect((await admin.get('/en/admin/people')).statusCode).toBe(303);
    expect((await (await site.signIn('Ada')).get('/en/admin/people')).statusCode).toBe(403);
    expect(await events()).toEqual([event('admin-granted', ada), event('admin-revoked', ada)]);
  });

  it('of the last admin stay, who may neither resign nor be disabled', async () => {
    for (const [part, fields] of [
      ['role', { admin: 'no' }],
      ['access', { disabled: 'yes' }],
    ] as const) {
      await root.post(`/en/admin/people/${rootId}/${part}`, fields);
      const { statusCode, body } = await root.get(`/en/admin/people/${rootId}`);
      expect(statusCode).toBe(200);
      expect(body).toContain('somebody must remain an admin');
    }
    expect(await flagsOf(rootId)).toEqual({ is_admin: 1, disabled_at: null });
    expect(await events()).toEqual([]);
  });

  it('do not count disabled admins as remaining', async () => {
    const other = await site.person('Other', { isAdmin: true });
    await root.post(`/en/admin/people/${other}/access`, { disabled: 'yes' });
    await root.post(`/en/admin/people/${rootId}/role`, { admin: 'no' });
    expect(await flagsOf(rootId)).toMatchObject({ is_admin: 1 });
  });

  it('of two admins who take them from each other at once leave one', async () => {
    const other = await site.person('Other', { isAdmin: true });
    const browser = await site.signIn('Other');
    await Promise.all([
      root.post(`/en/admin/people/${other}/role`, { admin: 'no' }),
      browser.post(`/en/admin/people/${rootId}/role`, { admin: 'no' }),
    ]);
    const admins = await site.db
      .selectFrom('account')
      .select('id')
      .where('is_admin', '=', 1)
      .execute();
    expect(admins).toHaveLength(1);
  });

  it('are refused where the form says neither yes nor no', async () => {
    const ada = await site.person('Ada');
    for (const admin of ['', 'maybe', '1', 'true']) {
      const response = await root.post(`/en/admin/people/${ada}/role`, { admin });
      expect(response.statusCode).toBe(400);
    }
    expect(await flagsOf(ada)).toMatchObject({ is_admin: 0 });
  });
});

it('shuts a disabled person out at once and lets them in again', async () => {
  const ada = await site.person('Ada');
  const browser = await site.signIn('Ada');
  await root.post(`/en/admin/people/${ada}/access`, { disabled: 'yes' });
  expect((await browser.get('/en/account')).statusCode).toBe(303);
  await expect(site.signIn('Ada')).rejects.toThrow('could not sign in');
  expect((await root.get('/en/admin/people')).body).toContain('>disabled<');
  await root.post(`/en/admin/people/${ada}/access`, { disabled: 'no' });
  await site.db.deleteFrom('throttle').execute();
  expect((await (await site.signIn('Ada')).get('/en/account')).statusCode).toBe(200);
  expect((await events()).filter(({ action }) => action !== 'sign-in-failed')).toEqual([
    event('account-disabled', ada),
    event('account-enabled', ada),
  ]);
});

it('makes no change whose audit event cannot be written', async () => {
  const ada = await site.person('Ada');
  const cohort = await site.cohort('Class', {});
  await sql`create trigger no_audit before insert on audit_event begin select raise(abort, 'full'); end`.execute(
    site.db,
  );
  const posts: readonly (readonly [string, Record<string, string>])[] = [
    [`/en/admin/people/${ada}/role`, { admin: 'yes' }],
    [`/en/admin/people/${ada}/access`, { disabled: 'yes' }],
    ['/en/admin/cohorts', { name: 'New' }],
    [`/en/admin/cohorts/${cohort}/name`, { name: 'Renamed' }],
    [`/en/teach/cohorts/${cohort}/code`, {}],
    [`/en/admin/cohorts/${cohort}/archive`, { archived: 'yes' }],
    [`/en/admin/cohorts/${cohort}/members`, { email: emailOf('Ada'), role: 'student' }],
  ];
  for (const [path, fields] of posts)
    expect((await root.post(path, fields)).statusCode, path).toBe(500);
  expect(await flagsOf(ada)).toEqual({ is_admin: 0, disabled_at: null });
  expect(await site.db.selectFrom('membership').selectAll().execute()).toEqual([]);
  expect(
    await site.db.selectFrom('cohort').select(['name', 'code', 'archived_at']).execute(),
  ).toEqual([{ name: 'Class', code: 'CLASS', archived_at: null }]);
});

it('shows the audit log newest first, by names, fifty to a page', async () => {
  const cohort = await site.cohort('Class', {});
  for (let turn = 0; turn < 60; turn += 1) await root.post(`/en/teach/cohorts/${cohort}/code`);
  await root.post(`/en/admin/cohorts/${cohort}/name`, { name: 'Renamed' });
  const rows = async (query: string) =>
    (await root.get(`/en/admin/audit${query}`)).body.match(/<tr><td>.*?<\/tr>/gs) ?? [];
  const first = await rows('');
  expect(first).toHaveLength(50);
  expect(first[0]).toContain('<bdi>Root</bdi>');
  expect(first[0]).toContain('cohort renamed');
  expect(first[0]).toContain('<bdi>Renamed</bdi>');
  // One sign-in, sixty codes, one name: 62 events.
  const { body } = await root.get('/en/admin/audit');
  const next = /class="next" href="([^"]+)"/.exec(body)?.[1] ?? '';
  expect(await rows(next.replaceAll('&amp;', '&'))).toHaveLength(12);
});
