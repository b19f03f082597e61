import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { createTwoCohorts, type TwoCohorts, type Visitor } from '../support/two-cohorts.ts';

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(): Promise<TwoCohorts> {
  const fixture = await createTwoCohorts();
  sites.push(fixture.site);
  return fixture;
}

/** Everything of the answer but the count of requests left and the time. */
const bytes = (response: LightMyRequestResponse) => {
  const { 'x-ratelimit-remaining': _left, 'x-ratelimit-reset': _reset, ...rest } = response.headers;
  const { date: _date, ...headers } = rest;
  return { status: response.statusCode, headers, body: response.body };
};

const learnerAt = (cohort: string, learner: string) =>
  `/en/teach/cohorts/${cohort}/learners/${learner}`;

/** Answers to the same requests while the attempt is there and when it never was. */
async function beforeAndAfter(visitor: Visitor, path: string, post: boolean) {
  const { attempts, browser, formOf, site } = await arrange();
  const address = `/en/attempts/${attempts.a1}${path}`;
  const form = formOf(`/:locale/attempts/:attempt${path}`, visitor);
  const ask = async () =>
    bytes(post ? await browser(visitor).post(address, form) : await browser(visitor).get(address));
  const before = await ask();
  await site.db.deleteFrom('attempt').where('id', '=', attempts.a1).execute();
  return { before, after: await ask() };
}

describe("another's attempt", () => {
  const pages = ['', '/review', '/questions', '/questions/1'];

  for (const visitor of ['a2', 'b1', 'iA', 'iB', 'admin'] as const) {
    it.each(pages)(`looks to ${visitor} like none at all: GET …%s`, async (path) => {
      const { before, after } = await beforeAndAfter(visitor, path, false);
      expect(before.status).toBe(404);
      expect(before).toEqual(after);
    });

    it.each(['/responses', '/submission'])(
      `looks to ${visitor} like none at all: POST …%s`,
      async (path) => {
        const { before, after } = await beforeAndAfter(visitor, path, true);
        expect(before.status).toBe(404);
        expect(before).toEqual(after);
      },
    );
  }

  it('stays as it was after all others have posted to it', async () => {
    const { attempts, browser, formOf, site } = await arrange();
    const rowsOf = async () => [
      await site.db.selectFrom('attempt').selectAll().where('id', '=', attempts.a1).execute(),
      await site.db.selectFrom('response').selectAll().execute(),
    ];
    const before = await rowsOf();
    for (const visitor of ['a2', 'b1', 'iA', 'iB', 'admin'] as const) {
      for (const path of ['responses', 'submission']) {
        const form = formOf(`/:locale/attempts/:attempt/${path}`, visitor);
        await browser(visitor).post(`/en/attempts/${attempts.a1}/${path}`, form);
      }
    }
    expect(await rowsOf()).toEqual(before);
  });
});

describe("another's cohort", () => {
  it.each(['', '/learners/:learner', '/learners/:learner/attempts/:attempt'])(
    'looks to its neighbour like none at all: %s',
    async (path) => {
      const { addressOf, browser, cohorts, site } = await arrange();
      const address = addressOf(`/:locale/teach/cohorts/:cohort${path}`);
      expect((await browser('iA').get(address)).statusCode).toBe(200);
      const before = bytes(await browser('iB').get(address));
      await site.db.deleteFrom('cohort').where('id', '=', cohorts.A).execute();
      expect(before.status).toBe(404);
      expect(bytes(await browser('iB').get(address))).toEqual(before);
      expect((await browser('admin').get(address)).statusCode).toBe(404);
    },
  );
});

describe('ids that do not belong together', () => {
  it('find nothing, whoever asks: each is looked up under the one above it', async () => {
    const { attempts, browser, cohorts, people } = await arrange();
    const mixed = [
      learnerAt(cohorts.A, people.b1),
      learnerAt(cohorts.B, people.a1),
      learnerAt(cohorts.A, people.iA),
      learnerAt(cohorts.A, people.admin),
      `${learnerAt(cohorts.A, people.b1)}/attempts/${attempts.b1}`,
      `${learnerAt(cohorts.B, people.a1)}/attempts/${attempts.a1}`,
      `${learnerAt(cohorts.A, people.a1)}/attempts/${attempts.a2}`,
      `${learnerAt(cohorts.A, people.a1)}/attempts/${attempts.b1}`,
      `${learnerAt(cohorts.A, people.a2)}/attempts/${attempts.a1}`,
      `${learnerAt(cohorts.A, people.a1)}/attempts/${randomUUID()}`,
    ];
    for (const visitor of ['iA', 'iB', 'admin'] as const) {
      for (const address of mixed) {
        expect((await browser(visitor).get(address)).statusCode, `${visitor} ${address}`).toBe(404);
      }
    }
    for (const attempt of ['a1', 'a2'] as const) {
      const address = `${learnerAt(cohorts.A, people[attempt])}/attempts/${attempts[attempt]}`;
      expect((await browser('iA').get(address)).statusCode, address).toBe(200);
    }
  });
});

describe('lists', () => {
  it("show an instructor only the own cohorts' names, codes and learners", async () => {
    const { browser, cohorts, site } = await arrange();
    const far = await site.cohort('Far away', { Zahra: 'student' });
    const own = await browser('iA').get('/en/teach');
    expect(own.body).toContain(cohorts.A);
    for (const other of [cohorts.B, far, 'Far away', 'FARAWAY'])
      expect(own.body).not.toContain(other);
    const grid = await browser('iA').get(`/en/teach/cohorts/${cohorts.A}`);
    expect(grid.body).toContain('>a1<');
    for (const other of ['>b1<', 'Zahra']) expect(grid.body).not.toContain(other);
  });

  it('show a learner nobody else', async () => {
    const { attempts, browser } = await arrange();
    for (const path of ['/en/', '/en/progress', '/en/lessons/alpha', '/en/account']) {
      const { body } = await browser('a1').get(path);
      expect(body).toContain('>a1<');
      for (const other of ['a2', 'b1', 'iA', 'iB', 'admin'])
        expect(body).not.toContain(`>${other}<`);
      for (const other of [attempts.a2, attempts.b1]) expect(body).not.toContain(other);
    }
  });
});
