import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { sweepErasures } from '../../src/services/erasing.ts';
import { PERSONAL_COLUMNS } from '../../src/services/personal-tables.ts';
import { sweepTallies } from '../../src/services/tallying.ts';
import { findPerson } from '../../src/store/accounts.ts';
import { findErasure } from '../../src/store/erasures.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, emailOf, PASSWORD, type Browser, type Site } from '../support/site.ts';
import { snapshotOf } from '../support/snapshot.ts';
import { createTwoCohorts, type TwoCohorts } from '../support/two-cohorts.ts';

const DAY = 86_400_000;
/** Of the person who is erased: in nothing else that the fixture stores. */
const ADDRESS = 'zubayda@example.org';
const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(): Promise<TwoCohorts> {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  return fixture;
}

const later = (days: number) => new Date(Date.now() + days * DAY);
const ask = async (browser: Browser, password = PASSWORD) =>
  await browser.post('/en/account/erasure', { password });

const order = async ({ browser, people }: TwoCohorts, reason: string) =>
  await browser('admin').post(`/en/admin/people/${people.a1}/erasure`, { reason });

/** The fixture after the erasure of this person, about whom everything was stored before. */
async function erased(name: 'a1' | 'iA'): Promise<TwoCohorts> {
  const fixture = await arrange();
  const { browser, addressOf, formOf, site } = fixture;
  await sql`update account set name = 'Zubayda', email = ${ADDRESS}, email_key = ${ADDRESS}
    where id = ${fixture.people[name]}`.execute(site.db);
  const draft = '/:locale/teach/files/:file/draft';
  await browser('iA').post(addressOf(draft), formOf(draft, 'iA'));
  await browser('iA').get(addressOf('/:locale/teach/cohorts/:cohort/learners/:learner'));
  const form = { email: ADDRESS, password: 'wrong', next: '' };
  await site.anonymous().post('/en/sign-in', form);
  await ask(browser(name));
  expect(await sweepErasures(site.db, later(14.1))).toBe(1);
  return fixture;
}

const tallies = async ({ db }: Site) => {
  const { mark_tally, total_tally, choice_tally } = await snapshotOf(db);
  return { mark_tally, total_tally, choice_tally };
};

describe('asking for erasure', () => {
  it('needs the password', async () => {
    const { browser, people, site } = await arrange();
    const refused = await ask(browser('a1'), 'not the password');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('The current password is not right');
    expect(await findErasure(site.db, people.a1)).toBeUndefined();
  });

  it('notes a day after the waiting time, and everything stays until then', async () => {
    const { browser, people, site } = await arrange();
    expect((await ask(browser('a1'))).headers.location).toBe('/en/account/erasure');
    const erasure = await findErasure(site.db, people.a1);
    const wait = (erasure?.dueAt.getTime() ?? 0) - (erasure?.askedAt.getTime() ?? 0);
    expect(wait).toBe(14 * DAY);
    expect(await sweepErasures(site.db, later(13.9))).toBe(0);
    expect((await browser('a1').get('/en/account')).body).toContain('To be erased on');
    expect(await findPerson(site.db, people.a1)).toBeDefined();
  });

  it('changes nothing the second time', async () => {
    const { browser, people, site } = await arrange();
    await ask(browser('a1'));
    const before = await findErasure(site.db, people.a1);
    await ask(browser('a1'));
    expect(await findErasure(site.db, people.a1)).toEqual(before);
  });

  it('is shown when the person signs in, and can be withdrawn then', async () => {
    const { browser, people, site } = await arrange();
    await ask(browser('a1'));
    const form = { email: emailOf('a1'), password: PASSWORD, next: '/en/progress' };
    const signedIn = await site.anonymous().post('/en/sign-in', form);
    expect(signedIn.headers.location).toBe('/en/account/erasure');
    expect((await browser('a1').get('/en/account/erasure')).body).toContain('Withdraw');
    await browser('a1').post('/en/account/erasure/withdrawal');
    expect(await sweepErasures(site.db, later(15))).toBe(0);
    expect(await findPerson(site.db, people.a1)).toBeDefined();
  });

  it('takes the days of the setting', async () => {
    const site = await createSite({ env: { ERASURE_WAIT_DAYS: '30' } });
    sites.push(site);
    const ada = await site.person('Ada');
    await ask(await site.signIn('Ada'));
    expect(await sweepErasures(site.db, later(29.9))).toBe(0);
    expect(await sweepErasures(site.db, later(30.1))).toBe(1);
    expect(await findPerson(site.db, ada)).toBeUndefined();
  });

  it('is refused to the last admin, then and when the day comes', async () => {
    const site = await createSite();
    sites.push(site);
    const root = await site.person('Root', { isAdmin: true });
    const second = await site.person('Second', { isAdmin: true });
    const browser = await site.signIn('Root');
    await ask(browser);
    await sql`update account set is_admin = 0 where id = ${second}`.execute(site.db);
    expect(await sweepErasures(site.db, later(15))).toBe(0);
    expect(await findPerson(site.db, root)).toBeDefined();
    await browser.post('/en/account/erasure/withdrawal');
    expect((await ask(browser)).body).toContain('Somebody must remain an admin');
  });
});

describe('an erasure that an admin orders', () => {
  it('needs a reason, which the person reads, and waits as long', async () => {
    const fixture = await arrange();
    const { browser, people, site } = fixture;
    expect((await order(fixture, ' ')).statusCode).toBe(422);
    expect((await order(fixture, 'The school year is over.')).statusCode).toBe(303);
    expect((await browser('a1').get('/en/account/erasure')).body).toContain(
      'The school year is over.',
    );
    expect(await sweepErasures(site.db, later(13.9))).toBe(0);
    expect(await sweepErasures(site.db, later(14.1))).toBe(1);
    expect(await findPerson(site.db, people.a1)).toBeUndefined();
  });

  it('is withdrawn by an admin, not by the person', async () => {
    const fixture = await arrange();
    const { browser, people, site } = fixture;
    await order(fixture, 'The school year is over.');
    await browser('a1').post('/en/account/erasure/withdrawal');
    expect(await findErasure(site.db, people.a1)).toBeDefined();
    await browser('admin').post(`/en/admin/people/${people.a1}/erasure/withdrawal`);
    expect(await findErasure(site.db, people.a1)).toBeUndefined();
  });

  it('is not for the admin’s own account, which goes by the password', async () => {
    const { browser, people } = await arrange();
    const answer = await browser('admin').post(`/en/admin/people/${people.admin}/erasure`, {
      reason: 'I leave.',
    });
    expect(answer.statusCode).toBe(400);
  });
});

describe('when the day has come', () => {
  it('nothing has the name, the address or a word of the person any more', async () => {
    const { site } = await erased('a1');
    const stored = JSON.stringify(await snapshotOf(site.db));
    expect(stored.toLowerCase()).not.toContain('zubayda');
    expect(stored).not.toContain('Because.');
    expect(stored).not.toContain('The article says so');
  });

  it.each(['a1', 'iA'] as const)(
    'the id of %s stands only where the list says that it stays',
    async (name) => {
      const { people, site } = await erased(name);
      const places: string[] = [];
      for (const [table, rows] of Object.entries(await snapshotOf(site.db))) {
        for (const row of rows as Record<string, unknown>[]) {
          for (const [column, value] of Object.entries(row)) {
            if (String(value).includes(people[name])) places.push(`${table}.${column}`);
          }
        }
      }
      const kept = PERSONAL_COLUMNS.filter(({ erasure }) => typeof erasure === 'object').map(
        ({ table, column }) => `${table}.${column}`,
      );
      expect(places.filter((place) => !kept.includes(place))).toEqual([]);
      expect(places).toContain('audit_event.subject');
    },
  );

  it('the person is in no list, and the pages of others work', async () => {
    const { browser, cohorts, people } = await erased('a1');
    const cohort = await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    expect(cohort.statusCode).toBe(200);
    expect(cohort.body).not.toContain('Zubayda');
    expect((await browser('iA').get('/en/teach/disputes')).body).not.toContain('Zubayda');
    expect((await browser('iA').get('/en/teach/grading')).statusCode).toBe(200);
    expect((await browser('admin').get('/en/admin/audit')).statusCode).toBe(200);
    expect((await browser('admin').get(`/en/admin/people/${people.a1}`)).statusCode).toBe(404);
  });

  it('sessions are over and the address is free again', async () => {
    const { browser, site } = await erased('a1');
    expect((await browser('a1').get('/en/account')).headers.location).toContain('/sign-in');
    const form = { code: 'B', name: 'Again', email: ADDRESS, password: PASSWORD };
    expect((await site.anonymous().post('/en/join', form)).statusCode).toBe(303);
  });

  it('files that an instructor published are by a former author', async () => {
    const { browser, addressOf } = await erased('iA');
    const history = await browser('admin').get(addressOf('/:locale/teach/files/:file/history'));
    expect(history.body).toContain('a former author');
  });
});

describe('statistics', () => {
  it('are the same after any learners are erased, tallied before or not', async () => {
    const answers = fc.record({
      1: fc.constantFrom('red', 'green', 'blue'),
      2: fc.constantFrom('true', 'false'),
    });
    const learner = fc.record({ answers, erased: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(learner, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (learners, talliedBefore) => {
          const site = await createSite();
          try {
            const names = learners.map((_, index) => `Learner ${index}`);
            await site.cohort('Class', Object.fromEntries(names.map((name) => [name, 'student'])));
            const twin = await createSite();
            await twin.cohort('Class', Object.fromEntries(names.map((name) => [name, 'student'])));
            for (const [index, { answers: given, erased }] of learners.entries()) {
              for (const place of [site, twin]) {
                const browser = await place.signIn(names[index] ?? '');
                await takeQuiz(browser, 'alpha', given);
                if (erased && place === site) await ask(browser);
              }
            }
            if (talliedBefore) await sweepTallies(site.db);
            await sweepTallies(twin.db);
            const erased = learners.filter((one) => one.erased).length;
            expect(await sweepErasures(site.db, later(15))).toBe(erased);
            await sweepTallies(site.db);
            expect(await tallies(site)).toEqual(await tallies(twin));
            await twin.close();
          } finally {
            await site.close();
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});
