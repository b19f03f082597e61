import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordEvent, type AuditAction } from '../../src/store/audit.ts';
import { createSite, emailOf, type Browser, type Site } from '../support/site.ts';

let site: Site;
let root: Browser;
let ids: Readonly<Record<'Root' | 'Ada' | 'Ben', string>>;
beforeEach(async () => {
  site = await createSite();
  ids = {
    Root: await site.person('Root', { isAdmin: true }),
    Ada: await site.person('Ada'),
    Ben: await site.person('Ben'),
  };
  root = await site.signIn('Root');
  await sql`delete from audit_event`.execute(site.db);
  await record('signed-in', 'Ada', 'Ada', '2026-05-01T23:30:00Z');
  await record('admin-granted', 'Root', 'Ada', '2026-05-02T12:00:00Z');
  await record('account-disabled', 'Root', 'Ben', '2026-05-03T12:00:00Z');
});
afterEach(async () => await site.close());

async function record(
  action: AuditAction,
  actor: keyof typeof ids,
  subject: keyof typeof ids,
  at: string,
): Promise<void> {
  const event = { actorId: ids[actor], action, subject: ids[subject] };
  await recordEvent(site.db, event, new Date(at));
}

async function found(query: string): Promise<string[]> {
  const { body } = await root.get(`/en/admin/audit?${query}`);
  const rows = body.match(/<tr><td>.*?<\/tr>/gs) ?? [];
  return rows.map((row) => /<td>([a-z -]+)<\/td>/.exec(row)?.[1] ?? '');
}

describe('the audit log', () => {
  it('is filtered by what was done, by whom, to whom', async () => {
    expect(await found('')).toEqual(['account disabled', 'made an admin', 'signed in']);
    expect(await found('action=signed-in')).toEqual(['signed in']);
    expect(await found(`who=${emailOf('Root')}`)).toEqual(['account disabled', 'made an admin']);
    expect(await found(`who=${ids.Ada}`)).toEqual(['signed in']);
    expect(await found(`whom=${emailOf('Ada').toUpperCase()}`)).toEqual([
      'made an admin',
      'signed in',
    ]);
    expect(await found(`who=${ids.Root}&whom=${ids.Ben}`)).toEqual(['account disabled']);
    expect(await found('action=no-such-thing')).toEqual([]);
  });

  it('is filtered by days of the site’s calendar, the last one whole', async () => {
    // Half past eleven in the evening, UTC, is the next day in Casablanca.
    expect(await found('from=2026-05-02&until=2026-05-02')).toEqual(['made an admin', 'signed in']);
    expect(await found('until=2026-05-01')).toEqual([]);
    expect(await found('from=2026-05-03')).toEqual(['account disabled']);
    expect(await found('from=tomorrow')).toHaveLength(3);
  });

  it('keeps the filters on the following pages', async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      await record('signed-in', 'Ben', 'Ben', '2026-05-04T12:00:00Z');
    }
    const first = await root.get('/en/admin/audit?action=signed-in');
    const next = /class="next" href="\?([^"]+)"/.exec(first.body)?.[1] ?? '';
    const rest = await found(next.replaceAll('&amp;', '&'));
    expect(rest).toEqual(Array.from({ length: 11 }, () => 'signed in'));
  });

  it('is found through an index, whatever is asked', async () => {
    for (const column of ['action', 'actor_id', 'subject']) {
      const { rows } = await sql<{ detail: string }>`explain query plan
        select * from audit_event where ${sql.ref(column)} = 'x' order by at desc, id desc`.execute(
        site.db,
      );
      expect(rows.map(({ detail }) => detail).join()).toContain(`audit_event_${column}`);
      expect(rows.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
    }
  });

  it('is a file for spreadsheets, with the same filters, and says that it was taken', async () => {
    await record('cohort-created', 'Root', 'Root', '2026-05-05T12:00:00Z');
    const answer = await root.post('/en/admin/audit/exports', { whom: ids.Ben });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain('attachment; filename="manara-audit-');
    expect(answer.body.startsWith('\uFEFF')).toBe(true);
    expect(answer.body.lastIndexOf('\uFEFF')).toBe(0);
    expect(parse(answer.body, { bom: true })).toEqual([
      ['When', 'Who', 'What', 'To whom or what', 'Details'],
      ['2026-05-03T12:00:00.000Z', 'Root', 'account disabled', 'Ben', '{}'],
    ]);
    expect(await found('action=audit-exported')).toEqual(['audit log downloaded']);
  });
});
