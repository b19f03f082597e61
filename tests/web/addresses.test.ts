import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectMail } from '../support/mail.ts';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';

const START = Date.parse('2031-05-06T07:08:09Z');
const DAY = 86_400_000;
const NEXT = 'new@example.org';
const LEARNER = {
  code: 'CLASS',
  name: 'Bilal',
  email: 'bilal@example.org',
  password: 'seven blue camels',
};

let site: Site;
let time: number;
beforeEach(async () => {
  time = START;
  site = await createSite({ now: () => new Date(time) });
  await site.cohort('Class', { Ada: 'student' });
});
afterEach(async () => await site.close());

/** Path of the confirmation in the mails that go now. */
async function pathOf(): Promise<string> {
  const path = (await collectMail(site)).find(({ kind }) => kind === 'address-confirmation')?.path;
  if (path === undefined) throw new Error('No mail went.');
  return path;
}

async function joined(): Promise<Browser> {
  const browser = site.anonymous();
  await browser.post('/en/join', LEARNER);
  return browser;
}

const stateOf = async (name: string) =>
  await site.db
    .selectFrom('account')
    .select(['email', 'email_key', 'email_confirmed_at', 'pending_email'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow();

const change = async (browser: Browser, next = NEXT, password = PASSWORD) =>
  await browser.post('/en/account/address', { 'next-email': next, 'address-password': password });

describe('the address of somebody who joined by a code', () => {
  it('is confirmed by its owner, signed in; until then they can learn, and a banner says so', async () => {
    const bilal = await joined();
    const path = await pathOf();
    expect((await bilal.get('/en/')).body).toContain('Your e-mail address is not confirmed yet');
    expect((await bilal.get('/en/lessons/alpha')).body).toContain('is not confirmed yet');
    expect((await bilal.post('/en/lessons/alpha/attempts')).statusCode).toBe(303);
    expect((await bilal.get(path)).body).toContain('<bdi>bilal@example.org</bdi>');
    expect((await stateOf('Bilal')).email_confirmed_at).toBeNull();
    expect((await bilal.post(path)).headers.location).toBe('/en/account');
    expect((await stateOf('Bilal')).email_confirmed_at).toBe(new Date(START).toISOString());
    expect((await bilal.get('/en/')).body).not.toContain('is not confirmed yet');
    expect((await bilal.post(path)).statusCode).toBe(404);
  });

  it('gets no reset before, so that who has the address by mistake cannot take the account', async () => {
    const bilal = await joined();
    const path = await pathOf();
    await site.anonymous().post('/en/password-reset', { email: LEARNER.email });
    expect(await collectMail(site)).toEqual([]);
    // Whoever reads the mail, but has not the password, gets no further.
    const stranger = site.anonymous();
    expect((await stranger.get(path)).headers.location).toMatch(/^\/en\/sign-in\?next=/);
    expect((await stranger.post(path)).statusCode).toBe(303);
    const ada = await site.signIn('Ada');
    expect((await ada.get(path)).body).not.toContain(LEARNER.email);
    expect((await ada.post(path)).statusCode).toBe(409);
    expect((await stateOf('Bilal')).email_confirmed_at).toBeNull();
    await bilal.post(path);
    await site.anonymous().post('/en/password-reset', { email: LEARNER.email });
    expect(await collectMail(site)).toMatchObject([{ kind: 'password-reset' }]);
  });

  it('can have the link sent again, not without end', async () => {
    const bilal = await joined();
    const first = await pathOf();
    for (let sent = 1; sent <= 3; sent += 1) {
      expect((await bilal.post('/en/account/confirmations')).statusCode).toBe(303);
    }
    const refused = await bilal.post('/en/account/confirmations');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.body).toContain('<a href="#send-again">');
    const second = await pathOf();
    await bilal.post(second);
    expect((await bilal.get(first)).statusCode).toBe(404);
  });

  it('is not confirmed by a link of more than three days', async () => {
    const bilal = await joined();
    const path = await pathOf();
    time += 3 * DAY;
    expect((await bilal.post(path)).statusCode).toBe(404);
    expect((await stateOf('Bilal')).email_confirmed_at).toBeNull();
  });
});

describe('another address', () => {
  it('counts only when it is confirmed; the old one is told at once', async () => {
    const ada = await site.signIn('Ada');
    expect((await change(ada)).headers.location).toBe('/en/account');
    const mails = await collectMail(site);
    expect(mails.map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual([
      `address-confirmation ${NEXT}`,
      `address-change ${emailOf('Ada')}`,
    ]);
    expect((await ada.get('/en/account')).body).toContain(`<bdi>${NEXT}</bdi>`);
    expect(await stateOf('Ada')).toMatchObject({ email: emailOf('Ada'), pending_email: NEXT });
    await ada.post(mails[0]?.path ?? '');
    expect(await stateOf('Ada')).toMatchObject({
      email: NEXT,
      email_key: NEXT,
      pending_email: null,
    });
    const signIn = async (email: string) =>
      (await site.anonymous().post('/en/sign-in', { email, password: PASSWORD, next: '' }))
        .statusCode;
    expect(await signIn(emailOf('Ada'))).toBe(422);
    expect(await signIn(NEXT)).toBe(303);
  });

  it('gets no reset while it waits, and a reset of the old one is over with it', async () => {
    const ada = await site.signIn('Ada');
    await change(ada);
    const path = await pathOf();
    await site.anonymous().post('/en/password-reset', { email: NEXT });
    expect(await collectMail(site)).toEqual([]);
    await site.anonymous().post('/en/password-reset', { email: emailOf('Ada') });
    const reset = (await collectMail(site))[0]?.path ?? '';
    await ada.post(path);
    expect((await site.anonymous().get(reset)).statusCode).toBe(404);
  });

  it('needs the password, and wrong ones count as failed sign-ins do', async () => {
    const ada = await site.signIn('Ada');
    for (let failure = 1; failure <= 5; failure += 1) {
      const { body, statusCode } = await change(ada, NEXT, 'wrong');
      expect(statusCode).toBe(422);
      expect(body).toContain('<a href="#address-password">');
      expect(body).toContain(`value="${NEXT}"`);
    }
    expect((await change(ada)).statusCode).toBe(429);
    expect(await collectMail(site)).toEqual([]);
  });

  it('that somebody has answers as any other, and tells nobody anything', async () => {
    await site.person('Ben');
    const ada = await site.signIn('Ada');
    const free = await change(ada);
    const taken = await change(ada, ' BEN@example.org');
    expect({ status: taken.statusCode, to: taken.headers.location }).toEqual({
      status: free.statusCode,
      to: free.headers.location,
    });
    const recipients = (await collectMail(site)).map(({ recipient }) => recipient);
    expect(recipients).not.toContain('ben@example.org');
    expect(recipients).not.toContain('BEN@example.org');
  });

  it('that somebody takes meanwhile is not taken from them', async () => {
    const ada = await site.signIn('Ada');
    await change(ada, 'ben@example.org');
    const path = await pathOf();
    await site.person('Ben');
    const { body, statusCode } = await ada.post(path);
    expect(statusCode).toBe(404);
    expect(body).toContain('Somebody has an account with this address meanwhile');
    expect((await stateOf('Ada')).email).toBe(emailOf('Ada'));
  });

  it('is called off by typing the old one; its link opens nothing then', async () => {
    const ada = await site.signIn('Ada');
    await change(ada);
    const path = await pathOf();
    await change(ada, emailOf('Ada'));
    expect((await ada.post(path)).statusCode).toBe(404);
    expect(await stateOf('Ada')).toMatchObject({ email: emailOf('Ada'), pending_email: null });
  });

  it('is not told to an old one that may be a stranger’s', async () => {
    const bilal = await joined();
    await collectMail(site);
    await change(bilal, NEXT, LEARNER.password);
    expect((await collectMail(site)).map(({ recipient }) => recipient)).toEqual([NEXT]);
  });
});
