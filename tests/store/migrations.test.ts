import { Migrator, sql, type Kysely } from 'kysely';
import * as one from '../../migrations/0001-people-and-cohorts.ts';
import * as two from '../../migrations/0002-attempts.ts';
import * as held from '../../migrations/0005-held-marks.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';

const ALL = [
  '0001-people-and-cohorts',
  '0002-attempts',
  '0003-progress',
  '0004-disputes-and-records',
  '0005-held-marks',
  '0006-wordings',
  '0007-statistics',
  '0008-publishing',
  '0010-mail',
  '0011-cohort-sums',
  '0013-privacy',
  '0014-activity',
  '0015-api-tokens',
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

it('notes of attempts made before when their marks may be known', async () => {
  const provider = {
    getMigrations: async () => ({ '0001-people-and-cohorts': one, '0002-attempts': two }),
  };
  const migrator = new Migrator({ db, provider });
  await migrator.migrateToLatest();
  const close = '2030-01-01T00:00:00.000Z';
  const marks = ['after-submission', 'after-close', 'never'];
  await sql`insert into account (id, email, email_key, name, password_hash, is_admin, locale, text_size, quiz_layout, created_at)
    values ('ada', 'a@b.c', 'a@b.c', 'Ada', '', 0, 'en', 'normal', 'one', ${close})`.execute(db);
  for (const [index, rule] of marks.entries()) {
    const settings = JSON.stringify({ release: { marks: rule }, closesAt: close });
    await sql`insert into attempt (id, account_id, quiz_id, quiz_hash, quiz_title, settings, number, state, seed, plan, started_at, max_score)
      values (${rule}, 'ada', 'quiz', '', '', ${settings}, ${index + 1}, 'graded', 1, '[]', ${close}, 1)`.execute(
      db,
    );
  }
  await held.up(db);
  const { rows } = await sql<{ id: string; marks_from: string | null }>`
    select id, marks_from from attempt order by number`.execute(db);
  expect(rows).toEqual([
    { id: 'after-submission', marks_from: null },
    { id: 'after-close', marks_from: close },
    { id: 'never', marks_from: '9999-12-31T00:00:00.000Z' },
  ]);
});
