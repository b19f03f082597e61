import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item.ts';
import {
  noteLessonMastery,
  noteMixedMastery,
  scheduleReviews,
  type Mark,
} from '../../src/services/mastering.ts';
import type { Db } from '../../src/store/database.ts';
import { listObjectives } from '../../src/store/objectives.ts';
import { findCards } from '../../src/store/review-cards.ts';
import { createPerson, createStore, lessonOf } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const LATER = new Date('2030-01-02T00:00:00Z');
let db: Db;
let ada: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
});
afterEach(async () => await db.destroy());

function itemOf(ref: string): Item {
  const lesson = ref.startsWith('alpha/') ? lessonOf('alpha') : lessonOf('beta');
  const item = lesson.items.find((one) => one.ref === ref);
  if (item === undefined) throw new Error(`There is no item ${ref}.`);
  return item;
}

/** A mark of `score` out of `points`. */
function mark(ref: string, score: number, points = 1): Mark {
  const item = { ...itemOf(ref), points };
  return { item, share: score / points, certainty: null, answered: true };
}

async function levels(lessonId?: string) {
  const rows = await listObjectives(db, ada, lessonId);
  const key = (row: (typeof rows)[number]) => `${row.lessonId}/${row.objectiveId}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const ofLesson = async (...marks: readonly Mark[]) =>
  await db
    .transaction()
    .execute(async (tx) => await noteLessonMastery(tx, ada, 'alpha', marks, NOW));
const mixed = async (now: Date, ...marks: readonly Mark[]) =>
  await db.transaction().execute(async (tx) => await noteMixedMastery(tx, ada, marks, now));

// know: pick, several, word, pairs, evidence; use: truth, figure, blanks, steps.
it('moves the levels of the objectives that were asked about, and of no other', async () => {
  await ofLesson(mark('alpha/pick', 2, 2), mark('alpha/truth', 1, 2));
  await ofLesson(mark('alpha/pick', 2, 3), mark('alpha/word', 1, 1));
  expect(await levels('alpha')).toEqual([
    { lessonId: 'alpha', objectiveId: 'know', level: 'familiar', share: 0.75, updatedAt: NOW },
    { lessonId: 'alpha', objectiveId: 'use', level: 'attempted', share: 0.5, updatedAt: NOW },
  ]);
});

describe('items of several lessons', () => {
  it('move the levels of their own lessons, one step for each item', async () => {
    await mixed(
      NOW,
      mark('alpha/pick', 1),
      mark('beta/pick', 1),
      mark('beta/truth', 0),
      mark('alpha/word', 1),
    );
    expect(await levels()).toMatchObject([
      { lessonId: 'alpha', objectiveId: 'know', level: 'familiar' },
      { lessonId: 'beta', objectiveId: 'know', level: 'attempted' },
      { lessonId: 'beta', objectiveId: 'use', level: 'attempted' },
    ]);
  });

  it('master an objective on a later day only', async () => {
    await ofLesson(mark('alpha/pick', 1));
    await mixed(NOW, mark('alpha/pick', 1), mark('alpha/word', 1));
    expect(await levels()).toMatchObject([{ objectiveId: 'know', level: 'proficient' }]);
    await mixed(LATER, mark('alpha/pick', 1));
    expect(await levels()).toMatchObject([{ objectiveId: 'know', level: 'mastered' }]);
    await mixed(LATER, mark('alpha/pick', 0.5));
    expect(await levels()).toMatchObject([{ objectiveId: 'know', level: 'proficient' }]);
  });
});

const schedule = async (now: Date, ...marks: readonly Mark[]) =>
  await db.transaction().execute(async (tx) => await scheduleReviews(tx, ada, marks, now));
const cards = async (...refs: string[]) => await findCards(db, ada, refs);

describe('reviews', () => {
  it('are planned for what was answered, right or wrong, and for nothing else', async () => {
    const blank = { ...mark('alpha/word', 0), answered: false };
    await schedule(NOW, mark('alpha/pick', 1), mark('alpha/truth', 0), blank);
    const planned = await cards('alpha/pick', 'alpha/truth', 'alpha/word');
    expect([...planned.keys()].toSorted()).toEqual(['alpha/pick', 'alpha/truth']);
    const [right, wrong] = [planned.get('alpha/pick'), planned.get('alpha/truth')];
    expect(right?.lastAnsweredAt).toEqual(NOW);
    expect(Number(right?.dueAt)).toBeGreaterThan(Number(wrong?.dueAt));
  });

  it('are left as they are by an answer that is older than the last', async () => {
    await schedule(LATER, mark('alpha/pick', 1));
    const before = await cards('alpha/pick');
    await schedule(NOW, mark('alpha/pick', 0));
    expect(await cards('alpha/pick')).toEqual(before);
  });
});
