import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertAccount, listPeople } from '../../src/store/accounts.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { DatabaseFileError, openDatabase } from '../../src/store/open.ts';
import { createPerson } from '../support/store.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-store-'));
  file = join(folder, 'manara.db');
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** Makes a database with one account in it, closed again. */
async function make(): Promise<void> {
  const db = openDatabase(file);
  await migrateToLatest(db);
  await createPerson(db, 'Ada');
  await db.destroy();
}

describe('a database', () => {
  it('is opened for full durability, with foreign keys and a short patience', async () => {
    const db = openDatabase(file);
    const pragma = async (name: string): Promise<unknown> => {
      const { rows } = await sql.raw<object>(`pragma ${name}`).execute(db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(1000);
    expect(await pragma('application_id')).toBe(0x6d6e7261);
    await db.destroy();
  });

  it('is made with its folder and keeps its rows when it is opened again', async () => {
    file = join(folder, 'deep', 'er', 'manara.db');
    await make();
    const db = openDatabase(file);
    expect(await migrateToLatest(db)).toEqual([]);
    expect(await listPeople(db, { search: '', role: null, disabled: null }, 10, 0)).toMatchObject([
      { name: 'Ada' },
    ]);
    await db.destroy();
  });

  it('refuses rows that belong to nobody', async () => {
    const db = openDatabase(file);
    await migrateToLatest(db);
    const orphan = { id: 'x', account_id: 'nobody', created_at: '2030', expires_at: '2031' };
    await expect(db.insertInto('session').values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/);
    await db.destroy();
  });

  it('refuses values that the application never writes', async () => {
    const db = openDatabase(file);
    await migrateToLatest(db);
    const id = await createPerson(db, 'Ada');
    const attempt = {
      id: 'a',
      account_id: id,
      quiz_id: 'l',
      quiz_hash: 'h',
      quiz_title: 't',
      number: 1,
      state: 'graded' as const,
      seed: 1,
      plan: '[]',
      settings: '{}',
      started_at: '2030',
      submitted_at: null,
      deadline_at: null,
      ended_by: 'submission' as const,
      in_grace: 0 as const,
      submission_key: null,
      certainty_score: null,
      max_score: 2,
    };
    for (const score of [-0.1, 2.1]) {
      const insert = db.insertInto('attempt').values({ ...attempt, score });
      await expect(insert.execute()).rejects.toThrow(/CHECK/);
    }
    const account = { name: 'B', email: 'ada@EXAMPLE.org', passwordHash: '', isAdmin: false };
    await expect(insertAccount(db, { ...account, locale: 'en' }, new Date())).rejects.toThrow(
      /UNIQUE/,
    );
    await db.destroy();
  });
});

/** Expects that the file is refused, and is byte for byte as it was, with nothing beside it. */
async function expectRefused(words: RegExp): Promise<void> {
  const before = await readFile(file);
  const neighbours = await readdir(folder);
  expect(() => openDatabase(file)).toThrow(DatabaseFileError);
  expect(() => openDatabase(file)).toThrow(words);
  expect((await readFile(file)).equals(before)).toBe(true);
  expect(await readdir(folder)).toEqual(neighbours);
}

describe('a file that is not ours', () => {
  it('is refused when another program made it', async () => {
    const other = new SqliteDatabase(file);
    other.exec('create table photos (name text); insert into photos values (1)');
    other.close();
    await expectRefused(/another program/);
  });

  it('is refused when another program signed it', async () => {
    const other = new SqliteDatabase(file);
    other.pragma('application_id = 1234');
    other.exec('create table account (id text)');
    other.close();
    await expectRefused(/another program/);
  });

  it('is refused when it is no database', async () => {
    await writeFile(file, 'Dear diary, today I wrote a long text. '.repeat(100));
    await expectRefused(/damaged or not a database/);
  });

  it('is refused when its middle is damaged', async () => {
    await make();
    const bytes = await readFile(file);
    bytes.fill(0xaa, 4096, 4096 * 6);
    await writeFile(file, bytes);
    await expectRefused(/damaged/);
  });

  it('is refused when its end is missing', async () => {
    await make();
    await truncate(file, 4096 * 3);
    await expectRefused(/damaged/);
  });

  it('is refused when it is a folder', async () => {
    await mkdir(file);
    expect(() => openDatabase(file)).toThrow(DatabaseFileError);
    expect(await readdir(file)).toEqual([]);
  });
});
