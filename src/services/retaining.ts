import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { insertErasure } from '../store/erasures.ts';
import { deleteOldEvents, deleteOldLooks, deleteOldMails, listUnused } from '../store/retention.ts';
import { queueErasureMail } from './erasure-mail.ts';

/** Milliseconds. */
const DAY = 86_400_000;
/** Rows in one transaction, so that other writers wait for milliseconds. */
const BATCH = 500;
/** Batches of one sweep; the rest follow in the next. */
const BATCHES = 20;
/** Accounts told in one sweep. */
const ACCOUNTS = 20;
/** Days between telling somebody that an unused account goes, and its erasure. */
const NOTICE_DAYS = 30;

/** Days for which things are kept; 0 keeps them for good. */
export interface Periods {
  readonly auditDays: number;
  readonly looksDays: number;
  readonly mailDays: number;
  /** Of learners' accounts since they were used last. */
  readonly accountsDays: number;
}

/**
 * Takes away what has been kept for longer than it is to be, some at a time; returns how many rows
 * went. Accounts that nobody has used are told a month before, and then erased as any other.
 */
export async function sweepRetention(db: Db, periods: Periods, now: Date): Promise<number> {
  const { auditDays, looksDays, mailDays, accountsDays } = periods;
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  let gone = 0;
  if (auditDays > 0) {
    gone += await inBatches(async () => await deleteOldEvents(db, before(auditDays), BATCH));
  }
  if (looksDays > 0) {
    gone += await inBatches(async () => await deleteOldLooks(db, before(looksDays)));
  }
  if (mailDays > 0) {
    gone += await inBatches(async () => await deleteOldMails(db, before(mailDays), BATCH));
  }
  if (accountsDays > 0) await noticeUnused(db, before(accountsDays - NOTICE_DAYS), now);
  return gone;
}

async function inBatches(takeAway: () => Promise<number>): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const rows = await takeAway();
    gone += rows;
    if (rows === 0) break;
  }
  return gone;
}

/** Tells those who have not used their account since `since`; whoever signs in then keeps it. */
async function noticeUnused(db: Db, since: Date, now: Date): Promise<void> {
  for (const accountId of await listUnused(db, since, ACCOUNTS)) {
    await db.transaction().execute(async (tx) => await notice(tx, accountId, now));
  }
}

async function notice(tx: Tx, accountId: string, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + NOTICE_DAYS * DAY);
  const erasure = { accountId, kind: 'inactive', reason: null, askedAt: now, dueAt } as const;
  if (!(await insertErasure(tx, erasure))) return;
  await queueErasureMail(tx, accountId, now);
  const event = { actorId: null, action: 'erasure-noticed', subject: accountId } as const;
  await recordEvent(tx, event, now);
}
