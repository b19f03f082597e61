import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/database.ts';
import { findWork, startAttempt } from '../../src/services/attempting.ts';
import { saveAnswers, type PostedAnswer } from '../../src/services/saving.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

const AT = (minute: number) => new Date(Date.UTC(2030, 0, 1, 12, minute));
const beta = assignmentOf('beta');
let db: Db;
let ada: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
});
afterEach(async () => await db.destroy());

const pick = (choice: string, revision = 0, flagged = false): PostedAnswer => ({
  ref: 'beta/pick',
  fields: new Map([['', [choice]]]),
  revision,
  flagged,
  certainty: null,
});
const start = async (seed = 7) => await startRun(db, ada, beta, seed, AT(0));
const rows = async () => await db.selectFrom('response').selectAll().execute();

describe('starting', () => {
  it('pins the items, their order and their points', async () => {
    const work = await findWork(db, ada, await start());
    expect(work?.attempt).toMatchObject({
      quizId: 'beta',
      quizTitle: 'Lesson beta',
      number: 1,
      state: 'in-progress',
      settings: beta.quiz.settings,
      maxScore: 2,
      startedAt: AT(0),
      deadlineAt: null,
      endedBy: null,
      score: null,
      certaintyScore: null,
    });
    expect(work?.attempt.settings.pass).toBe(0.6);
    expect(work?.attempt.plan.map(({ ref, points }) => [ref, points])).toEqual([
      ['beta/pick', 1],
      ['beta/truth', 1],
    ]);
    expect(work?.attempt.plan[0]?.order.toSorted()).toEqual(['blue', 'green', 'red']);
    expect(work?.items).toEqual(beta.quiz.bank);
  });

  it('gives the running attempt again, at once or later', async () => {
    const ids = await Promise.all([start(1), start(2), start(3)]);
    expect(new Set([...ids, await start(4)]).size).toBe(1);
  });

  it('marks the lesson as in progress in the same transaction', async () => {
    await start();
    const progress = await db.selectFrom('lesson_progress').selectAll().execute();
    expect(progress).toMatchObject([
      { lesson_id: 'beta', state: 'in-progress', attempts: 0, best_share: null },
    ]);
  });

  it('is refused by the index, should anybody get past the look-up', async () => {
    const id = await start();
    const row = await db.selectFrom('attempt').selectAll().executeTakeFirstOrThrow();
    const second = db
      .insertInto('attempt')
      .values({ ...row, id: `${id}-2`, number: 2 })
      .execute();
    await expect(second).rejects.toThrow(/UNIQUE/);
  });
});

const limited = (changes: Parameters<typeof assignmentOf>[1]) => assignmentOf('beta', changes);

describe('a start that is limited', () => {
  const submit = async (attemptId: string, minute: number) =>
    await submitAttempt(db, ada, { attemptId, key: 'key-1' }, () => beta.unit, AT(minute));
  const iso = (minute: number) => AT(minute).toISOString();

  it.each([
    [{ opensAt: iso(1) }, { reason: 'not-open-yet', until: AT(1) }],
    [{ closesAt: iso(0) }, { reason: 'closed' }],
    [{ attempts: 0 }, { reason: 'no-attempts-left' }],
  ])('by %j is refused and leaves nothing behind', async (settings, refusal) => {
    const outcome = await startAttempt(db, ada, limited(settings), 7, AT(0));
    expect(outcome).toEqual({ kind: 'refused', refusal });
    for (const table of ['attempt', 'lesson_progress', 'item_version'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  it('counts the attempts that were begun, and gives the running one again', async () => {
    const quiz = limited({ attempts: 1 });
    const id = await startRun(db, ada, quiz, 7, AT(0));
    expect(await startRun(db, ada, quiz, 8, AT(1))).toBe(id);
    await submit(id, 2);
    const refused = { kind: 'refused', refusal: { reason: 'no-attempts-left' } };
    expect(await startAttempt(db, ada, quiz, 9, AT(3))).toEqual(refused);
  });

  it('waits for the cool-down', async () => {
    const quiz = limited({ coolDown: 30 });
    await submit(await startRun(db, ada, quiz, 7, AT(0)), 2);
    const refused = { kind: 'refused', refusal: { reason: 'cooling-down', until: AT(32) } };
    expect(await startAttempt(db, ada, quiz, 8, AT(31))).toEqual(refused);
    expect(await startAttempt(db, ada, quiz, 8, AT(32))).toMatchObject({ kind: 'started' });
  });

  it('asks for the lessons that the quiz requires to be passed', async () => {
    const { quiz, unit } = beta;
    const requiring = { quiz: { ...quiz, requires: ['alpha'] }, unit };
    const refusal = { reason: 'prerequisites', lessons: ['alpha'] };
    expect(await startAttempt(db, ada, requiring, 7, AT(0))).toEqual({ kind: 'refused', refusal });
  });

  it('stores when the time is up', async () => {
    const id = await startRun(db, ada, limited({ timeLimit: 20, closesAt: iso(15) }), 7, AT(0));
    const work = await findWork(db, ada, id);
    expect(work?.attempt).toMatchObject({ deadlineAt: AT(15), settings: { timeLimit: 20 } });
  });

  it('draws what the learner was not asked before', async () => {
    const rule = { count: 1, lesson: null, objective: null, tag: null };
    const drawn = { quiz: { ...beta.quiz, draw: [rule] }, unit: beta.unit };
    const refs: string[] = [];
    for (const minute of [0, 2]) {
      const id = await startRun(db, ada, drawn, 7, AT(minute));
      const work = await findWork(db, ada, id);
      expect(work?.items).toHaveLength(1);
      refs.push(work?.items[0]?.ref ?? '');
      await submit(id, minute + 1);
    }
    expect(refs.toSorted()).toEqual(['beta/pick', 'beta/truth']);
  });
});

describe('saving', () => {
  it('stores ids, times and revisions, and no marks', async () => {
    const id = await start();
    expect(await saveAnswers(db, ada, id, [pick('red')], AT(1))).toEqual({ kind: 'saved' });
    expect(await rows()).toMatchObject([
      {
        item_ref: 'beta/pick',
        body: '{"choice":"red"}',
        revision: 1,
        flagged: 0,
        score: null,
        saved_at: AT(1).toISOString(),
      },
    ]);
  });

  it('does nothing for an answer that is stored already, whatever its revision', async () => {
    const id = await start();
    await saveAnswers(db, ada, id, [pick('red')], AT(1));
    expect(await saveAnswers(db, ada, id, [pick('red', 42)], AT(2))).toEqual({ kind: 'saved' });
    expect(await rows()).toMatchObject([{ revision: 1, saved_at: AT(1).toISOString() }]);
  });

  it('refuses another answer on an old or invented revision', async () => {
    const id = await start();
    await saveAnswers(db, ada, id, [pick('red')], AT(1));
    for (const revision of [0, 2, -1, Number.NaN, 0.5]) {
      const outcome = await saveAnswers(db, ada, id, [pick('blue', revision)], AT(2));
      expect(outcome).toEqual({ kind: 'stale', refs: ['beta/pick'] });
    }
    expect(await rows()).toMatchObject([{ body: '{"choice":"red"}' }]);
  });

  it('takes one of two different answers that come at once', async () => {
    const id = await start();
    const outcomes = await Promise.all([
      saveAnswers(db, ada, id, [pick('red')], AT(1)),
      saveAnswers(db, ada, id, [pick('blue')], AT(1)),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['saved', 'stale']);
  });

  it('stores all or nothing', async () => {
    const id = await start();
    const truth = { ref: 'beta/truth', revision: 0, flagged: false, certainty: null };
    const forged = { ...truth, fields: new Map([['', ['maybe']]]) };
    expect(await saveAnswers(db, ada, id, [pick('red'), forged], AT(1))).toEqual({
      kind: 'forged',
    });
    const strange = { ...truth, ref: 'alpha/pick', fields: new Map() };
    expect(await saveAnswers(db, ada, id, [pick('red'), strange], AT(1))).toEqual({
      kind: 'forged',
    });
    expect(await rows()).toEqual([]);
  });

  it('says which part of an answer has to be mended', async () => {
    const id = await startRun(db, ada, assignmentOf('alpha'), 1, AT(0));
    const fields = new Map([['thing', ['x'.repeat(201)]]]);
    const blanks = { ref: 'alpha/blanks', fields, revision: 0, flagged: false, certainty: null };
    const figure = { ...blanks, ref: 'alpha/figure', fields: new Map([['', ['many']]]) };
    expect(await saveAnswers(db, ada, id, [blanks, figure], AT(1))).toEqual({
      kind: 'invalid',
      problems: [
        { ref: 'alpha/blanks', problem: 'too-long', part: 'thing' },
        { ref: 'alpha/figure', problem: 'not-a-number', part: '' },
      ],
    });
    expect(await rows()).toEqual([]);
  });

  it('knows the attempt to its own learner only', async () => {
    const id = await start();
    const bob = await createPerson(db, 'Bob');
    expect(await saveAnswers(db, bob, id, [pick('red')], AT(1))).toEqual({ kind: 'missing' });
    expect(await findWork(db, bob, id)).toBeUndefined();
    expect(await rows()).toEqual([]);
  });

  it('is over once the attempt is submitted', async () => {
    const id = await start();
    await submitAttempt(db, ada, { attemptId: id, key: 'key-1' }, () => beta.unit, AT(2));
    const before = await rows();
    expect(await saveAnswers(db, ada, id, [pick('red')], AT(3))).toEqual({ kind: 'closed' });
    expect(await rows()).toEqual(before);
  });

  it('stores how sure the learner is; saying so is no new answer', async () => {
    const id = await start();
    await saveAnswers(db, ada, id, [pick('red')], AT(1));
    const sure = { ...pick('red', 0), certainty: 3 as const };
    expect(await saveAnswers(db, ada, id, [sure], AT(2))).toEqual({ kind: 'saved' });
    expect(await rows()).toMatchObject([{ body: '{"choice":"red"}', certainty: 3, revision: 1 }]);
  });

  it('counts within the network’s grace and is over after it', async () => {
    const timed = assignmentOf('beta', { timeLimit: 10 });
    const id = await startRun(db, ada, timed, 7, AT(0));
    const late = (ms: number) => new Date(AT(10).getTime() + ms);
    expect(await saveAnswers(db, ada, id, [pick('red')], late(10_000))).toEqual({ kind: 'saved' });
    const after = await saveAnswers(db, ada, id, [pick('blue', 1)], late(10_001));
    expect(after).toEqual({ kind: 'closed' });
    expect(await rows()).toMatchObject([{ body: '{"choice":"red"}' }]);
  });
});
