import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSite, type Browser, type Site } from '../support/site.ts';

let folder: string;
let site: Site;
let root: Browser;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-health-'));
  const env = { SMTP_URL: 'smtps://post:canary@mail.example.org', MAIL_FROM: 'manara@example.org' };
  site = await createSite({ databaseFile: join(folder, 'manara.db'), env });
  await site.person('Root', { isAdmin: true });
  await site.cohort('North', { Amina: 'student' });
  root = await site.signIn('Root');
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const body = async (path: string): Promise<string> => (await root.get(path)).body;

/** The words of a line of the page, without markup. */
async function line(name: string): Promise<string> {
  const page = (await body('/en/admin/health')).replaceAll(/<[^>]+>/g, '');
  return page.split('\n').find((text) => text.startsWith(`${name} `)) ?? '';
}

describe('the health page', () => {
  it('says how the database is really set', async () => {
    expect(await line('Safe writing')).toMatch(/^Safe writing fine/);
    expect(await body('/en/admin/health')).toContain('synchronous <bdi>2</bdi>');
    // A page must not say fine by heart.
    const { sql } = await import('kysely');
    await sql`pragma synchronous = NORMAL`.execute(site.db);
    expect(await line('Safe writing')).toMatch(/^Safe writing broken/);
    expect(await body('/en/admin/health')).toContain('Something needs mending now.');
  });

  it('says what to do where something wants looking at', async () => {
    expect(await line('Last backup')).toMatch(/^Last backup look/);
    expect(await body('/en/admin/health')).toContain('Open Backups: make one');
    await root.post('/en/admin/backups');
    while (site.context.backups.work().kind !== 'none') {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await line('Last backup')).toMatch(/^Last backup fine/);
  });

  it('shows how the sweeps went', async () => {
    await site.context.sweeper.run('sessions');
    await site.db.schema.dropTable('throttle').execute();
    await site.db.schema.alterTable('attempt').renameTo('elsewhere').execute();
    await site.context.sweeper.run('attempts');
    const page = await body('/en/admin/health');
    expect(page).toContain('Forgets sessions that ended');
    expect(page).toMatch(/Failed <bdi>[^<]+<\/bdi>: <bdi>no such table: attempt<\/bdi>/);
    expect(page).toContain('not yet');
  });
});

describe('the admin’s pages', () => {
  it('begin with what matters', async () => {
    const page = await body('/en/admin');
    expect(page).toContain('<bdi>2</bdi> accounts');
    expect(page).toContain('One open cohort');
    expect(page).toContain('One person is signed in.');
    expect((await root.get('/en/')).body).toContain('href="/en/admin"');
  });

  it('explain each setting and show no secret', async () => {
    const page = await body('/en/admin/settings');
    for (const { name } of site.context.config.settings) expect(page).toContain(`>${name}<`);
    expect(page).toContain('smtps://post:•••@mail.example.org');
    for (const path of ['/en/admin', '/en/admin/settings', '/en/admin/health', '/en/admin/mail']) {
      expect(await body(path), path).not.toContain('canary');
    }
  });
});
