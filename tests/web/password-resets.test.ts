import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectMail } from '../support/mail.ts';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';

const START = Date.parse('2031-05-06T07:08:09Z');
const MINUTE = 60_000;
const NEXT = 'nine green kettles';

let site: Site;
let time: number;
let ada: string;
beforeEach(async () => {
  time = START;
  site = await createSite({ now: () => new Date(time) });
  ada = await site.person('Ada');
});
afterEach(async () => {
  vi.useRealTimers();
  await site.close();
});

const ask = async (email: string, browser: Browser = site.anonymous()) =>
  await browser.post('/en/password-reset', { email });

/** The page that the mail to Ada leads to. */
async function pathOf(): Promise<string> {
  const path = (await collectMail(site)).find(({ kind }) => kind === 'password-reset')?.path;
  if (path === undefined) throw new Error('No mail went.');
  return path;
}

const signIn = async (password: string) =>
  (await site.anonymous().post('/en/sign-in', { email: emailOf('Ada'), password, next: '' }))
    .statusCode;

describe('a new password by mail', () => {
  it('is set by a link that works once, and ends every session', async () => {
    const elsewhere = await site.signIn('Ada');
    const stranger = site.anonymous();
    expect((await ask(' ADA@example.org', stranger)).headers.location).toBe('/en/sign-in');
    expect((await stranger.get('/en/sign-in')).body).toContain('a mail with a link is on its way');
    const path = await pathOf();
    const { body, headers } = await stranger.get(path);
    expect(body).toContain('<bdi>ada@example.org</bdi>');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
    });
    const done = await stranger.post(path, { password: NEXT });
    expect(done.headers.location).toBe('/en/sign-in');
    // The link alone signs nobody in.
    expect(stranger.cookies.has('manara')).toBe(false);
    expect((await elsewhere.get('/en/account')).statusCode).toBe(303);
    expect(await signIn(PASSWORD)).toBe(422);
    expect(await signIn(NEXT)).toBe(303);
    expect((await stranger.get(path)).statusCode).toBe(404);
    expect((await stranger.post(path, { password: PASSWORD })).statusCode).toBe(404);
    const mails = await collectMail(site);
    expect(mails).toMatchObject([{ kind: 'password-changed', recipient: emailOf('Ada') }]);
  });

  it('makes earlier links of the account open nothing', async () => {
    await ask(emailOf('Ada'));
    const first = await pathOf();
    await ask(emailOf('Ada'));
    const second = await pathOf();
    await site.anonymous().post(second, { password: NEXT });
    expect((await site.anonymous().get(first)).statusCode).toBe(404);
  });

  it('is too late after an hour', async () => {
    await ask(emailOf('Ada'));
    const path = await pathOf();
    time += 60 * MINUTE - 1;
    expect((await site.anonymous().get(path)).statusCode).toBe(200);
    time += 1;
    expect((await site.anonymous().get(path)).statusCode).toBe(404);
    expect((await site.anonymous().post(path, { password: NEXT })).statusCode).toBe(404);
    expect(await signIn(PASSWORD)).toBe(303);
  });

  it('must be a good one', async () => {
    await ask(emailOf('Ada'));
    const path = await pathOf();
    const { body, statusCode } = await site.anonymous().post(path, { password: 'short' });
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#password">');
    expect((await site.anonymous().post(path, { password: NEXT })).statusCode).toBe(303);
  });

  it('is set once by two who press at once', async () => {
    await ask(emailOf('Ada'));
    const path = await pathOf();
    const answers = await Promise.all(
      [1, 2].map(async () => await site.anonymous().post(path, { password: NEXT })),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303, 404]));
  });

  it('opens what failed sign-ins had slowed down', async () => {
    for (let failure = 1; failure <= 5; failure += 1) await signIn('wrong password');
    expect(await signIn(PASSWORD)).toBe(429);
    await ask(emailOf('Ada'));
    await site.anonymous().post(await pathOf(), { password: NEXT });
    expect(await signIn(NEXT)).toBe(303);
  });

  it('is not set for an account that is shut out meanwhile', async () => {
    await ask(emailOf('Ada'));
    const path = await pathOf();
    await site.db.updateTable('account').set({ disabled_at: '2031-05-06' }).execute();
    expect((await site.anonymous().get(path)).statusCode).toBe(404);
  });

  it('leaves nothing in the database that opens it', async () => {
    await ask(emailOf('Ada'));
    const token = (await pathOf()).split('/').at(-1) ?? '';
    const rows = [
      await site.db.selectFrom('mail').selectAll().execute(),
      await site.db.selectFrom('account_token').selectAll().execute(),
      await site.db.selectFrom('audit_event').selectAll().execute(),
    ];
    expect(token).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each(['', 'x', 'A'.repeat(43)])(
    'is not set by a link that was made up: “%s”',
    async (token) => {
      const path = `/en/password-resets/${token}`;
      expect((await site.anonymous().get(path)).statusCode).toBe(404);
      expect((await site.anonymous().post(path, { password: NEXT })).statusCode).toBe(404);
    },
  );
});

describe('asking for it', () => {
  it('gets the same bytes and does the same work whoever has the address, and nobody', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    await site.person('Anna');
    const shut = await site.person('Shut');
    const hazy = await site.person('Hazy');
    const { db } = site;
    await db.updateTable('account').set({ disabled_at: 'x' }).where('id', '=', shut).execute();
    await db
      .updateTable('account')
      .set({ email_confirmed_at: null })
      .where('id', '=', hazy)
      .execute();
    const answers: unknown[] = [];
    for (const name of ['Anna', 'Shut', 'Hazy', 'None']) {
      for (let time = 1; time <= 4; time += 1) {
        const { body, headers, statusCode } = await ask(emailOf(name));
        const { date: _date, ...rest } = headers;
        // The network address's own limit counts down for all alike.
        delete rest['x-ratelimit-remaining'];
        answers.push({ name: time, statusCode, rest, body: body.replaceAll(emailOf(name), '') });
      }
    }
    const of = (index: number) => answers.slice(index * 4, index * 4 + 4);
    expect(of(1)).toEqual(of(0));
    expect(of(2)).toEqual(of(0));
    expect(of(3)).toEqual(of(0));
    const queued = await db.selectFrom('mail').select(['recipient', 'kind', 'params']).execute();
    expect(queued).toHaveLength(12);
    expect(new Set(queued.map(({ params }) => params))).toEqual(new Set(['{}']));
    // Only when the mails are to go it is looked up who has the address.
    expect((await collectMail(site)).map(({ recipient }) => recipient)).toEqual(
      Array.from({ length: 3 }, () => emailOf('Anna')),
    );
    expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(3);
  });

  it('fills nobody’s box: after the third, waits that double', async () => {
    for (let sent = 1; sent <= 3; sent += 1) {
      expect((await ask(emailOf('Ada'))).statusCode).toBe(303);
    }
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const refused = await ask(emailOf('Ada'));
      expect(refused.statusCode).toBe(429);
      expect(refused.headers['retry-after']).toBe(String(minutes * 60));
      time += minutes * MINUTE;
      expect((await ask(emailOf('Ada'))).statusCode).toBe(303);
    }
    expect((await ask(emailOf('Ben'))).statusCode).toBe(303);
    expect(await signIn(PASSWORD)).toBe(303);
  });

  it('is refused without an address that could be one', async () => {
    const { body, statusCode } = await ask('ada');
    expect(statusCode).toBe(422);
    expect(body).toContain('<a href="#email">');
    expect(await collectMail(site)).toEqual([]);
  });

  it('works for an address that is not confirmed when an admin asks', async () => {
    await site.person('Root', { isAdmin: true });
    const root = await site.signIn('Root');
    await site.db.updateTable('account').set({ email_confirmed_at: null }).execute();
    const sent = await root.post(`/en/admin/people/${ada}/password-reset`);
    expect(sent.headers.location).toBe(`/en/admin/people/${ada}`);
    expect((await root.post('/en/admin/people/nobody/password-reset')).statusCode).toBe(404);
    await site.anonymous().post(await pathOf(), { password: NEXT });
    expect(await signIn(NEXT)).toBe(303);
    const row = await site.db
      .selectFrom('account')
      .select('email_confirmed_at')
      .where('id', '=', ada)
      .executeTakeFirst();
    // Who has opened the link reads that mail.
    expect(row?.email_confirmed_at).toBe(new Date(START).toISOString());
  });
});
