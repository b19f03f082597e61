import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk, type Result } from '../support/cli.ts';
import { idOf, takeQuiz } from '../support/quiz-run.ts';
import { createSite, type Site } from '../support/site.ts';

const NAME = /manara-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db/;

let desk: Desk;
let sites: Site[];
beforeEach(async () => {
  desk = await createDesk();
  sites = [];
});
afterEach(async () => {
  for (const site of sites) await site.close();
  await desk.clear();
});

/** The site of a database file, until it is closed. */
async function open(databaseFile = desk.databaseFile): Promise<Site> {
  const site = await createSite({ databaseFile });
  sites.push(site);
  return site;
}

async function close(site: Site): Promise<void> {
  sites = sites.filter((one) => one !== site);
  await site.close();
}

const manara = async (...args: string[]): Promise<Result> => await run(args, desk.env);
const backups = () => join(desk.folder, 'data', 'backups');

/** Makes it another program's file. */
function mark(file: string): void {
  const db = new SqliteDatabase(file);
  db.pragma('application_id = 7');
  db.close();
}

describe('manara backup', { timeout: 60_000 }, () => {
  it('copies while submissions are written, and the copy restored has every one acknowledged before', async () => {
    const site = await open();
    await site.person('Root', { isAdmin: true });
    await site.cohort('North', { Amina: 'student' });
    const amina = await site.signIn('Amina');
    const before = await takeQuiz(amina, 'beta', { 1: 'green', 2: 'false' });
    const command = manara('backup');
    const ended = command.then(() => 'ended' as const);
    const turn = async () => await takeQuiz(amina, 'beta', { 1: 'green', 2: 'true' });
    while ((await Promise.race([ended, turn()])) !== 'ended');
    const made = await command;
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const name = NAME.exec(made.stdout)?.[0] ?? '';
    const after = await takeQuiz(amina, 'beta', { 1: 'green', 2: 'true' });

    // With the site still open nothing is swapped.
    const busy = await manara('restore', name);
    expect(busy).toMatchObject({ code: 1, stdout: '' });
    expect(busy.stderr).toContain('is in use; stop the server first');
    expect((await amina.get(after)).statusCode).toBe(200);
    await close(site);

    const restored = await manara('restore', name);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    const again = await open();
    const scores = await again.db.selectFrom('attempt').select(['id', 'score']).execute();
    expect(scores.map(({ id }) => id)).toContain(idOf(before));
    expect(scores.map(({ id }) => id)).not.toContain(idOf(after));
    const session = await again.anonymous().get('/en/progress');
    expect(session.headers.location).toContain('/en/sign-in');
    // Who was signed in then is not signed in now; the password is the same.
    expect(await again.db.selectFrom('session').selectAll().execute()).toEqual([]);
    const back = await again.signIn('Amina');
    expect((await back.get(before)).statusCode).toBe(200);
    const events = await again.db.selectFrom('audit_event').select('action').execute();
    expect(events.map(({ action }) => action)).toContain('database-restored');
    const kept = (await readdir(join(desk.folder, 'data'))).filter((file) =>
      file.startsWith('manara.db.before-'),
    );
    expect(kept).toHaveLength(1);
    const aside = await manara('backup', 'verify', join(desk.folder, 'data', kept[0] ?? ''));
    expect(aside.code).toBe(0);
  });

  it('keeps as many as the settings say, for the owner’s eyes only, and lists them', async () => {
    await manara('migrate');
    const env = { ...desk.env, BACKUP_KEEP: '1' };
    const first = NAME.exec((await run(['backup'], env)).stdout)?.[0];
    // Names are to the second, and a process takes about as long to start.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const second = await run(['backup'], env);
    expect(second.stdout).toContain(`Removed ${first}.`);
    const { stdout } = await manara('backup', 'list');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/^manara-\S+Z\.db\t\d+ bytes\twhole\n$/);
    const files = await readdir(backups());
    for (const file of files) {
      expect((await stat(join(backups(), file))).mode & 0o077, file).toBe(0);
    }
    expect(files).toHaveLength(2);
  });

  it('writes where it is told, but over nothing', async () => {
    await manara('migrate');
    const out = join(desk.folder, 'copy.db');
    expect((await manara('backup', '--out', out)).code).toBe(0);
    expect(await manara('backup', '--out', out)).toMatchObject({ code: 1, stdout: '' });
    const nowhere = join(desk.folder, 'no', 'copy.db');
    expect(await manara('backup', '--out', nowhere)).toMatchObject({ code: 2, stdout: '' });
    expect(await readdir(desk.folder)).not.toContain('no');
  });

  it('says that there is no database, and makes none', async () => {
    const { code, stderr } = await manara('backup');
    expect(code).toBe(1);
    expect(stderr).toContain('There is no database file');
    expect(await readdir(desk.folder)).toEqual(['lessons']);
  });
});

describe('manara restore', { timeout: 60_000 }, () => {
  it('mends a site whose database is damaged, and one that has none', async () => {
    const site = await open();
    await site.person('Amina');
    await close(site);
    const out = join(desk.folder, 'copy.db');
    await manara('backup', '--out', out);
    await writeFile(desk.databaseFile, 'Dear diary. '.repeat(500));
    await writeFile(`${desk.databaseFile}-wal`, 'of the diary');
    expect(await manara('restore', out)).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(join(desk.folder, 'data'))).not.toContain('manara.db-wal');
    const mended = await open();
    expect(await mended.db.selectFrom('account').select('name').execute()).toHaveLength(1);
    await close(mended);
    const elsewhere = {
      ...desk.env,
      DATABASE_URL: `file:${join(desk.folder, 'new', 'manara.db')}`,
    };
    const fresh = await run(['restore', out], elsewhere);
    expect(fresh).toMatchObject({ code: 0, stderr: '' });
    expect(fresh.stdout).not.toContain('as it was');
  });

  it('leaves a database of another program alone', async () => {
    await manara('migrate');
    const out = join(desk.folder, 'copy.db');
    await manara('backup', '--out', out);
    mark(desk.databaseFile);
    const { code, stderr } = await manara('restore', out);
    expect(code).toBe(1);
    expect(stderr).toContain('is a database of another program; it was not touched.');
    expect(await readdir(join(desk.folder, 'data'))).toEqual(['manara.db']);
  });

  it('refuses what is not whole, as verifying does, and says why', async () => {
    await manara('migrate');
    const out = join(desk.folder, 'copy.db');
    await manara('backup', '--out', out);
    mark(out);
    for (const words of [['restore'], ['backup', 'verify']]) {
      const refused = await manara(...words, out);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`${out} is not whole:\n  other-program: `);
      expect((await manara(...words, 'nothing.db')).code).toBe(2);
    }
  });
});
