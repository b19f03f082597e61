import type { LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSite, emailOf, PASSWORD, type Site } from '../support/site.ts';

const START = Date.parse('2031-05-06T07:08:09Z');
const SECOND = 1000;
const WRONG = 'not the password';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
  vi.useRealTimers();
});

/** Sends sign-in forms to a site whose clock moves only when told to. */
async function arrange(people: readonly string[], env: Record<string, string> = {}) {
  let time = START;
  const site = await createSite({ env, now: () => new Date(time) });
  sites.push(site);
  for (const name of people) await site.person(name);
  const signIn = async (
    name: string,
    password: string,
    { address = '192.0.2.1', forwarded }: { address?: string; forwarded?: string } = {},
  ) =>
    await site.app.inject({
      method: 'POST',
      url: '/en/sign-in',
      remoteAddress: address,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      },
      payload: new URLSearchParams({ email: emailOf(name), password }).toString(),
    });
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { site, signIn, wait };
}

/** Status and `Retry-After`, as `422` or `429 after 8`. */
function outcomeOf({ headers, statusCode }: LightMyRequestResponse): string {
  const after = headers['retry-after'];
  return after === undefined ? String(statusCode) : `${statusCode} after ${after}`;
}

/** The whole answer without its date. */
const everything = ({ body, headers, statusCode }: LightMyRequestResponse) => {
  const { date: _date, ...rest } = headers;
  return { statusCode, headers: rest, body };
};

describe('wrong passwords for one account', () => {
  it('cost nothing four times, then a wait that doubles up to five minutes', async () => {
    const { signIn, wait } = await arrange(['Ada']);
    // Each from an address of its own: this is the account's count.
    let sender = 0;
    const fail = async () => {
      sender += 1;
      return outcomeOf(await signIn('Ada', WRONG, { address: `192.0.2.${sender}` }));
    };
    // Four free failures, and the fifth, after which the waiting begins.
    for (let failure = 1; failure <= 5; failure += 1) expect(await fail()).toBe('422');
    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      expect(await fail()).toBe(`429 after ${seconds}`);
      wait(seconds * SECOND - 1);
      expect(await fail()).toBe('429 after 1');
      wait(1);
      expect(await fail()).toBe('422');
    }
  });

  it('do not count while nothing is looked at: waiting never grows by knocking', async () => {
    const { signIn, site } = await arrange(['Ada']);
    for (let failure = 1; failure <= 5; failure += 1) await signIn('Ada', WRONG);
    for (let knock = 1; knock <= 20; knock += 1) {
      expect(outcomeOf(await signIn('Ada', WRONG))).toBe('429 after 1');
    }
    const rows = await site.db.selectFrom('throttle').select(['key', 'failures']).execute();
    expect(rows.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: `account:${emailOf('Ada')}`, failures: 5 },
      { key: 'address:192.0.2.1', failures: 5 },
    ]);
  });

  it('never lock the account: after the wait, the right one opens and all is forgotten', async () => {
    const { signIn, wait } = await arrange(['Ada']);
    for (let failure = 1; failure <= 30; failure += 1) {
      await signIn('Ada', WRONG, { address: `192.0.2.${failure}` });
      wait(300 * SECOND);
    }
    const home = { address: '198.51.100.1' };
    await signIn('Ada', WRONG, home);
    expect(outcomeOf(await signIn('Ada', PASSWORD, home))).toBe('429 after 300');
    wait(300 * SECOND);
    expect(outcomeOf(await signIn('Ada', PASSWORD, home))).toBe('303');
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(outcomeOf(await signIn('Ada', WRONG, home))).toBe('422');
    }
  });

  it('hold up nobody else at another address', async () => {
    const { signIn } = await arrange(['Ada', 'Ben']);
    for (let failure = 1; failure <= 6; failure += 1) await signIn('Ada', WRONG);
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('429 after 1');
    expect(outcomeOf(await signIn('Ben', PASSWORD))).toBe('303');
    expect(outcomeOf(await signIn('Ada', PASSWORD, { address: '192.0.2.9' }))).toBe('429 after 1');
  });

  it('count for the address however it is written', async () => {
    const { signIn } = await arrange(['Ada']);
    for (const name of ['ada', 'ADA', 'Ada', 'aDa', 'adA']) await signIn(name, WRONG);
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('429 after 1');
  });

  it('are forgotten a day after the last', async () => {
    const { signIn, wait } = await arrange(['Ada']);
    for (let failure = 1; failure <= 5; failure += 1) await signIn('Ada', WRONG);
    wait(24 * 3600 * SECOND);
    for (let failure = 1; failure <= 4; failure += 1) {
      expect(outcomeOf(await signIn('Ada', WRONG))).toBe('422');
    }
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('303');
  });
});

describe('wrong passwords from one network address', () => {
  const CLASS = Array.from({ length: 11 }, (_, index) => `p${index}`);
  /** Forty-one failures spread so that no account has more than its free four. */
  const spread = Array.from({ length: 41 }, (_, index) => CLASS[Math.floor(index / 4)] ?? '');

  it('cost nothing forty times, then a wait that doubles, for every account', async () => {
    const { signIn, wait } = await arrange([...CLASS, 'Ada']);
    for (const name of spread) expect(outcomeOf(await signIn(name, WRONG))).toBe('422');
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('429 after 1');
    expect(outcomeOf(await signIn('nobody', WRONG))).toBe('429 after 1');
    expect(outcomeOf(await signIn('Ada', PASSWORD, { address: '192.0.2.2' }))).toBe('303');
    wait(SECOND);
    expect(outcomeOf(await signIn('p10', WRONG))).toBe('422');
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('429 after 2');
    wait(2 * SECOND);
    // A right one opens, and does not clear the count of the address.
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('303');
    expect(outcomeOf(await signIn('p10', WRONG))).toBe('422');
    expect(outcomeOf(await signIn('Ada', PASSWORD))).toBe('429 after 4');
  });

  it('count for the sender whatever it claims in X-Forwarded-For', async () => {
    const { signIn } = await arrange(CLASS);
    for (const [index, name] of spread.entries()) {
      await signIn(name, WRONG, { forwarded: `198.51.100.${index}` });
    }
    expect(outcomeOf(await signIn('p10', PASSWORD, { forwarded: '203.0.113.7' }))).toBe(
      '429 after 1',
    );
  });

  it('count for the visitor behind a proxy that is trusted', async () => {
    const { signIn } = await arrange(CLASS, { TRUST_PROXY: '192.0.2.1' });
    for (const name of spread) await signIn(name, WRONG, { forwarded: '198.51.100.1' });
    const from = async (forwarded: string) =>
      outcomeOf(await signIn('p10', PASSWORD, { forwarded }));
    expect(await from('198.51.100.1')).toBe('429 after 1');
    // What the visitor wrote before the proxy's own entry is not believed.
    expect(await from('203.0.113.7, 198.51.100.1')).toBe('429 after 1');
    expect(await from('198.51.100.2')).toBe('303');
  });
});

describe('an address that nobody has', () => {
  it('gets the same bytes as one with a wrong password, and as a disabled one', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const diaries: unknown[] = [];
    for (const kind of ['known', 'unknown', 'disabled']) {
      const { signIn, site, wait } = await arrange(kind === 'unknown' ? ['Ben'] : ['Ada']);
      if (kind === 'disabled') {
        await site.db.updateTable('account').set({ disabled_at: '2031-05-01' }).execute();
      }
      const diary: unknown[] = [];
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        diary.push(everything(await signIn('Ada', WRONG)));
        if (attempt >= 6) wait(10 * SECOND);
      }
      diaries.push(diary);
    }
    const [known, unknown, disabled] = diaries;
    expect(unknown).toEqual(known);
    expect(disabled).toEqual(known);
  });
});

describe('too many forms in a minute', () => {
  const FORMS = [
    ['/en/sign-in', 120, 'anonymous'],
    ['/en/join', 40, 'anonymous'],
    ['/en/account/password', 40, 'Ada'],
    ['/en/account/cohorts', 40, 'Ada'],
  ] as const;

  it.each(FORMS)('are refused with a time to come back: %s (%i)', async (path, max, who) => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { site } = await arrange(['Ada']);
    const browser = who === 'Ada' ? await site.signIn('Ada') : site.anonymous();
    for (let sent = 1; sent <= max; sent += 1) {
      expect((await browser.post(path)).statusCode, `form ${sent}`).toBe(422);
    }
    const refused = await browser.post(path);
    expect(outcomeOf(refused)).toBe('429 after 60');
    expect(refused.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(refused.headers['cache-control']).toBe('no-store');
    expect(refused.body).not.toMatch(/stack|rate limit exceeded/i);
    expect((await browser.get('/en/')).statusCode).toBe(200);
    vi.setSystemTime(START + 61 * SECOND);
    expect((await browser.post(path)).statusCode).toBe(422);
  });
});
