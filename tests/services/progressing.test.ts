import { afterEach, beforeEach, expect, it } from 'vitest';
import { markRead, noteObjectives, noteProgress } from '../../src/services/progressing.ts';
import type { Db } from '../../src/store/database.ts';
import { findLessonProgress, listObjectives } from '../../src/store/progress.ts';
import { createPerson, createStore, lessonOf } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const alpha = lessonOf('alpha');
let db: Db;
let ada: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
});
afterEach(async () => await db.destroy());

const read = async (...ids: string[]) => await markRead(db, ada, alpha, ids, NOW);
const progress = async () => await findLessonProgress(db, ada, 'alpha');
const submitted = async (submittedShare: number) =>
  await db
    .transaction()
    .execute(async (tx) => await noteProgress(tx, ada, alpha, { submittedShare }, NOW));

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
  await submitted(0.5);
  expect(await progress()).toMatchObject({ state: 'in-progress', bestShare: 0.5, attempts: 1 });
  await read('two');
  expect(await progress()).toMatchObject({ state: 'completed', bestShare: 0.5, attempts: 1 });
  await submitted(0.6);
  expect(await progress()).toMatchObject({ state: 'passed', bestShare: 0.6, attempts: 2 });
  await submitted(0.1);
  expect(await progress()).toMatchObject({ state: 'passed', bestShare: 0.6, attempts: 3 });
});

it('lets nothing be lost when two tabs mark sections at once', async () => {
  await Promise.all([read('one'), read('two')]);
  expect((await progress())?.sectionsRead.toSorted()).toEqual(['one', 'two']);
});

it('moves the levels of the objectives that were asked about, and of no other', async () => {
  const note = async (...marks: { objective: string; score: number; points: number }[]) =>
    await db
      .transaction()
      .execute(async (tx) => await noteObjectives(tx, ada, 'alpha', marks, NOW));
  await note({ objective: 'know', score: 2, points: 2 }, { objective: 'use', score: 1, points: 2 });
  await note(
    { objective: 'know', score: 2, points: 3 },
    { objective: 'know', score: 1, points: 1 },
  );
  const levels = await listObjectives(db, ada, 'alpha');
  expect(levels.toSorted((a, b) => (a.objectiveId < b.objectiveId ? -1 : 1))).toEqual([
    { lessonId: 'alpha', objectiveId: 'know', level: 'familiar', share: 0.75 },
    { lessonId: 'alpha', objectiveId: 'use', level: 'attempted', share: 0.5 },
  ]);
});
