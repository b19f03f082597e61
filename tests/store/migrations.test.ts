import { Migrator, sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';

const ALL = [
  '0001-people-and-cohorts',
  '0002-attempts',
  '0003-progress',
  '0004-disputes-and-records',
];

let db: Db;
beforeEach(() => {
  db = openDatabase(':memory:');
});
afterEach(async () => await db.destroy());

/** Our tables and indexes, without those that the migrator keeps for itself. */
async function schema(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master
    where name not like 'sqlite_%' and name not like 'kysely_%' order by name`.execute(db);
  return rows.map(({ name }) => name);
}

it('makes every table once, and finds nothing to do the next time', async () => {
  expect(await migrateToLatest(db)).toEqual(ALL);
  const made = await schema();
  expect(made).toEqual(
    expect.arrayContaining([
      'account',
      'attempt',
      'attempt_in_progress',
      'response',
      'review_card',
      'good_file',
    ]),
  );
  expect(await migrateToLatest(db)).toEqual([]);
  expect(await schema()).toEqual(made);
});

it('leaves nothing behind when it fails halfway, and goes through when run again', async () => {
  // The last table of the last migration is in its way.
  await sql`create table good_file (mine text)`.execute(db);
  await expect(migrateToLatest(db)).rejects.toThrow('good_file');
  expect(await schema()).toEqual(['good_file']);
  await sql`drop table good_file`.execute(db);
  expect(await migrateToLatest(db)).toEqual(ALL);
});

it('undoes the migrations before the one that fails, rows too', async () => {
  await sql`create table kept (n integer)`.execute(db);
  const provider = {
    getMigrations: async () => ({
      '1-good': {
        up: async (tx: Kysely<unknown>) => {
          await tx.schema.createTable('fresh').addColumn('n', 'integer').execute();
          await sql`insert into kept values (1)`.execute(tx);
        },
      },
      '2-bad': {
        up: async (tx: Kysely<unknown>) => {
          await tx.schema.createTable('second').addColumn('n', 'integer').execute();
          await sql`insert into nowhere values (1)`.execute(tx);
        },
      },
    }),
  };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(String(error)).toContain('nowhere');
  expect(await schema()).toEqual(['kept']);
  expect((await sql`select * from kept`.execute(db)).rows).toEqual([]);
});

it('refuses a database that a newer version has migrated', async () => {
  await migrateToLatest(db);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099')`.execute(
    db,
  );
  await expect(migrateToLatest(db)).rejects.toThrow('9999-future');
});
