import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../src/domain/interaction.ts';
import type { ProgressUnit } from '../../src/domain/progress.ts';
import { saveAnswers } from '../../src/services/saving.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import type { Db } from '../../src/store/database.ts';
import { findCards } from '../../src/store/review-cards.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const alpha = assignmentOf('alpha');
let db: Db;
let ada: string;
let attemptId: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
  attemptId = await startRun(db, ada, alpha, 3, NOW);
});
afterEach(async () => await db.destroy());

type Sent = Readonly<Record<string, string | readonly string[]>>;

function fieldsOf(sent: Sent): Fields {
  return new Map(
    Object.entries(sent).map(([part, value]) => [
      part,
      typeof value === 'string' ? [value] : value,
    ]),
  );
}

/** Answers by item id, saved. */
async function give(answers: Readonly<Record<string, Sent>>): Promise<void> {
  const posted = Object.entries(answers).map(([id, sent]) => ({
    ref: `alpha/${id}`,
    fields: fieldsOf(sent),
    revision: 0,
    flagged: false,
    certainty: null,
  }));
  expect(await saveAnswers(db, ada, attemptId, posted, NOW)).toEqual({ kind: 'saved' });
}

const submit = async (key = 'key-1', unit: ProgressUnit | undefined = alpha.unit) =>
  await submitAttempt(db, ada, { attemptId, key }, () => unit, NOW);

const attempt = async () => await db.selectFrom('attempt').selectAll().executeTakeFirstOrThrow();

async function scores(): Promise<Record<string, number | null>> {
  const rows = await db.selectFrom('response').select(['item_ref', 'score']).execute();
  return Object.fromEntries(rows.map((row) => [row.item_ref.split('/')[1] ?? '', row.score]));
}

describe('marks', () => {
  it('are worked out item by item, half right answers too', async () => {
    await give({
      pick: { '': 'red' },
      truth: { '': 'false' },
      several: { '': ['sun', 'lamp', 'stone'] },
      word: { '': ' LIGHTHOUSE ' },
      figure: { '': '8473' },
      blanks: { thing: 'Light', time: 'noon' },
      pairs: { cat: 'meow', dog: 'moo' },
      steps: { wake: '2', eat: '3', sleep: '1' },
      evidence: { '': ['first', 'second'] },
    });
    expect(await submit()).toEqual({ kind: 'submitted' });
    expect(await scores()).toEqual({
      pick: 1,
      truth: 0,
      several: 0.5, // (2 right − 1 wrong) / 2
      word: 1,
      figure: 0, // 8471 ± 1
      blanks: 0.5,
      pairs: 0.5,
      steps: 0.5, // sleep wake eat: of wake–eat and eat–sleep the first pair holds
      evidence: 0, // (1 − 1) / 1
    });
    expect(await attempt()).toMatchObject({
      state: 'graded',
      score: 4,
      max_score: 9,
      submission_key: 'key-1',
      ended_by: 'submission',
      in_grace: 0,
      certainty_score: null,
      submitted_at: NOW.toISOString(),
    });
  });

  it('are nought for what was left blank, with a row for each item', async () => {
    await submit();
    expect(Object.values(await scores())).toEqual(Array.from({ length: 9 }, () => 0));
    expect(await attempt()).toMatchObject({ score: 0 });
  });
});

const lesson = async () =>
  await db.selectFrom('lesson_progress').selectAll().executeTakeFirstOrThrow();
const levels = async () =>
  await db
    .selectFrom('objective_progress')
    .select(['objective_id', 'level', 'share'])
    .orderBy('objective_id')
    .execute();

describe('progress', () => {
  it('moves lesson and objectives with the submission', async () => {
    // know: pick, several, word, pairs, evidence; use: truth, figure, blanks, steps.
    await give({
      pick: { '': 'red' },
      several: { '': ['sun', 'lamp'] },
      word: { '': 'lighthouse' },
      pairs: { cat: 'meow', dog: 'moo' },
      truth: { '': 'true' },
      figure: { '': '8470' },
    });
    await submit();
    // 5.5 of 9 is 61 %, over the pass mark of 60 %.
    expect(await lesson()).toMatchObject({ state: 'passed', best_share: 5.5 / 9, attempts: 1 });
    expect(await levels()).toEqual([
      { objective_id: 'know', level: 'familiar', share: 3.5 / 5 },
      { objective_id: 'use', level: 'attempted', share: 2 / 4 },
    ]);
  });

  it('keeps the best of several attempts and the levels of the latest', async () => {
    await give({ pick: { '': 'red' }, truth: { '': 'true' } });
    await submit();
    attemptId = await startRun(db, ada, alpha, 4, NOW);
    await submit('key-2');
    expect(await lesson()).toMatchObject({ state: 'in-progress', best_share: 2 / 9, attempts: 2 });
    expect(await levels()).toMatchObject([{ share: 0 }, { share: 0 }]);
  });

  it.each([
    ['latest', 0],
    ['first', 2 / 9],
    ['average', 1 / 9],
  ] as const)('follows the %s attempt where the quiz says so', async (counts, share) => {
    await db.deleteFrom('attempt').execute();
    const quiz = assignmentOf('alpha', { counts });
    attemptId = await startRun(db, ada, quiz, 3, NOW);
    await give({ pick: { '': 'red' }, truth: { '': 'true' } });
    await submit();
    attemptId = await startRun(db, ada, quiz, 4, new Date('2030-01-01T13:00:00Z'));
    await submit('key-2');
    expect(await lesson()).toMatchObject({ best_share: share, attempts: 2 });
  });

  it('is kept even when the lesson has left the course', async () => {
    await submitAttempt(db, ada, { attemptId, key: 'key-1' }, () => undefined, NOW);
    expect(await lesson()).toMatchObject({ best_share: 0, attempts: 1 });
  });

  it('does not move when the submission fails halfway', async () => {
    await give({ pick: { '': 'red' } });
    await sql`create trigger broken before insert on objective_progress begin select raise(abort, 'disk'); end`.execute(
      db,
    );
    await expect(submit()).rejects.toThrow('disk');
    expect(await attempt()).toMatchObject({ state: 'in-progress', score: null });
    expect(await scores()).toEqual({ pick: null });
    expect(await lesson()).toMatchObject({ attempts: 0, best_share: null });
    await sql`drop trigger broken`.execute(db);
    expect(await submit()).toEqual({ kind: 'submitted' });
    expect(await attempt()).toMatchObject({ score: 1 });
  });
});

describe('reviews', () => {
  it('are planned for what was answered, from the submission', async () => {
    await give({ pick: { '': 'red' }, truth: { '': 'false' } });
    await submit();
    const refs = alpha.quiz.bank.map((item) => item.ref);
    const cards = await findCards(db, ada, refs);
    expect([...cards.keys()].toSorted()).toEqual(['alpha/pick', 'alpha/truth']);
    for (const card of cards.values()) expect(card.lastAnsweredAt).toEqual(NOW);
  });
});

const say = (id: string, value: string, certainty: 1 | 2 | 3 | null) => ({
  ref: `alpha/${id}`,
  fields: fieldsOf(value === '' ? {} : { '': value }),
  revision: 0,
  flagged: false,
  certainty,
});

describe('certainty', () => {
  it('marks what was answered by how sure the learner was, beside the plain score', async () => {
    await submit();
    attemptId = await startRun(db, ada, assignmentOf('alpha', { certainty: true }), 3, NOW);
    const answers = [
      say('pick', 'red', 3), // right: + 3
      say('truth', 'false', 2), // wrong: − 2
      say('word', 'lighthouse', null), // right: + 1
      say('figure', '', 3), // blank: 0
    ];
    expect(await saveAnswers(db, ada, attemptId, answers, NOW)).toEqual({ kind: 'saved' });
    await submit('key-2');
    const row = await db.selectFrom('attempt').selectAll().where('id', '=', attemptId).execute();
    expect(row).toMatchObject([{ score: 2, certainty_score: 2 }]);
  });
});

describe('a repeat', () => {
  it('with the same key gives the same receipt, with another says that it is closed', async () => {
    await submit('key-1');
    const before = await attempt();
    expect(await submit('key-1')).toEqual({ kind: 'submitted' });
    expect(await submit('key-2')).toEqual({ kind: 'closed' });
    expect(await attempt()).toEqual(before);
  });

  it('at the same time as another lets one key win', async () => {
    const kinds = (await Promise.all(['key-1', 'key-2', 'key-3'].map((key) => submit(key)))).map(
      ({ kind }) => kind,
    );
    expect(kinds.toSorted()).toEqual(['closed', 'closed', 'submitted']);
    expect(await db.selectFrom('lesson_progress').select('attempts').execute()).toEqual([
      { attempts: 1 },
    ]);
  });
});

it('submits nobody else’s attempt', async () => {
  const bob = await createPerson(db, 'Bob');
  const outcome = await submitAttempt(db, bob, { attemptId, key: 'key-1' }, () => alpha.unit, NOW);
  expect(outcome).toEqual({ kind: 'missing' });
  expect(await attempt()).toMatchObject({ state: 'in-progress' });
});
