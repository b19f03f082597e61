import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveAnswers } from '../../src/services/saving.ts';
import { expireIfOverdue, submitAttempt, sweepOverdue } from '../../src/services/submitting.ts';
import type { Db } from '../../src/store/database.ts';
import { assignmentOf, createPerson, createStore, startRun } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const DEADLINE = new Date('2030-01-01T12:30:00Z');
const late = (ms: number) => new Date(DEADLINE.getTime() + ms);
const alpha = assignmentOf('alpha');
const find = () => alpha.unit;
let db: Db;
let ada: string;
let attemptId: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
  attemptId = await startRun(db, ada, assignmentOf('alpha', { timeLimit: 30 }), 3, NOW);
  const fields = new Map([['', ['red']]]);
  const answer = { ref: 'alpha/pick', fields, revision: 0, flagged: false, certainty: null };
  expect(await saveAnswers(db, ada, attemptId, [answer], NOW)).toEqual({ kind: 'saved' });
});
afterEach(async () => await db.destroy());

const submitAt = async (now: Date) =>
  await submitAttempt(db, ada, { attemptId, key: 'key-1' }, find, now);
const attempt = async () => await db.selectFrom('attempt').selectAll().executeTakeFirstOrThrow();
const lesson = async () =>
  await db.selectFrom('lesson_progress').selectAll().executeTakeFirstOrThrow();

describe('a deadline', () => {
  it('lets a submission count within the network’s grace, and records it', async () => {
    expect(await submitAt(late(10_000))).toEqual({ kind: 'submitted' });
    expect(await attempt()).toMatchObject({
      ended_by: 'submission',
      in_grace: 1,
      submitted_at: late(10_000).toISOString(),
      score: 1,
    });
  });

  it('submits what was saved by then in place of a submission after it', async () => {
    expect(await submitAt(late(10_001))).toEqual({ kind: 'expired' });
    expect(await attempt()).toMatchObject({
      state: 'graded',
      ended_by: 'expiry',
      in_grace: 0,
      submission_key: null,
      submitted_at: DEADLINE.toISOString(),
      score: 1,
    });
    expect(await submitAt(late(10_002))).toEqual({ kind: 'closed' });
    expect(await lesson()).toMatchObject({ attempts: 1, best_share: 1 / 9 });
  });

  it('ends an attempt once, whoever notices first', async () => {
    expect(await sweepOverdue(db, find, late(10_000))).toBe(0);
    expect(await expireIfOverdue(db, ada, attemptId, find, late(10_000))).toBe(false);
    const ended = await Promise.all([
      expireIfOverdue(db, ada, attemptId, find, late(10_001)),
      expireIfOverdue(db, ada, attemptId, find, late(10_001)),
    ]);
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await sweepOverdue(db, find, late(60_000))).toBe(0);
    expect(await lesson()).toMatchObject({ attempts: 1 });
  });

  it('is kept by the sweep, and only for those whose time is up', async () => {
    const bob = await createPerson(db, 'Bob');
    await startRun(db, bob, alpha, 3, NOW);
    expect(await sweepOverdue(db, find, late(10_001))).toBe(1);
    const states = await db.selectFrom('attempt').select(['account_id', 'state']).execute();
    expect(states).toHaveLength(2);
    expect(states).toEqual(
      expect.arrayContaining([
        { account_id: ada, state: 'graded' },
        { account_id: bob, state: 'in-progress' },
      ]),
    );
  });
});
