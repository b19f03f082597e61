import { afterEach, expect, it } from 'vitest';
import type { Statement } from '../../../src/interchange/xapi/statements.ts';
import { listEvents } from '../../../src/store/audit.ts';
import { statement } from '../../../src/web/api/statement-schemas.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { idOf, takeQuiz } from '../../support/quiz-run.ts';
import { createSite, type Site } from '../../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../../support/small-site-course.ts';
import { xapiProblems } from '../../support/xapi-rules.ts';

const START = Date.parse('2031-05-06T07:08:09.000Z');
const CLOSE = '2031-05-06T12:00:00.000Z';
const HOUR = 60 * 60_000;

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** Ann answers every question of alpha, an exam or not, and an hour later two of beta. */
async function arrange({ exam = false } = {}) {
  let time = START;
  const alpha = SMALL_COURSE.get('first-module/alpha.yaml') ?? '';
  const closing = alpha.replace('quiz:', `quiz:\n  mode: exam\n  closes: '${CLOSE}'`);
  const files = new Map([...SMALL_COURSE, ['first-module/alpha.yaml', exam ? closing : alpha]]);
  const site = await createSite({ catalogue: catalogueOf(files), now: () => new Date(time) });
  sites.push(site);
  const cohort = await site.cohort('One', { Ann: 'student', Ines: 'instructor' });
  const owner = await site.person('Root', { isAdmin: true });
  const ann = await site.signIn('Ann');
  const first = await takeQuiz(ann, 'alpha', { 1: 'red', 2: 'true', 4: 'lighthouse', 5: '8471' });
  time += HOUR;
  await takeQuiz(ann, 'beta', { 1: 'green', 2: 'true' });
  const token = await tokenOf(site, owner);
  const read = async (query = '') => {
    const { body } = await ask(site, `/cohorts/${cohort}/activity.jsonl${query}`, token);
    return body
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Statement);
  };
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { site, cohort, first: idOf(first), read, wait };
}

const verbsOf = (statements: readonly Statement[]) =>
  statements.map(({ verb }) => verb.id.split('/').at(-1));

it('tells what learners did, in the order of submission', async () => {
  const { first, read } = await arrange();
  const said = await read();
  expect(verbsOf(said)).toEqual([
    'initialized',
    'answered',
    'answered',
    'answered',
    'answered',
    'completed',
    'failed',
    'initialized',
    'answered',
    'answered',
    'completed',
    'failed',
  ]);
  expect(said[0]?.context.registration).toBe(first);
  for (const one of said) {
    expect(xapiProblems(one)).toEqual([]);
    statement.parse(one);
  }
});

it('names nobody', async () => {
  const { read } = await arrange();
  const text = JSON.stringify(await read());
  expect(text).not.toMatch(/Ann|example\.org\/|@/);
});

it('says the same when it is asked again, and the rest when asked from an instant', async () => {
  const { read } = await arrange();
  const said = await read();
  expect(await read()).toEqual(said);
  expect(await read(`?since=${new Date(START + HOUR).toISOString()}`)).toEqual(said.slice(7));
});

it('holds marks, answers and keys back until learners may know them', async () => {
  const { read, wait } = await arrange({ exam: true });
  const before = await read();
  expect(verbsOf(before).slice(0, 3)).toEqual(['initialized', 'completed', 'initialized']);
  expect(before[1]?.result).toEqual({ completion: true, duration: 'PT0.00S' });
  wait(24 * HOUR);
  const after = await read();
  expect(verbsOf(after).slice(0, 2)).toEqual(['initialized', 'answered']);
  expect(after[0]).toEqual(before[0]);
});

it('is in the audit log', async () => {
  const { cohort, read, site } = await arrange();
  await read();
  expect(await listEvents(site.db, {}, { limit: 3, after: null })).toContainEqual(
    expect.objectContaining({ action: 'activity-exported', actor: 'Root', subject: 'One' }),
  );
  expect(cohort).not.toBe('');
});
