import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

const migrate = async (env: Readonly<Record<string, string>> = desk.env) =>
  await run(['migrate'], env);

function tables(): number {
  const db = new SqliteDatabase(desk.databaseFile, { readonly: true });
  const count = db.prepare("select count(*) from sqlite_master where type = 'table'").pluck().get();
  db.close();
  return Number(count);
}

describe('manara migrate', { timeout: 30_000 }, () => {
  it('makes the database with its folder, and may be run again', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await migrate()).toEqual({
        code: 0,
        stdout: `${desk.databaseFile} is up to date.\n`,
        stderr: '',
      });
    }
    expect(tables()).toBeGreaterThan(10);
  });

  it('may be run by several processes at once', async () => {
    const results = await Promise.all([migrate(), migrate(), migrate()]);
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      results.map(() => ({ code: 0, stderr: '' })),
    );
  });

  it('leaves a file that is no database as it is, with exit code 1', async () => {
    await mkdir(dirname(desk.databaseFile), { recursive: true });
    await writeFile(desk.databaseFile, 'Dear diary. '.repeat(500));
    const { code, stdout, stderr } = await migrate();
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('error: ');
    expect(stderr).not.toContain('    at ');
    expect(await readFile(desk.databaseFile, 'utf8')).toBe('Dear diary. '.repeat(500));
  });

  it('tells on stderr what cannot be opened and which setting is wrong', async () => {
    const folder = await migrate({ DATABASE_URL: `file:${desk.folder}` });
    expect(folder).toMatchObject({ code: 1, stdout: '' });
    expect(folder.stderr).toContain(`error: ${desk.folder} cannot be opened`);
    const setting = await migrate({ DATABASE_URL: 'postgres://localhost/manara' });
    expect(setting).toMatchObject({ code: 1, stdout: '' });
    expect(setting.stderr).toContain('DATABASE_URL: must look like file:');
    expect(setting.stderr).not.toContain('    at ');
  });
});
