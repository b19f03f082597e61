import { setImmediate } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPasswordGate, GateFullError } from '../../src/services/hashing.ts';
import { changePassword } from '../../src/services/passwords.ts';
import { signIn } from '../../src/services/signing-in.ts';
import { setDisabled, setPasswordHash } from '../../src/store/accounts.ts';
import type { Db } from '../../src/store/database.ts';
import { createPerson, createStore } from '../support/store.ts';

const RIGHT = 'a long enough password';
const CHEAP_HASH = hash(RIGHT, { memoryCost: 8, timeCost: 1, parallelism: 1 });
const gate = createPasswordGate();
const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1) + seconds * 1000);

let db: Db;
let ada: string;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'Ada');
  await setPasswordHash(db, ada, await CHEAP_HASH);
});
afterEach(async () => await db.destroy());

const attempt = async (
  password: string,
  seconds = 0,
  { email = 'ada@example.org', address = '192.0.2.1' } = {},
) => await signIn(db, gate, { email, password, address }, at(seconds));

const actions = async () =>
  (await db.selectFrom('audit_event').select(['action', 'subject']).orderBy('id').execute()).map(
    ({ action, subject }) => [action, subject],
  );

describe('signing in', { timeout: 30_000 }, () => {
  it('knows the address in any case and with spaces around it', async () => {
    const outcome = await attempt(RIGHT, 0, { email: '  ADA@Example.ORG ' });
    expect(outcome).toEqual({ kind: 'signed-in', accountId: ada, locale: 'en' });
    expect(await actions()).toEqual([['signed-in', ada]]);
  });

  it('refuses a wrong password, an unknown address and a disabled account alike', async () => {
    expect(await attempt('wrong')).toEqual({ kind: 'refused' });
    expect(await attempt(RIGHT, 0, { email: 'who@example.org' })).toEqual({ kind: 'refused' });
    await setDisabled(db, ada, at(0));
    expect(await attempt(RIGHT)).toEqual({ kind: 'refused' });
    expect(await actions()).toEqual([
      ['sign-in-failed', 'ada@example.org'],
      ['sign-in-failed', 'who@example.org'],
      ['sign-in-failed', 'ada@example.org'],
    ]);
  });

  it('lets an account wait longer with each failure beyond the fourth, and then try', async () => {
    for (let failure = 0; failure < 5; failure += 1) await attempt('wrong');
    expect(await attempt(RIGHT, 0.5)).toEqual({ kind: 'wait', seconds: 1 });
    expect(await attempt('wrong', 1)).toEqual({ kind: 'refused' });
    expect(await attempt(RIGHT, 1)).toEqual({ kind: 'wait', seconds: 2 });
    expect(await attempt(RIGHT, 3)).toMatchObject({ kind: 'signed-in' });
    expect(await attempt('wrong', 3)).toEqual({ kind: 'refused' });
  });

  it('counts failures of an account from anywhere, and known and unknown accounts alike', async () => {
    for (const email of ['ada@example.org', 'who@example.org']) {
      for (let number = 0; number < 5; number += 1) {
        await attempt('wrong', 0, { email, address: `192.0.2.${number}` });
      }
      const outcome = await attempt(RIGHT, 0, { email, address: '192.0.2.99' });
      expect(outcome).toEqual({ kind: 'wait', seconds: 1 });
    }
  });

  it('slows an address down that tries many accounts, and no other address', async () => {
    for (let number = 0; number < 41; number += 1) {
      await attempt('wrong', 0, { email: `guess-${number}@example.org` });
    }
    expect(await attempt(RIGHT)).toEqual({ kind: 'wait', seconds: 1 });
    expect(await attempt(RIGHT, 0, { address: '192.0.2.2' })).toMatchObject({ kind: 'signed-in' });
    expect(await attempt(RIGHT, 0)).toEqual({ kind: 'wait', seconds: 1 });
  });

  it('forgets failures of the day before', async () => {
    for (let failure = 0; failure < 12; failure += 1) await attempt('wrong', failure * 300);
    expect(await attempt(RIGHT, 3300 + 86_400)).toMatchObject({ kind: 'signed-in' });
  });

  it('hashes two at a time, lets twenty wait and sends the rest away', async () => {
    const busy = createPasswordGate();
    const check = async () => await busy.verify(undefined, 'x');
    const first = [check(), check()];
    // Until both are being worked on.
    await setImmediate();
    const outcomes = await Promise.allSettled([...first, ...Array.from({ length: 23 }, check)]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(GateFullError);
    expect(await busy.verify(undefined, 'x')).toBe(false);
  });

  it('ends every session with the password, and only for who knows the old one', async () => {
    const session = { id: 'x', account_id: ada, created_at: '2030', expires_at: '2031' };
    await db.insertInto('session').values(session).execute();
    const known = { accountId: ada, email: 'ada@example.org', address: '192.0.2.1' };
    const change = { ...known, current: 'wrong', next: 'another long password' };
    expect(await changePassword(db, gate, change, at(0))).toEqual({ kind: 'wrong' });
    expect(await db.selectFrom('session').selectAll().execute()).toHaveLength(1);
    const right = { ...change, current: RIGHT };
    expect(await changePassword(db, gate, right, at(0))).toEqual({ kind: 'changed' });
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
    expect(await attempt(RIGHT)).toEqual({ kind: 'refused' });
    expect(await attempt(change.next)).toMatchObject({ kind: 'signed-in' });
  });
});
