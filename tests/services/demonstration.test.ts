import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from '../../src/services/demonstration/people.ts';
import { DEMO_CODE, seedDemonstration } from '../../src/services/demonstration/seed.ts';
import { createPasswordGate } from '../../src/services/hashing.ts';
import { signIn } from '../../src/services/signing-in.ts';
import type { Db } from '../../src/store/database.ts';
import { essayCourse } from '../support/essay-course.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';
import { COURSE, createPerson, createStore } from '../support/store.ts';

const NOW = new Date('2030-06-01T12:00:00Z');
const gate = createPasswordGate();
let db: Db;

beforeEach(async () => {
  db = await createStore();
});
afterEach(async () => await db.destroy());

const seed = async (store: Db) => await seedDemonstration(store, gate, COURSE, NOW);

/** What learners did, by address instead of by id. */
async function histories(store: Db): Promise<unknown> {
  const attempts = await store
    .selectFrom('attempt')
    .innerJoin('account', 'account.id', 'attempt.account_id')
    .innerJoin('response', 'response.attempt_id', 'attempt.id')
    .select(['account.email', 'attempt.quiz_id', 'attempt.number', 'attempt.seed', 'attempt.plan'])
    .select(['attempt.started_at', 'attempt.submitted_at', 'attempt.score as total'])
    .select(['response.item_ref', 'response.body', 'response.score', 'response.saved_at'])
    .orderBy('account.email')
    .orderBy('attempt.quiz_id')
    .orderBy('attempt.number')
    .orderBy('response.item_ref')
    .execute();
  const lessons = await store
    .selectFrom('lesson_progress')
    .innerJoin('account', 'account.id', 'lesson_progress.account_id')
    .select(['account.email', 'lesson_id', 'state', 'sections_read', 'best_share', 'attempts'])
    .orderBy('account.email')
    .orderBy('lesson_id')
    .execute();
  return { attempts, lessons };
}

describe('the demonstration', { timeout: 30_000 }, () => {
  it('gives the same histories each time', async () => {
    const other = await createStore();
    expect(await seed(db)).toBe(true);
    expect(await seed(other)).toBe(true);
    const first = await histories(db);
    expect(await histories(other)).toEqual(first);
    expect(JSON.stringify(first).length).toBeGreaterThan(10_000);
    await other.destroy();
  });

  it('makes a cohort of 24 learners, their instructor and an admin', async () => {
    await seed(db);
    const members = await db
      .selectFrom('membership')
      .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
      .select(['role', 'code'])
      .execute();
    expect(members.filter(({ role }) => role === 'student')).toHaveLength(24);
    expect(members.filter(({ role }) => role === 'instructor')).toHaveLength(1);
    expect(new Set(members.map(({ code }) => code))).toEqual(new Set([DEMO_CODE]));
    const admins = await db
      .selectFrom('account')
      .select('email')
      .where('is_admin', '=', 1)
      .execute();
    expect(admins).toEqual([{ email: 'admin@example.org' }]);
  });

  it('lets each of the three named people sign in', async () => {
    await seed(db);
    for (const { email } of DEMO_SIGN_INS) {
      const request = { email, password: DEMO_PASSWORD, address: '127.0.0.1' };
      expect(await signIn(db, gate, request, NOW)).toMatchObject({ kind: 'signed-in' });
    }
  });

  it('leaves a database with an account in it alone', async () => {
    await createPerson(db, 'Ada');
    expect(await seed(db)).toBe(false);
    expect(await db.selectFrom('account').select('name').execute()).toEqual([{ name: 'Ada' }]);
    expect(await db.selectFrom('cohort').selectAll().execute()).toEqual([]);
  });

  it('leaves a seeded database alone when it starts again', async () => {
    await seed(db);
    const before = await histories(db);
    expect(await seed(db)).toBe(false);
    expect(await histories(db)).toEqual(before);
  });

  it('has a text to grade, one graded, a dispute and a learner with more time', async () => {
    const quiz =
      'quiz:\n      id: texts\n      title: Texts\n      summary: Yours.\n      draw: [{ lesson: beta, count: 3 }]\n';
    const course = (SMALL_COURSE.get('course.yaml') ?? '').replace(
      'lessons: [alpha, beta]\n',
      `lessons: [alpha, beta]\n    ${quiz}`,
    );
    const files = new Map([...SMALL_COURSE, ['course.yaml', course] as const]);
    await seedDemonstration(
      db,
      gate,
      essayCourse(['why'], 'draw: [{ objective: beta/know, count: 1 }]', files),
      NOW,
    );
    const responses = await db
      .selectFrom('response')
      .select(['score'])
      .where('item_ref', '=', 'beta/why')
      .where('body', 'is not', null)
      .execute();
    const scores = responses.map(({ score }) => score);
    expect(scores.filter((score) => score === null)).toHaveLength(2);
    expect(scores.length).toBeGreaterThan(4);
    const disputes = await db.selectFrom('dispute').select(['state']).execute();
    expect(disputes).toEqual([{ state: 'open' }]);
    const given = await db.selectFrom('accommodation').select('time_factor').execute();
    expect(given).toEqual([{ time_factor: 1.5 }]);
  });

  it('has all kinds of learners, and nothing from the future', async () => {
    await seed(db);
    const rows = await db.selectFrom('lesson_progress').select(['state', 'updated_at']).execute();
    const states = new Set(rows.map(({ state }) => state));
    expect(states).toContain('passed');
    expect(states.size).toBeGreaterThan(1);
    for (const { updated_at: at } of rows)
      expect(new Date(at).getTime()).toBeLessThan(NOW.getTime());
    const idle = await db
      .selectFrom('account')
      .select('account.id')
      .leftJoin('lesson_progress', 'lesson_progress.account_id', 'account.id')
      .where('lesson_progress.lesson_id', 'is', null)
      .execute();
    // The instructor, the admin and at least one learner who never came.
    expect(idle.length).toBeGreaterThanOrEqual(3);
    const running = db.selectFrom('attempt').select('id').where('state', '=', 'in-progress');
    expect(await running.execute()).toEqual([]);
  });
});
