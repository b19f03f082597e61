import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { retryMail } from '../store/mail.ts';

/** Puts a mail that failed for good back into the queue; false where there is no such mail. */
export async function queueAgain(
  db: Db,
  actorId: string,
  mailId: string,
  now: Date,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const queued = await retryMail(tx, mailId, now);
    if (queued) await recordEvent(tx, { actorId, action: 'mail-retried', subject: mailId }, now);
    return queued;
  });
}
