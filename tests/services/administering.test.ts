import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  changeAdmin,
  changeDisabled,
  createAccount,
  createCohort,
  endMembership,
  setMembership,
} from '../../src/services/administering.ts';
import { createPasswordGate } from '../../src/services/hashing.ts';
import { newJoinCode } from '../../src/services/join-codes.ts';
import { foldCode, joinAsNewLearner, joinWithAccount } from '../../src/services/joining.ts';
import { findCohort, listMembers } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/database.ts';
import { createPerson, createStore } from '../support/store.ts';

const NOW = new Date('2030-01-01T12:00:00Z');
const gate = createPasswordGate();
let db: Db;
let root: string;

beforeEach(async () => {
  db = await createStore();
  root = await createPerson(db, 'Root', true);
});
afterEach(async () => await db.destroy());

const events = async () =>
  await db
    .selectFrom('audit_event')
    .select(['action', 'actor_id', 'subject', 'detail'])
    .orderBy('id')
    .execute();

it('keeps the last active admin, and tells what is missing', async () => {
  expect(await changeAdmin(db, root, root, false, NOW)).toBe('last-admin');
  expect(await changeDisabled(db, root, root, true, NOW)).toBe('last-admin');
  expect(await changeAdmin(db, root, 'nobody', true, NOW)).toBe('missing');
  expect(await events()).toEqual([]);
  const other = await createPerson(db, 'Other', true);
  expect(await changeDisabled(db, root, other, true, NOW)).toBe('done');
  expect(await changeAdmin(db, root, root, false, NOW)).toBe('last-admin');
  expect(await changeDisabled(db, root, other, false, NOW)).toBe('done');
  expect(await changeAdmin(db, root, root, false, NOW)).toBe('done');
});

it('ends the sessions of the person whose rights change, and no others', async () => {
  const ada = await createPerson(db, 'Ada');
  const cohortId = await createCohort(db, root, 'Class', NOW);
  const sessions = async () =>
    (await db.selectFrom('session').select('id').execute()).map(({ id }) => id);
  const signIn = async () => {
    const times = { created_at: '2030', expires_at: '2031' };
    await db
      .insertInto('session')
      .values({ id: 'ada', account_id: ada, ...times })
      .execute();
  };
  const times = { created_at: '2030', expires_at: '2031' };
  await db
    .insertInto('session')
    .values({ id: 'root', account_id: root, ...times })
    .execute();
  const change = { actorId: root, cohortId, accountId: ada };
  for (const act of [
    async () => await changeAdmin(db, root, ada, true, NOW),
    async () => await changeDisabled(db, root, ada, true, NOW),
    async () => await setMembership(db, { ...change, role: 'instructor' }, NOW),
    async () => await endMembership(db, change, NOW),
  ]) {
    await signIn();
    await act();
    expect(await sessions()).toEqual(['root']);
  }
});

it('records who did what to whom', async () => {
  const ada = await createPerson(db, 'Ada');
  const cohortId = await createCohort(db, root, 'Class', NOW);
  await setMembership(db, { actorId: root, cohortId, accountId: ada, role: 'student' }, NOW);
  expect(await events()).toEqual([
    { action: 'cohort-created', actor_id: root, subject: cohortId, detail: '{}' },
    {
      action: 'member-role-set',
      actor_id: root,
      subject: ada,
      detail: JSON.stringify({ cohort: cohortId }),
    },
  ]);
});

it('makes an account once for an address, in whatever case', async () => {
  const account = {
    name: 'Ada',
    email: 'Ada@Example.org',
    password: 'seven blue camels',
    isAdmin: false,
    locale: 'en' as const,
  };
  await createAccount(db, gate, account, NOW);
  await expect(
    createAccount(db, gate, { ...account, email: 'ada@example.org' }, NOW),
  ).rejects.toThrow(/UNIQUE/);
  expect(await events()).toMatchObject([{ action: 'account-created', actor_id: null }]);
});

it('makes join codes that survive being read aloud', () => {
  const codes = Array.from({ length: 300 }, newJoinCode);
  for (const code of codes) {
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(foldCode(` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}\n`)).toBe(code);
  }
  expect(new Set(codes).size).toBe(300);
});

it('gives one of two people who take the same address at once an account', async () => {
  const cohortId = await createCohort(db, root, 'Class', NOW);
  const code = (await findCohort(db, cohortId))?.code ?? '';
  const learner = { code, name: 'Ada', password: 'seven blue camels', locale: 'en' as const };
  const outcomes = await Promise.all(
    ['ada@x.org', 'ADA@x.org'].map(
      async (email) => await joinAsNewLearner(db, gate, { ...learner, email }, NOW),
    ),
  );
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['email-taken', 'joined']);
  expect(await listMembers(db, cohortId)).toMatchObject([{ name: 'Ada', role: 'student' }]);
});

it('leaves the role of a member who joins again as it is', async () => {
  const ada = await createPerson(db, 'Ada');
  const cohortId = await createCohort(db, root, 'Class', NOW);
  await setMembership(db, { actorId: root, cohortId, accountId: ada, role: 'instructor' }, NOW);
  const code = (await findCohort(db, cohortId))?.code ?? '';
  expect(await joinWithAccount(db, ada, code, NOW)).toMatchObject({ kind: 'joined' });
  expect(await joinWithAccount(db, ada, 'NOTHING', NOW)).toEqual({
    kind: 'bad-code',
    problem: 'unknown',
  });
  expect(await listMembers(db, cohortId)).toMatchObject([{ role: 'instructor' }]);
});
