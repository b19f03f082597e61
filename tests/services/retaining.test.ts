import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareMail } from '../../src/services/mail-matter.ts';
import { sweepErasures } from '../../src/services/erasing.ts';
import { sweepRetention, type Periods } from '../../src/services/retaining.ts';
import { findPerson } from '../../src/store/accounts.ts';
import { recordEvent } from '../../src/store/audit.ts';
import { findErasure } from '../../src/store/erasures.ts';
import { claimMail } from '../../src/store/mail.ts';
import { recordLook } from '../../src/store/work-views.ts';
import { createSite, type Site } from '../support/site.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-06-01T12:00:00Z');
const FOR_GOOD: Periods = { auditDays: 0, looksDays: 0, mailDays: 0, accountsDays: 0 };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

let site: Site;
beforeEach(async () => {
  site = await createSite({ now: () => NOW });
});
afterEach(async () => await site.close());

async function count(table: 'audit_event' | 'work_view' | 'mail'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    site.db,
  );
  return rows[0]?.n ?? 0;
}

describe('retention', () => {
  it('takes away events, looks and mails that are older than their periods, and no others', async () => {
    const { db } = site;
    const ada = await site.person('Ada');
    const ben = await site.person('Ben');
    for (const days of [9, 11, 400]) {
      const event = { actorId: ada, action: 'signed-in', subject: ada } as const;
      await recordEvent(db, event, daysAgo(days));
      const look = { viewerId: ada, learnerId: ben, what: 'learner' } as const;
      await recordLook(db, look, daysAgo(days));
      for (const state of ['sent', 'queued']) {
        await sql`insert into mail (id, kind, recipient, recipient_key, locale, params, state, tries,
          next_try_at, created_at) values (${`${state}${days}`}, 'invitation', '', '', 'en', '{}',
          ${state}, 0, '', ${daysAgo(days).toISOString()})`.execute(db);
      }
    }
    await sweepRetention(db, FOR_GOOD, NOW);
    expect([await count('audit_event'), await count('work_view'), await count('mail')]).toEqual([
      3, 3, 6,
    ]);
    const periods = { ...FOR_GOOD, auditDays: 10, looksDays: 10, mailDays: 10 };
    expect(await sweepRetention(db, periods, NOW)).toBe(6);
    // What waits to be sent stays, however old it is.
    expect([await count('audit_event'), await count('work_view'), await count('mail')]).toEqual([
      1, 1, 4,
    ]);
  });

  it('takes away more than fits into one batch', async () => {
    for (let index = 0; index < 1200; index += 1) {
      const event = { actorId: null, action: 'signed-out', subject: 'x' } as const;
      await recordEvent(site.db, event, daysAgo(20));
    }
    expect(await sweepRetention(site.db, { ...FOR_GOOD, auditDays: 10 }, NOW)).toBe(1200);
  });
});

const createdAt = async (id: string, at: Date) =>
  await sql`update account set created_at = ${at.toISOString()} where id = ${id}`.execute(site.db);

describe('a learner’s account that nobody uses', () => {
  const periods = { ...FOR_GOOD, accountsDays: 365 };
  it('is told a month before, and erased then', async () => {
    const { db } = site;
    const ada = await site.person('Ada');
    await createdAt(ada, daysAgo(334));
    await sweepRetention(db, periods, NOW);
    expect(await findErasure(db, ada)).toBeUndefined();
    await createdAt(ada, daysAgo(336));
    await sweepRetention(db, periods, NOW);
    expect(await findErasure(db, ada)).toMatchObject({ kind: 'inactive', dueAt: daysAgo(-30) });
    const mail = await claimMail(db, NOW, daysAgo(-1));
    const matter = mail && (await db.transaction().execute((tx) => prepareMail(tx, mail, NOW)));
    expect(matter).toMatchObject({ kind: 'erasure', name: 'Ada', asked: 'inactive' });
    expect(await sweepErasures(db, daysAgo(-29))).toBe(0);
    expect(await sweepErasures(db, daysAgo(-31))).toBe(1);
    expect(await findPerson(db, ada)).toBeUndefined();
  });

  it('stays when the person signs in after that', async () => {
    const { db } = site;
    const ada = await site.person('Ada');
    await createdAt(ada, daysAgo(400));
    await sweepRetention(db, periods, NOW);
    await site.signIn('Ada');
    expect(await findErasure(db, ada)).toBeUndefined();
    await sweepRetention(db, periods, NOW);
    expect(await findErasure(db, ada)).toBeUndefined();
  });

  it('is never one of an instructor, an admin, or a learner who did something', async () => {
    const { db } = site;
    await site.cohort('Class', { Ines: 'instructor', Ada: 'student', Ben: 'student' });
    await site.person('Root', { isAdmin: true });
    await sql`update account set created_at = ${daysAgo(400).toISOString()}`.execute(db);
    const { rows } = await sql<{ id: string }>`select id from account where name = 'Ada'`.execute(
      db,
    );
    const ada = rows[0]?.id ?? '';
    const event = { actorId: ada, action: 'joined', subject: 'x' } as const;
    await recordEvent(db, event, daysAgo(300));
    await sweepRetention(db, periods, NOW);
    const noted = await sql<{ name: string }>`select account.name from erasure
      join account on account.id = erasure.account_id`.execute(db);
    expect(noted.rows).toEqual([{ name: 'Ben' }]);
  });
});
