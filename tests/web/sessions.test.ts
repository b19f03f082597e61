import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { setAdmin, setDisabled } from '../../src/store/accounts.ts';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';

const DAY = 86_400_000;
const COOKIE = 'manara';
const NEW_PASSWORD = 'another long password';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** A class with the learner Ada, who is signed in, and the admin Root. */
async function arrange(env: Record<string, string> = {}) {
  const site = await createSite({ env });
  sites.push(site);
  await site.person('Root', { isAdmin: true });
  const ada = await site.person('Ada');
  const cohort = await site.cohort('Class', { Ada: 'student' });
  const browser = await site.signIn('Ada');
  return { site, ada, cohort, browser };
}

const idOf = (browser: Browser): string => browser.cookies.get(COOKIE) ?? '';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const rowsOf = async (site: Site) => await site.db.selectFrom('session').selectAll().execute();

/** Whether a cookie with this session id still opens the account page. */
async function isAlive(site: Site, id: string): Promise<boolean> {
  const { statusCode } = await site.app.inject({ url: '/en/account', cookies: { [COOKIE]: id } });
  expect([200, 303]).toContain(statusCode);
  return statusCode === 200;
}

async function signInAgain(browser: Browser): Promise<void> {
  const fields = { email: emailOf('Ada'), password: PASSWORD, next: '' };
  expect((await browser.post('/en/sign-in', fields)).statusCode).toBe(303);
}

describe('signing in', () => {
  it('gives a new id each time and ends the session that the browser had', async () => {
    const { browser, site } = await arrange();
    const first = idOf(browser);
    await signInAgain(browser);
    const second = idOf(browser);
    expect(second).not.toBe(first);
    expect(await isAlive(site, first)).toBe(false);
    expect(await isAlive(site, second)).toBe(true);
  });

  it('takes no id that the browser brings along', async () => {
    const { site } = await arrange();
    const planted = 'a'.repeat(40);
    const response = await site.app.inject({
      method: 'POST',
      url: '/en/sign-in',
      cookies: { [COOKIE]: planted },
      headers: {
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ email: emailOf('Ada'), password: PASSWORD }).toString(),
    });
    const given = response.cookies.find(({ name }) => name === COOKIE)?.value ?? '';
    expect(given).toMatch(/^[a-z0-9]{40}$/);
    expect(given).not.toBe(planted);
    expect(await isAlive(site, planted)).toBe(false);
  });

  it('with a wrong password gives no session and leaves the old one', async () => {
    const { browser, site } = await arrange();
    const fields = { email: emailOf('Ada'), password: 'not the password', next: '' };
    const response = await browser.post('/en/sign-in', fields);
    expect(response.statusCode).toBe(422);
    expect(response.headers['set-cookie']).toBeUndefined();
    expect(await rowsOf(site)).toHaveLength(1);
    expect(await isAlive(site, idOf(browser))).toBe(true);
  });
});

describe('the database', () => {
  it('holds the SHA-256 of the id, and that signs nobody in', async () => {
    const { browser, site } = await arrange();
    const [row] = await rowsOf(site);
    expect(row?.id).toBe(sha256(idOf(browser)));
    expect(JSON.stringify(await rowsOf(site))).not.toContain(idOf(browser));
    expect(await isAlive(site, row?.id ?? '')).toBe(false);
    expect(await isAlive(site, idOf(browser))).toBe(true);
  });
});

describe('a session ends', () => {
  it('on sign-out: that one only, and the cookie is taken away', async () => {
    const { browser, site } = await arrange();
    const other = await site.signIn('Ada');
    const id = idOf(browser);
    const response = await browser.post('/en/sign-out');
    const cookie = response.cookies.find(({ name }) => name === COOKIE);
    expect(cookie).toMatchObject({ value: '', maxAge: 0, path: '/', httpOnly: true });
    expect(await isAlive(site, id)).toBe(false);
    expect(await isAlive(site, idOf(other))).toBe(true);
    expect(await rowsOf(site)).toHaveLength(1);
  });

  it('on signing out everywhere: all of the account, nobody else’s', async () => {
    const { browser, site } = await arrange();
    const [other, root] = [await site.signIn('Ada'), await site.signIn('Root')];
    const id = idOf(browser);
    await browser.post('/en/account/sessions');
    expect(await isAlive(site, id)).toBe(false);
    expect(await isAlive(site, idOf(other))).toBe(false);
    expect(await isAlive(site, idOf(root))).toBe(true);
  });

  it('on a change of password: all, and the browser that changed it gets a new one', async () => {
    const { browser, site } = await arrange();
    const other = await site.signIn('Ada');
    const id = idOf(browser);
    const fields = { 'current-password': PASSWORD, 'new-password': NEW_PASSWORD };
    expect((await browser.post('/en/account/password', fields)).statusCode).toBe(303);
    expect(idOf(browser)).not.toBe(id);
    expect(await isAlive(site, id)).toBe(false);
    expect(await isAlive(site, idOf(other))).toBe(false);
    expect(await isAlive(site, idOf(browser))).toBe(true);
    const old = { email: emailOf('Ada'), password: PASSWORD, next: '' };
    expect((await site.anonymous().post('/en/sign-in', old)).statusCode).toBe(422);
    const next = { ...old, password: NEW_PASSWORD };
    expect((await site.anonymous().post('/en/sign-in', next)).statusCode).toBe(303);
  });

  it('not on a change of password that is refused', async () => {
    const { browser, site } = await arrange();
    const fields = { 'current-password': 'not the password', 'new-password': NEW_PASSWORD };
    expect((await browser.post('/en/account/password', fields)).statusCode).toBe(422);
    expect(await isAlive(site, idOf(browser))).toBe(true);
  });

  it.each([
    ['given', false, 'yes'],
    ['taken', true, 'no'],
  ])('when the admin role is %s', async (_name, isAdmin, admin) => {
    const { ada, browser, site } = await arrange();
    const root = await site.signIn('Root');
    await setAdmin(site.db, ada, isAdmin);
    await root.post(`/en/admin/people/${ada}/role`, { admin });
    expect(await isAlive(site, idOf(browser))).toBe(false);
    expect(await isAlive(site, idOf(root))).toBe(true);
  });

  it('not when the admin role is set to what it is', async () => {
    const { ada, browser, site } = await arrange();
    const root = await site.signIn('Root');
    await root.post(`/en/admin/people/${ada}/role`, { admin: 'no' });
    expect(await isAlive(site, idOf(browser))).toBe(true);
  });

  it.each(['instructor', 'student', 'none'])(
    'when the role in a cohort is set (%s)',
    async (role) => {
      const { browser, cohort, site } = await arrange();
      const root = await site.signIn('Root');
      const fields = { email: emailOf('Ada'), role };
      await root.post(`/en/admin/cohorts/${cohort}/members`, fields);
      expect(await isAlive(site, idOf(browser))).toBe(false);
      expect(await isAlive(site, idOf(root))).toBe(true);
    },
  );

  it('when the account is disabled, and does not come back when it is enabled', async () => {
    const { ada, browser, site } = await arrange();
    const root = await site.signIn('Root');
    await root.post(`/en/admin/people/${ada}/access`, { disabled: 'yes' });
    expect(await isAlive(site, idOf(browser))).toBe(false);
    const fields = { email: emailOf('Ada'), password: PASSWORD, next: '' };
    expect((await site.anonymous().post('/en/sign-in', fields)).statusCode).toBe(422);
    await root.post(`/en/admin/people/${ada}/access`, { disabled: 'no' });
    expect(await isAlive(site, idOf(browser))).toBe(false);
    expect((await site.anonymous().post('/en/sign-in', fields)).statusCode).toBe(303);
  });

  it('when the account is disabled past the pages, its row in the database left as it is', async () => {
    const { ada, browser, site } = await arrange();
    await setDisabled(site.db, ada, new Date());
    expect(await rowsOf(site)).toHaveLength(1);
    expect(await isAlive(site, idOf(browser))).toBe(false);
  });
});

const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

/** Moves the only session's start and end, milliseconds from now. */
async function setTimes(site: Site, times: { created?: number; expires?: number }): Promise<void> {
  const { created, expires } = times;
  await site.db
    .updateTable('session')
    .set({
      ...(created === undefined ? {} : { created_at: fromNow(created) }),
      ...(expires === undefined ? {} : { expires_at: fromNow(expires) }),
    })
    .execute();
}

/** When the only session ends. */
async function endOf(site: Site): Promise<number> {
  return new Date((await rowsOf(site))[0]?.expires_at ?? '').getTime();
}

describe('a session lives', () => {
  it('14 days without a request', async () => {
    const { browser, site } = await arrange();
    expect(Math.round(((await endOf(site)) - Date.now()) / DAY)).toBe(14);
    await setTimes(site, { expires: 60_000 });
    expect(await isAlive(site, idOf(browser))).toBe(true);
    await setTimes(site, { expires: -1 });
    expect(await isAlive(site, idOf(browser))).toBe(false);
    expect(await rowsOf(site)).toEqual([]);
  });

  it('longer with each visit in its second half, and so does its cookie', async () => {
    const { browser, site } = await arrange();
    await setTimes(site, { expires: 8 * DAY });
    const early = await browser.get('/en/account');
    expect(early.cookies.find(({ name }) => name === COOKIE)).toBeUndefined();
    expect(Math.round(((await endOf(site)) - Date.now()) / DAY)).toBe(8);
    await setTimes(site, { expires: 6 * DAY });
    const late = await browser.get('/en/account');
    expect(Math.round(((await endOf(site)) - Date.now()) / DAY)).toBe(14);
    const cookie = late.cookies.find(({ name }) => name === COOKIE);
    expect(cookie).toMatchObject({ value: idOf(browser), maxAge: 14 * 86_400 });
  });

  it('90 days at most, however often it is used', async () => {
    const { browser, site } = await arrange();
    await setTimes(site, { created: -90 * DAY + 60_000 });
    expect(await isAlive(site, idOf(browser))).toBe(true);
    await setTimes(site, { created: -90 * DAY - 1 });
    expect(await isAlive(site, idOf(browser))).toBe(false);
    expect(await rowsOf(site)).toEqual([]);
  });

  it('as long as the settings say', async () => {
    const env = { SESSION_IDLE_DAYS: '2', SESSION_MAX_DAYS: '3' };
    const { browser, site } = await arrange(env);
    expect(Math.round(((await endOf(site)) - Date.now()) / DAY)).toBe(2);
    await setTimes(site, { created: -3 * DAY - 1 });
    expect(await isAlive(site, idOf(browser))).toBe(false);
  });

  it('no longer than until it is purged', async () => {
    const { site } = await arrange();
    await setTimes(site, { expires: -1 });
    await site.signIn('Root');
    await site.context.sweeper.run('sessions');
    expect(await rowsOf(site)).toHaveLength(1);
  });
});
