import { Migrator, sql, type Kysely } from 'kysely';
import * as one from '../../migrations/0001-people-and-cohorts.ts';
import * as two from '../../migrations/0002-attempts.ts';
import * as held from '../../migrations/0005-held-marks.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERSONAL_COLUMNS } from '../../src/services/personal-tables.ts';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { getOwnAccount } from '../../src/store/personal-data.ts';
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
  '0009-running-cohorts',
  '0010-mail',
  '0011-cohort-sums',
  '0012-credentials',
  '0013-privacy',
  '0014-activity',
  '0015-api-tokens',
  '0016-administration',
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

/** Tables of ours. */
async function tables(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table'
    and name not like 'sqlite_%' and name not like 'kysely_%' order by name`.execute(db);
  return rows.map(({ name }) => name);
}

interface Reference {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly on_delete: string;
}

async function references(): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select m.name as "table", f."from", f."table" as "to", f.on_delete
    from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(db);
  return rows;
}

/** Names of columns that say whose a row is, whether or not the schema knows. */
const NAMES_SOMEBODY =
  /(^|_)(account|actor|viewer|author|grader|owner|learner|recipient|subject|email)(_|$)|_by$|^to$/;

/** Says who ended an attempt, the learner or the clock. */
const NOBODY = 'attempt.ended_by';

describe('what the schema holds about people', () => {
  const listed = PERSONAL_COLUMNS.map(({ table, column }) => `${table}.${column}`);

  it('is all in the list that the download and erasure follow: say there what becomes of a new table', async () => {
    await migrateToLatest(db);
    const all = await references();
    const whose = new Set(['account']);
    // A row that hangs on a row that hangs on an account is found in the second round.
    for (let round = 0; round < 3; round += 1) {
      for (const { table, to, on_delete: deletion } of all) {
        if (whose.has(to) && deletion === 'CASCADE') whose.add(table);
      }
    }
    const found = new Set(
      all.filter(({ to }) => whose.has(to)).map(({ table, from }) => `${table}.${from}`),
    );
    for (const table of await tables()) {
      const { rows } = await sql<{ name: string }>`
        select name from pragma_table_info(${table})`.execute(db);
      for (const { name } of rows) {
        if (NAMES_SOMEBODY.test(name) && table !== 'account') found.add(`${table}.${name}`);
      }
    }
    expect([...found].filter((name) => name !== NOBODY && !listed.includes(name))).toEqual([]);
  });

  it('lists only columns that there are', async () => {
    await migrateToLatest(db);
    for (const { table, column } of PERSONAL_COLUMNS) {
      const { rows } = await sql<{ name: string }>`
        select name from pragma_table_info(${table})`.execute(db);
      expect(
        rows.map(({ name }) => name),
        table,
      ).toContain(column);
    }
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('gives every column of an account to its person, but what opens it', async () => {
    await migrateToLatest(db);
    await sql`insert into account (id, email, email_key, name, password_hash, is_admin, locale,
      text_size, quiz_layout, created_at) values ('ada', '', '', '', '', 0, '', '', '', '')`.execute(
      db,
    );
    const { rows } = await sql<{ name: string }>`
      select name from pragma_table_info('account')`.execute(db);
    const secret = ['password_hash', 'email_key'];
    expect(Object.keys(await getOwnAccount(db, 'ada')).toSorted()).toEqual(
      rows
        .map(({ name }) => name)
        .filter((name) => !secret.includes(name))
        .toSorted(),
    );
  });
});
