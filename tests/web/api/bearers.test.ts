import { afterEach, describe, expect, it } from 'vitest';
import { API_SCOPES, type ApiScope } from '../../../src/domain/api-token.ts';
import { endToken } from '../../../src/services/issuing-tokens.ts';
import { setDisabled } from '../../../src/store/accounts.ts';
import { listApiTokens } from '../../../src/store/api-tokens.ts';
import { setMemberRole } from '../../../src/store/cohorts.ts';
import { OPERATIONS } from '../../../src/web/api/routes.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { createTwoCohorts, type TwoCohorts } from '../../support/two-cohorts.ts';

const START = Date.parse('2031-05-06T07:08:09Z');
const DAY = 24 * 60 * 60_000;

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange() {
  let time = START;
  const fixture = await createTwoCohorts({ now: () => new Date(time) });
  sites.push(fixture.site);
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { ...fixture, wait };
}

/** A token of every kind, and what it gets at what is of cohort A and at what is of nobody. */
type Kind = (fixture: Awaited<ReturnType<typeof arrange>>) => Promise<string | null>;
const KINDS: Readonly<Record<string, readonly [ofCohort: number, ofNobody: number, kind: Kind]>> = {
  'no token': [401, 401, async () => null],
  'what is no token': [401, 401, async () => 'manara_guessed'],
  'a token that nobody has': [401, 401, async () => `manara_${'A'.repeat(43)}`],
  'the token of an admin': [200, 200, async ({ site, people }) => tokenOf(site, people.admin)],
  'the token of its instructor': [200, 200, async ({ site, people }) => tokenOf(site, people.iA)],
  'the token of another cohort’s instructor': [
    404,
    200,
    async ({ site, people }) => tokenOf(site, people.iB),
  ],
  'a token kept to it': [
    200,
    200,
    async ({ site, people, cohorts }) => tokenOf(site, people.admin, { cohorts: [cohorts.A] }),
  ],
  'a token kept to another cohort': [
    404,
    200,
    async ({ site, people, cohorts }) => tokenOf(site, people.admin, { cohorts: [cohorts.B] }),
  ],
  'a token kept to a cohort that its owner does not teach': [
    404,
    200,
    async ({ site, people, cohorts }) => tokenOf(site, people.iB, { cohorts: [cohorts.A] }),
  ],
  'the token of a learner': [403, 403, async ({ site, people }) => tokenOf(site, people.a1)],
  'the token of somebody who no longer teaches': [
    403,
    403,
    async ({ site, people, cohorts }) => {
      const token = await tokenOf(site, people.iA);
      await site.db
        .transaction()
        .execute(async (tx) => setMemberRole(tx, cohorts.A, people.iA, 'student', new Date()));
      return token;
    },
  ],
  'the token of somebody who now teaches another cohort': [
    404,
    200,
    async ({ site, people, cohorts }) => {
      const token = await tokenOf(site, people.iA);
      await site.db.transaction().execute(async (tx) => {
        await setMemberRole(tx, cohorts.A, people.iA, 'student', new Date());
        await setMemberRole(tx, cohorts.B, people.iA, 'instructor', new Date());
      });
      return token;
    },
  ],
  'a revoked token': [
    401,
    401,
    async ({ site, people }) => {
      const token = await tokenOf(site, people.iA);
      const [{ id: tokenId } = { id: '' }] = await listApiTokens(site.db, people.iA, 1);
      const target = { actorId: people.iA, ownerId: people.iA, tokenId };
      await endToken(site.db, target, new Date(START));
      return token;
    },
  ],
  'an expired token': [
    401,
    401,
    async ({ site, people, wait }) => {
      const token = await tokenOf(site, people.iA);
      wait(90 * DAY);
      return token;
    },
  ],
  'the token of a disabled account': [
    401,
    401,
    async ({ site, people }) => {
      const token = await tokenOf(site, people.iA);
      await setDisabled(site.db, people.iA, new Date());
      return token;
    },
  ],
};

/** The address of an operation, about cohort A and learner a1. */
function addressOf({ addressOf: fill }: TwoCohorts, path: string): string {
  return fill(`/api/v1${path}`).replace('/api/v1', '');
}

/** What is of a cohort has the cohort, or an attempt of it, in its address. */
const isOfCohort = (path: string) => /:(cohort|result)\b/.test(path);

describe('the matrix of operations and tokens', () => {
  it.each(Object.entries(KINDS))('holds for %s', async (_name, [ofCohort, ofNobody, kind]) => {
    const fixture = await arrange();
    const token = await kind(fixture);
    for (const { path } of OPERATIONS) {
      const { statusCode } = await ask(fixture.site, addressOf(fixture, path), token);
      expect(`${statusCode} ${path}`).toBe(`${isOfCohort(path) ? ofCohort : ofNobody} ${path}`);
    }
  });

  it('holds for a token with any one scope', async () => {
    const fixture = await arrange();
    for (const scope of API_SCOPES) {
      const token = await tokenOf(fixture.site, fixture.people.iA, { scopes: [scope] });
      for (const { path, scope: wanted } of OPERATIONS) {
        const { statusCode } = await ask(fixture.site, addressOf(fixture, path), token);
        const expected = wanted === null || wanted === scope ? 200 : 403;
        expect(`${statusCode} ${path} ${scope}`).toBe(`${expected} ${path} ${scope}`);
      }
    }
  });

  it('says which scope is missing', async () => {
    const { site, people } = await arrange();
    const token = await tokenOf(site, people.iA, { scopes: ['items:read'] });
    const { headers, json } = await ask(site, '/cohorts', token);
    expect(headers['www-authenticate']).toBe(
      'Bearer realm="Manara", error="insufficient_scope", scope="cohorts:read"',
    );
    expect(json()).toMatchObject({ detail: 'This needs a token with the scope cohorts:read.' });
  });

  it('answers HEAD as GET, without a body', async () => {
    const fixture = await arrange();
    const token = await tokenOf(fixture.site, fixture.people.iA);
    for (const { path } of OPERATIONS) {
      const url = `/api/v1${addressOf(fixture, path)}`;
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fixture.site.app.inject({ method: 'HEAD', url, headers });
      expect(`${answer.statusCode} ${answer.body} ${path}`).toBe(`200  ${path}`);
    }
  });
});

describe('a request without a good token', () => {
  it('is refused in the same bytes, whatever is wrong with the token', async () => {
    const bodies = new Set<string>();
    const challenges = new Set<unknown>();
    for (const name of ['what is no token', 'a revoked token', 'an expired token'] as const) {
      const fixture = await arrange();
      const token = await KINDS[name]?.[2](fixture);
      const { body, headers } = await ask(fixture.site, '/cohorts', token ?? null);
      bodies.add(body);
      challenges.add(headers['www-authenticate']);
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
    expect(bodies.size).toBe(1);
    expect([...challenges]).toEqual(['Bearer realm="Manara", error="invalid_token"']);
  });

  it('is told what to send where it sent nothing', async () => {
    const { site } = await arrange();
    const { headers, json } = await ask(site, '/cohorts', null);
    expect(headers['www-authenticate']).toBe('Bearer realm="Manara"');
    expect(json()).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'Send a token that is good as Bearer.',
    });
  });

  it('is not helped by a session, and gets no cookie', async () => {
    const { browser } = await arrange();
    const answer = await browser('admin').get('/api/v1/cohorts');
    expect([answer.statusCode, answer.cookies]).toEqual([401, []]);
  });

  it('gets no page for an address that is not there', async () => {
    const { site } = await arrange();
    const answer = await ask(site, '/no-such-thing', null);
    expect(answer.json()).toEqual({ type: 'about:blank', title: 'Not Found', status: 404 });
  });
});

describe('a token', () => {
  it('opens nothing but the interface for programs', async () => {
    const { site, people } = await arrange();
    const authorization = `Bearer ${await tokenOf(site, people.admin)}`;
    const answer = await site.app.inject({ url: '/en/admin/people', headers: { authorization } });
    expect(answer.headers.location).toContain('/en/sign-in');
  });

  it('is read in the header alone', async () => {
    const { site, people } = await arrange();
    const token = await tokenOf(site, people.admin);
    const answer = await ask(site, `/cohorts?access_token=${token}`, null);
    expect(answer.statusCode).toBe(401);
  });

  it('is kept as a digest', async () => {
    const { site, people } = await arrange();
    const token = await tokenOf(site, people.iA);
    const rows = await site.db.selectFrom('api_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token.slice('manara_'.length));
  });

  it('notes the day on which it was used', async () => {
    const { site, people, wait } = await arrange();
    const token = await tokenOf(site, people.iA);
    const lastUsed = async () => (await listApiTokens(site.db, people.iA, 1))[0]?.lastUsedOn;
    expect(await lastUsed()).toBeNull();
    await ask(site, '/cohorts', token);
    expect(await lastUsed()).toBe('2031-05-06');
    wait(DAY);
    await ask(site, '/cohorts', token);
    expect(await lastUsed()).toBe('2031-05-07');
  });

  it('may ask so often in a minute, each by itself', async () => {
    const { site, people } = await arrange();
    const [one, other] = [await tokenOf(site, people.iA), await tokenOf(site, people.iA)];
    for (let asked = 1; asked <= 600; asked += 1) {
      expect((await ask(site, '/cohorts', one)).statusCode).toBe(200);
    }
    const refused = await ask(site, '/cohorts', one);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ title: 'Too Many Requests', status: 429 });
    expect((await ask(site, '/cohorts', other)).statusCode).toBe(200);
  });
});

describe('every answer', () => {
  it('is kept by nobody on its way and depends on the token', async () => {
    const fixture = await arrange();
    const scopes: readonly ApiScope[] = API_SCOPES;
    const token = await tokenOf(fixture.site, fixture.people.iA, { scopes });
    for (const { path } of OPERATIONS) {
      const { headers } = await ask(fixture.site, addressOf(fixture, path), token);
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers.vary, path).toBe('Authorization');
      expect(headers['set-cookie'], path).toBeUndefined();
    }
  });
});
