import { afterEach, expect, it } from 'vitest';
import { setHiddenFromAll } from '../../../src/store/pseudonyms.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { createTwoCohorts, type TwoCohorts } from '../../support/two-cohorts.ts';

const sites: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

/** What programs read about learner a1 of cohort A, whose instructors are to see no names. */
async function readAll(owner: keyof TwoCohorts['people']): Promise<string> {
  const { addressOf, cohorts, people, site } = await createTwoCohorts();
  sites.push(site);
  await site.db.transaction().execute(async (tx) => setHiddenFromAll(tx, cohorts.A, true));
  const token = await tokenOf(site, people[owner]);
  const texts: string[] = [];
  for (const path of [
    '/cohorts/:cohort/progress',
    '/cohorts/:cohort/results',
    '/results/:result',
    '/cohorts/:cohort/activity.jsonl',
  ]) {
    const answer = await ask(site, addressOf(path), token);
    expect(answer.statusCode, path).toBe(200);
    texts.push(answer.body);
  }
  return texts.join('\n');
}

it('are all that programs read where names are hidden from the token’s owner', async () => {
  const read = await readAll('iA');
  expect(read).not.toMatch(/a1@|"a1"|a2@|"a2"/);
  expect(read).toContain('"email":""');
});

it('hide nothing from the token of an admin, who answers for the data', async () => {
  expect(await readAll('admin')).toContain('a1@example.org');
});
