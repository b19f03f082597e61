import { afterEach, beforeEach, expect, it } from 'vitest';
import { markRead, noteProgress } from '../../src/services/progressing.ts';
import type { Db } from '../../src/store/database.ts';
import { findLessonProgress } from '../../src/store/progress.ts';
import { assignmentOf, createPerson, createStore } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const { unit: alpha } = assignmentOf('alpha');
let db: Db;
let ada: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
});
afterEach(async () => await db.destroy());

const read = async (...ids: string[]) => await markRead(db, ada, alpha, ids, NOW);
const progress = async () => await findLessonProgress(db, ada, 'alpha');
/** Notes the share that counts after one more submission, or after a mark was changed. */
const counted = async (resultShare: number, { regraded = false, at = NOW } = {}) =>
  await db
    .transaction()
    .execute(async (tx) => await noteProgress(tx, ada, alpha, { resultShare, regraded }, at));

it('marks sections as read, each once, and remembers the last', async () => {
  await read('two');
  await read('one', 'two');
  expect(await progress()).toEqual({
    lessonId: 'alpha',
    state: 'in-progress',
    sectionsRead: ['two', 'one'],
    lastSection: 'two',
    bestShare: null,
    attempts: 0,
    updatedAt: NOW,
    readAt: NOW,
    passedAt: null,
    time: 0,
    failures: 0,
  });
});

it('leaves out sections that there are not, and writes nothing for them alone', async () => {
  await read('three', '__proto__', '');
  expect(await progress()).toBeUndefined();
  await read('three', 'one');
  expect(await progress()).toMatchObject({ sectionsRead: ['one'], lastSection: 'one' });
});

it('completes a lesson that was read and tried, and passes it at the pass mark', async () => {
  await read('one');
  await counted(0.5);
  expect(await progress()).toMatchObject({ state: 'in-progress', bestShare: 0.5, attempts: 1 });
  await read('two');
  expect(await progress()).toMatchObject({ state: 'completed', bestShare: 0.5, attempts: 1 });
  await counted(0.6);
  expect(await progress()).toMatchObject({ state: 'passed', bestShare: 0.6, attempts: 2 });
  // By the counting rule `highest` a bad attempt leaves the share that counts as it was.
  await counted(0.6);
  expect(await progress()).toMatchObject({ state: 'passed', bestShare: 0.6, attempts: 3 });
});

it('decides afresh at each result, since another rule may count a worse attempt', async () => {
  await read('one', 'two');
  await counted(0.6);
  await counted(0.1);
  expect(await progress()).toMatchObject({ state: 'completed', bestShare: 0.1, attempts: 2 });
});

it('leaves what was passed as it is when the author raises the pass mark', async () => {
  await counted(0.6);
  await markRead(db, ada, { ...alpha, pass: 0.9 }, ['one'], NOW);
  expect(await progress()).toMatchObject({ state: 'passed', sectionsRead: ['one'] });
});

it('takes a changed mark for no attempt more and no sign of life', async () => {
  await counted(0.5);
  await counted(0.6, { regraded: true, at: new Date('2030-02-01T12:00:00Z') });
  expect(await progress()).toMatchObject({
    state: 'passed',
    bestShare: 0.6,
    attempts: 1,
    updatedAt: NOW,
  });
});

it('lets nothing be lost when two tabs mark sections at once', async () => {
  await Promise.all([read('one'), read('two')]);
  expect((await progress())?.sectionsRead.toSorted()).toEqual(['one', 'two']);
});
