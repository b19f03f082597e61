import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db, Tx } from '../../src/store/database.ts';
import { replaceGoodFiles } from '../../src/store/good-files.ts';
import { commitTogether } from '../../src/store/group-commit.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';

let db: Db;

beforeEach(async () => {
  db = openDatabase(':memory:');
  await migrateToLatest(db);
});
afterEach(async () => db.destroy());

const insert = (path: string) => async (tx: Tx) => {
  await tx.insertInto('good_file').values({ path, text: '' }).execute();
  return path;
};
const insertAndFail = (path: string) => async (tx: Tx) => {
  await insert(path)(tx);
  throw new Error('refused');
};
const lose = async (tx: Tx) => {
  await sql`rollback`.execute(tx);
  throw new Error('disk full');
};
const paths = async () => {
  const rows = await db.selectFrom('good_file').select('path').orderBy('path').execute();
  return rows.map((row) => row.path);
};

describe('works committed together', () => {
  test('each get their own result', async () => {
    const works = ['a', 'b', 'c'].map(async (path) => commitTogether(db, insert(path)));
    expect(await Promise.all(works)).toEqual(['a', 'b', 'c']);
    expect(await paths()).toEqual(['a', 'b', 'c']);
  });

  test('are undone alone when they throw', async () => {
    const works = [insert('a'), insertAndFail('b'), insert('c')];
    const settled = await Promise.allSettled(works.map(async (work) => commitTogether(db, work)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await paths()).toEqual(['a', 'c']);
  });

  test('leave nothing when the only one throws', async () => {
    await expect(commitTogether(db, insertAndFail('a'))).rejects.toThrow('refused');
    expect(await paths()).toEqual([]);
  });

  test('see what those before them did', async () => {
    const works = [insert('a'), insert('a')];
    const settled = await Promise.allSettled(works.map(async (work) => commitTogether(db, work)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
  });

  test('all fail when the transaction itself is lost', async () => {
    const works = [insert('a'), lose, insert('c')];
    const settled = await Promise.allSettled(works.map(async (work) => commitTogether(db, work)));
    const reasons = settled.map((one) => one.status === 'rejected' && String(one.reason));
    expect(reasons).toEqual(Array.from({ length: 3 }, () => 'Error: disk full'));
    expect(await paths()).toEqual([]);
  });

  test('leave room for other transactions afterwards', async () => {
    await Promise.allSettled([commitTogether(db, insertAndFail('a'))]);
    await db.transaction().execute(async (tx) => replaceGoodFiles(tx, new Map([['b', '']])));
    expect(await paths()).toEqual(['b']);
  });
});
