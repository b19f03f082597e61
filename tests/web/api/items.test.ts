import { afterEach, expect, it } from 'vitest';
import { items, itemWithKey } from '../../../src/web/api/item-schemas.ts';
import { ask, tokenOf } from '../../support/bearers.ts';
import { essayCourse } from '../../support/essay-course.ts';
import { takeQuiz } from '../../support/quiz-run.ts';
import { createSite, type Site } from '../../support/site.ts';
import { editedCourse } from '../../support/small-site-course.ts';

const sites: Site[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function arrange(catalogue = essayCourse()) {
  const site = await createSite({ catalogue });
  sites.push(site);
  const owner = await site.person('admin', { isAdmin: true });
  return { site, token: await tokenOf(site, owner) };
}

it('lists the questions of the course without their keys', async () => {
  const { site, token } = await arrange();
  const answer = await ask(site, '/items?limit=200', token);
  const { data } = items.parse(answer.json());
  const bank = [...site.context.library.catalogue().lessons.values()].flatMap((one) => one.items);
  expect(data.map(({ ref }) => ref)).toEqual(bank.map(({ ref }) => ref).toSorted());
  expect(answer.body).not.toContain('CANARY');
});

it('lists those of one lesson', async () => {
  const { site, token } = await arrange();
  const { data } = items.parse((await ask(site, '/items?lesson=beta', token)).json());
  expect(new Set(data.map(({ lesson }) => lesson))).toEqual(new Set(['beta']));
});

it('gives every question of every type with its key, as described', async () => {
  const { site, token } = await arrange();
  const { data } = items.parse((await ask(site, '/items?limit=200', token)).json());
  const types = new Set<string>();
  for (const { version } of data) {
    const item = itemWithKey.parse((await ask(site, `/items/${version}`, token)).json());
    expect(item.current).toBe(true);
    types.add(item.interaction.type);
  }
  expect(types.size).toBe(10);
});

it('gives a version that was asked before and has been changed since', async () => {
  const { site, token } = await arrange(editedCourse('first-module/beta.yaml', 'Red', 'Scarlet'));
  await site.cohort('One', { ann: 'student' });
  await takeQuiz(await site.signIn('ann'), 'beta', { 1: 'red' });
  const before = site.context.library.catalogue().lessons.get('beta')?.items[0]?.hash;
  site.serve(essayCourse());
  const item = itemWithKey.parse((await ask(site, `/items/${before}`, token)).json());
  expect(item).toMatchObject({ ref: 'beta/pick', current: false });
  expect(JSON.stringify(item.interaction)).toContain('Scarlet');
});

it('has nothing under a hash that never was', async () => {
  const { site, token } = await arrange();
  expect((await ask(site, `/items/${'0'.repeat(32)}`, token)).statusCode).toBe(404);
});
