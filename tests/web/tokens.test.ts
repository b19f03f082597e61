import { afterEach, describe, expect, it } from 'vitest';
import { listEvents } from '../../src/store/audit.ts';
import { ask } from '../support/bearers.ts';
import { createSite, type Site } from '../support/site.ts';

const FORM = { 'token-name': 'Registry', scope: 'cohorts:read', lifetime: '30' };
const SECRET = /manara_[A-Za-z0-9_-]{43}/;

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange() {
  const site = await createSite();
  sites.push(site);
  await site.person('admin', { isAdmin: true });
  const mine = await site.cohort('Mine', { teacher: 'instructor' });
  const other = await site.cohort('Other', { colleague: 'instructor' });
  return { site, mine, other, browser: await site.signIn('teacher') };
}

/** Makes a token on the page and gives its secret. */
async function make(browser: Awaited<ReturnType<Site['signIn']>>, more = {}): Promise<string> {
  const { body, statusCode } = await browser.post('/en/teach/tokens', { ...FORM, ...more });
  expect(statusCode).toBe(201);
  return SECRET.exec(body)?.[0] ?? '';
}

describe('a token made on the page', () => {
  it('works, and is shown once', async () => {
    const { site, browser } = await arrange();
    const secret = await make(browser);
    const answer = await ask(site, '/cohorts', secret);
    expect(answer.json()).toMatchObject({ data: [{ name: 'Mine' }] });
    const { body } = await browser.get('/en/teach/tokens');
    expect(body).toContain('Registry');
    expect(body).not.toMatch(SECRET);
  });

  it('is kept to the cohorts that were ticked', async () => {
    const { site, mine } = await arrange();
    const secret = await make(await site.signIn('admin'), { cohort: mine });
    expect((await ask(site, '/cohorts', secret)).json()).toMatchObject({
      data: [{ id: mine }],
      next: null,
    });
  });

  it('ends at once when it is revoked', async () => {
    const { site, browser } = await arrange();
    const secret = await make(browser);
    const { body } = await browser.get('/en/teach/tokens');
    const action = /action="([^"]+\/revocation)"/.exec(body)?.[1] ?? '';
    expect((await browser.post(action)).statusCode).toBe(303);
    expect((await ask(site, '/cohorts', secret)).statusCode).toBe(401);
    const after = await browser.get('/en/teach/tokens');
    expect(after.body).toContain('The token is revoked.');
    expect(after.body).not.toContain('/revocation');
    expect((await browser.post(action)).statusCode).toBe(404);
  });

  it('stands in the audit log with what it is for, and without itself', async () => {
    const { site, browser } = await arrange();
    const secret = await make(browser);
    const events = await listEvents(site.db, {}, { limit: 10, after: null });
    expect(events).toContainEqual(
      expect.objectContaining({
        action: 'token-created',
        actor: 'teacher',
        detail: { name: 'Registry', scopes: 'cohorts:read' },
      }),
    );
    expect(JSON.stringify(events)).not.toContain(secret.slice('manara_'.length));
  });
});

describe('the list of tokens', () => {
  it('holds one’s own, and everybody’s for admins', async () => {
    const { site, browser } = await arrange();
    await make(browser);
    const colleague = await site.signIn('colleague');
    expect((await colleague.get('/en/teach/tokens')).body).not.toContain('Registry');
    const admin = await site.signIn('admin');
    expect((await admin.get('/en/teach/tokens')).body).toMatch(/Registry.*teacher/s);
  });
});

describe('the form', () => {
  it.each([
    ['no name', { 'token-name': ' ' }, 'Say what the token is for'],
    ['a name too long', { 'token-name': 'x'.repeat(101) }, 'Say what the token is for'],
    ['nothing to read', { scope: '' }, 'Choose at least one thing'],
  ])('is shown again for %s', async (_, wrong, message) => {
    const { browser } = await arrange();
    const form = Object.fromEntries(
      Object.entries({ ...FORM, ...wrong }).filter(([, value]) => value !== ''),
    );
    const { body, statusCode } = await browser.post('/en/teach/tokens', form);
    expect(statusCode).toBe(422);
    expect(body).toContain(message);
  });

  it('is refused for what it does not offer', async () => {
    const { browser, other } = await arrange();
    for (const forged of [{ scope: 'all' }, { lifetime: '9999' }, { cohort: other }]) {
      const { statusCode } = await browser.post('/en/teach/tokens', { ...FORM, ...forged });
      expect(statusCode).toBe(400);
    }
  });
});
