import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let root: Browser;
let amina: string;
beforeEach(async () => {
  site = await createSite();
  await site.person('Root', { isAdmin: true });
  amina = await site.person('Amina');
  root = await site.signIn('Root');
});
afterEach(async () => await site.close());

const names = (body: string): string[] =>
  [...body.matchAll(/<th scope="row"><a href="[^"]*"><bdi>([^<]*)/g)].map(([, name]) => name ?? '');

const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/en/account')).statusCode === 200;

async function beginnings(): Promise<string[]> {
  const { body } = await root.get(`/en/admin/people/${amina}`);
  return [...body.matchAll(/name="since" value="([^"]+)"/g)].map(([, since]) => since ?? '');
}

describe('who is signed in', () => {
  it('is listed, newest first, without anything that could sign somebody in', async () => {
    const browsers = [await site.signIn('Amina'), await site.signIn('Amina')];
    const { body } = await root.get('/en/admin/sessions');
    expect(names(body)).toEqual(['Amina', 'Amina', 'Root']);
    expect(body).toContain('people are signed in.');
    const rows = await site.db.selectFrom('session').select('id').execute();
    for (const { id } of rows) expect(body).not.toContain(id);
    for (const browser of browsers) {
      for (const value of browser.cookies.values()) expect(body).not.toContain(value);
    }
  });

  it('does not count sessions that have ended', async () => {
    await site.signIn('Amina');
    const past = new Date(Date.now() - 1).toISOString();
    await site.db
      .updateTable('session')
      .set({ expires_at: past })
      .where('account_id', '=', amina)
      .execute();
    expect(names((await root.get('/en/admin/sessions')).body)).toEqual(['Root']);
    expect(await beginnings()).toEqual([]);
  });

  it('goes on from page to page, each session once', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const rows = Array.from({ length: 120 }, (_, n) => ({
      id: `s${n}`,
      account_id: amina,
      created_at: new Date(Date.UTC(2020, 0, 1 + n)).toISOString(),
      expires_at: until,
    }));
    await site.db.insertInto('session').values(rows).execute();
    const found: string[] = [];
    let path: string | undefined = '/en/admin/sessions';
    while (path !== undefined) {
      const { body } = await root.get(path);
      const times = body.matchAll(
        /<td><bdi><time datetime="([^"]+)">[^<]*<\/time><\/bdi><\/td><td>/g,
      );
      found.push(...[...times].map(([, since]) => since ?? ''));
      const next: string | undefined = /class="next" href="([^"]+)"/.exec(body)?.[1];
      path = next && `/en/admin/sessions${next.replaceAll('&amp;', '&')}`;
    }
    expect(found).toHaveLength(121);
    expect(found).toEqual(found.toSorted().toReversed());
    expect((await root.get('/en/admin/sessions?after=nonsense')).statusCode).toBe(200);
  });
});

describe('an admin', () => {
  it('ends one session of a person, or all', async () => {
    const first = await site.signIn('Amina');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await site.signIn('Amina');
    const [, older] = await beginnings();
    await root.post(`/en/admin/people/${amina}/sessions`, { since: older ?? '' });
    expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
    await site.signIn('Amina');
    const ended = await root.post(`/en/admin/people/${amina}/sessions`);
    expect(ended.headers.location).toBe(`/en/admin/people/${amina}`);
    expect(await isIn(second)).toBe(false);
    expect(await isIn(root)).toBe(true);
    const events = await site.db
      .selectFrom('audit_event')
      .select(['subject', 'detail'])
      .where('action', '=', 'sessions-ended')
      .orderBy('id')
      .execute();
    expect(events.map(({ subject, detail }) => [subject, JSON.parse(detail) as unknown])).toEqual([
      [amina, { sessions: '1' }],
      [amina, { sessions: '2' }],
    ]);
  });

  it('is told when there is nothing to end', async () => {
    await root.post(`/en/admin/people/${amina}/sessions`, { since: '2020-01-01T00:00:00.000Z' });
    const { body } = await root.get(`/en/admin/people/${amina}`);
    expect(body).toContain('That session had ended already.');
    const nobody = await root.post('/en/admin/people/nobody/sessions');
    expect(nobody.statusCode).toBe(404);
  });
});
