import { MailError, nextTry } from '../domain/mail.ts';
import type { Db } from '../store/database.ts';
import {
  claimMail,
  deleteMail,
  setMailFailed,
  setMailSent,
  type QueuedMail,
} from '../store/mail.ts';
import { prepareMail, type MailMatter } from './mail-matter.ts';

/** Mails of one sweep; the rest follow in the next. */
const MAX_AT_ONCE = 200;
/** Milliseconds for which a mail that is being sent is left alone; longer than any try takes. */
const LEASE = 5 * 60_000;
/** Longest error kept, in UTF-16 units. */
const MAX_ERROR = 300;

/** Writes a mail and hands it over. @throws {MailError} when it did not go. */
export type SendMail = (mail: QueuedMail, matter: MailMatter) => Promise<void>;

/**
 * Sends the mails that are due, one after the other; several processes may do so at once. What does
 * not go is tried again later; while the mail server does not answer, the others wait untried.
 * @returns how many went.
 */
export async function sweepMail(db: Db, send: SendMail, now: () => Date): Promise<number> {
  let sent = 0;
  for (let taken = 0; taken < MAX_AT_ONCE; taken += 1) {
    const mail = await claimMail(db, now(), new Date(now().getTime() + LEASE));
    if (mail === undefined) break;
    const outcome = await sendOne(db, mail, send, now);
    if (outcome === 'unreachable') break;
    if (outcome === 'sent') sent += 1;
  }
  return sent;
}

async function sendOne(
  db: Db,
  mail: QueuedMail,
  send: SendMail,
  now: () => Date,
): Promise<'sent' | 'not-needed' | 'failed' | 'unreachable'> {
  try {
    const matter = await db.transaction().execute(async (tx) => prepareMail(tx, mail, now()));
    if (matter === null) {
      await deleteMail(db, mail.id);
      return 'not-needed';
    }
    await send(mail, matter);
  } catch (error) {
    const failure = error instanceof MailError ? error.failure : 'later';
    const next = failure === 'refused' ? null : nextTry(mail.tries, now());
    await setMailFailed(db, mail, describe(error), next);
    return failure === 'unreachable' ? failure : 'failed';
  }
  await setMailSent(db, mail, now());
  return 'sent';
}

function describe(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR);
}
