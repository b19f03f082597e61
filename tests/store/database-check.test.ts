import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDatabase } from '../../src/store/copy.ts';
import { checkDatabase } from '../../src/store/database-check.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Site } from '../support/site.ts';

let folder: string;
let site: Site;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-check-'));
  site = await createSite({ databaseFile: join(folder, 'manara.db') });
  await site.cohort('North', { Amina: 'student' });
  await takeQuiz(await site.signIn('Amina'), 'beta', { 1: 'green', 2: 'false' });
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function copy(): Promise<string> {
  const file = join(folder, 'copy.db');
  await copyDatabase(join(folder, 'manara.db'), file);
  return file;
}

function change(file: string, sql: string): void {
  const db = new SqliteDatabase(file);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('a copy of the database', () => {
  it('is whole, and says what it holds', async () => {
    const { problems, counts, sampled } = checkDatabase(await copy());
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ account: 1, cohort: 1, attempt: 1, response: 2 });
    expect(sampled).toBe(1);
  });

  it('holds one moment, whatever is written while it is made', async () => {
    const { db } = site;
    const filler = 'x'.repeat(4000);
    const add = async (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => ({
        path: `${index}-${Math.random()}`,
        text: filler,
      }));
      await db.insertInto('good_file').values(rows).execute();
    };
    for (let turn = 0; turn < 20; turn += 1) await add(100);
    const file = join(folder, 'copy.db');
    let writes: Promise<void> = Promise.resolve();
    let turns = 0;
    const onProgress = () => {
      turns += 1;
      writes = writes.then(async () => await add(1));
    };
    await copyDatabase(join(folder, 'manara.db'), file, { onProgress });
    await writes;
    expect(turns).toBeGreaterThan(2);
    const raw = new SqliteDatabase(file, { readonly: true });
    expect(raw.prepare('select count(*) from good_file').pluck().get()).toBe(2000);
    raw.close();
    expect(checkDatabase(file).problems).toEqual([]);
  });
});

describe('what is wrong with a file', () => {
  it.each([
    ['sums-differ', 'update attempt set score = score + 1'],
    ['broken-links', 'delete from cohort'],
    ['unknown-migration', "insert into kysely_migration values ('9999-later', '2099')"],
    ['unknown-migration', 'delete from kysely_migration'],
    ['other-program', 'pragma application_id = 7'],
  ])('is told: %s', async (kind, sql) => {
    const file = await copy();
    change(file, sql);
    expect(checkDatabase(file).problems.map((problem) => problem.kind)).toEqual([kind]);
  });

  it('is told of what is no database, what is damaged and what is not there', async () => {
    const file = await copy();
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(4096), 0, 4096, 9 * 4096);
    await handle.close();
    expect(checkDatabase(file).problems[0]?.kind).toBe('damaged');
    await writeFile(file, 'Dear diary. '.repeat(500));
    expect(checkDatabase(file).problems[0]?.kind).toBe('unreadable');
    expect(checkDatabase(join(folder, 'nothing.db')).problems[0]?.kind).toBe('unreadable');
  });
});
