import { afterEach, expect, it } from 'vitest';
import { cohort, cohorts } from '../../../src/web/api/cohort-schemas.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { createSite, type Site } from '../../support/site.ts';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange() {
  const site = await createSite();
  sites.push(site);
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three']) {
    ids.push(await site.cohort(name, { teacher: 'instructor', [`learner ${name}`]: 'student' }));
  }
  const owner = await site.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'teacher')
    .executeTakeFirstOrThrow();
  return { site, ids, token: await tokenOf(site, owner.id) };
}

it('gives a cohort with its head counts', async () => {
  const { site, ids, token } = await arrange();
  const answer = await ask(site, `/cohorts/${ids[0]}`, token);
  expect(cohort.parse(answer.json())).toEqual({
    id: ids[0],
    name: 'One',
    archived: false,
    createdAt: expect.any(String),
    learners: 1,
    instructors: 1,
  });
});

it('lists cohorts some at a time, and says where to go on', async () => {
  const { site, ids, token } = await arrange();
  const first = await ask(site, '/cohorts?limit=2', token);
  const { data, next } = cohorts.parse(first.json());
  expect(data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(next).toMatch(/^http:\/\/localhost:3000\/api\/v1\/cohorts\?limit=2&after=/);
  expect(first.headers.link).toBe(`<${next}>; rel="next"`);
  const second = await ask(site, (next ?? '').replace(/.*\/api\/v1/, ''), token);
  const rest = cohorts.parse(second.json());
  expect(rest).toMatchObject({ data: [{ id: ids[2] }], next: null });
  expect(second.headers.link).toBeUndefined();
});

it.each(['limit=0', 'limit=201', 'limit=many', 'offset=3', 'limit=1&limit=2'])(
  'refuses a query that it does not know: %s',
  async (query) => {
    const { site, token } = await arrange();
    const answer = await ask(site, `/cohorts?${query}`, token);
    expect(answer.json()).toMatchObject({ status: 400, title: 'Bad Request' });
  },
);

it('says that nothing has changed to whoever has the answer', async () => {
  const { site, ids, token } = await arrange();
  const { headers } = await ask(site, `/cohorts/${ids[0]}`, token);
  const again = await ask(site, `/cohorts/${ids[0]}`, token, {
    'if-none-match': String(headers.etag),
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});
