import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';

let folder: string;
let site: Site;
let root: Browser;
let now: Date;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-site-'));
  now = new Date('2030-05-01T12:00:00.000Z');
  const databaseFile = join(folder, 'manara.db');
  const env = { BACKUP_KEEP: '2', TIME_ZONE: 'UTC' };
  site = await createSite({ databaseFile, env, now: () => now });
  await site.person('Root', { isAdmin: true });
  root = await site.signIn('Root');
});
afterEach(async () => {
  await site.context.backups.stop();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** Waits until nothing is made or checked any more. */
async function settled(): Promise<void> {
  while (site.context.backups.work().kind !== 'none') {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const page = async (): Promise<string> => (await root.get('/en/admin/backups')).body;

describe('the page of backups', { timeout: 30_000 }, () => {
  it('makes one and says that it is whole', async () => {
    expect(await page()).toContain('There is no backup yet.');
    const begun = await root.post('/en/admin/backups');
    expect(begun.headers.location).toBe('/en/admin/backups');
    const during = await page();
    expect(during).toContain('The backup has begun.');
    expect(during).toMatch(/A backup is being made|is being checked/);
    const second = await root.post('/en/admin/backups');
    expect(second.statusCode).toBe(303);
    expect(await page()).toContain('Something else is under way.');
    await settled();
    const after = await page();
    expect(after).toContain('manara-2030-05-01T12-00-00Z.db');
    expect(after).toContain('<span class="badge ok">whole</span>');
    expect(after).toMatch(/<bdi>1<\/bdi> accounts/);
    expect(after).not.toContain('href="/en/admin/backups/');
    const audit = await root.get('/en/admin/audit');
    expect(audit.body).toContain('backup made');
  });

  it('checks one again', async () => {
    await root.post('/en/admin/backups');
    await settled();
    const name = 'manara-2030-05-01T12-00-00Z';
    await rm(join(folder, 'backups', `${name}.check.json`));
    expect(await page()).toContain('<span class="badge mid">not checked</span>');
    const { statusCode } = await root.post(`/en/admin/backups/${name}.db/check`);
    expect(statusCode).toBe(303);
    await settled();
    expect(await page()).toContain('<span class="badge ok">whole</span>');
    const nothing = await root.post('/en/admin/backups/..%2fmanara.db/check');
    expect(nothing.statusCode).toBe(404);
  });

  it('tells what went wrong', async () => {
    await rm(join(folder, 'manara.db'));
    await root.post('/en/admin/backups');
    await settled();
    expect(await page()).toContain('There is no database file');
  });
});

const sweep = async () => await site.context.sweeper.run('backups');
const names = async () =>
  (await readdir(join(folder, 'backups'))).filter((name) => name.endsWith('.db'));

describe('the daily backup', { timeout: 30_000 }, () => {
  it('is made once a day, also after its hour was missed, and old ones go', async () => {
    await sweep();
    expect(await names()).toEqual(['manara-2030-05-01T12-00-00Z.db']);
    now = new Date('2030-05-02T03:29:59.000Z');
    await sweep();
    expect(await names()).toHaveLength(1);
    for (const day of ['02', '03']) {
      now = new Date(`2030-05-${day}T03:30:10.000Z`);
      await sweep();
      await sweep();
    }
    expect((await names()).toSorted()).toEqual([
      'manara-2030-05-02T03-30-10Z.db',
      'manara-2030-05-03T03-30-10Z.db',
    ]);
    expect(site.context.sweeper.reports().find(({ name }) => name === 'backups')?.failures).toBe(0);
  });
});
