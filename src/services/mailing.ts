import type { Locale } from '../domain/account.ts';
import type { MailKind, MailParams } from '../domain/mail.ts';
import { hasForbiddenCharacters } from '../domain/text.ts';
import { findAddressee } from '../store/addresses.ts';
import type { Tx } from '../store/database.ts';
import { insertMail } from '../store/mail.ts';

/** A mail as whoever does something that calls for one describes it. */
export type NewMail = {
  [Kind in MailKind]: {
    readonly kind: Kind;
    /** Whose mail it is; null where the recipient has no account, or may have none. */
    readonly accountId: string | null;
    readonly recipient: string;
    readonly locale: Locale;
    readonly params: MailParams[Kind];
  };
}[MailKind];

/**
 * Queues a mail in the transaction of the deed, so that neither is there alone; `sweepMail` sends
 * it. Gives its id.
 * @throws when the address holds characters that could end a line of the mail's head.
 */
export async function queueMail(tx: Tx, mail: NewMail, now: Date): Promise<string> {
  if (hasForbiddenCharacters(mail.recipient)) throw new Error('No mail goes to such an address.');
  return await insertMail(tx, { ...mail, recipient: mail.recipient.trim() }, now);
}

/** Queues a mail that tells somebody what happened to their account, if mail reaches them. */
export async function queueNotice(
  tx: Tx,
  accountId: string,
  kind: 'password-changed',
  now: Date,
): Promise<void> {
  const person = await findAddressee(tx, accountId);
  if (person?.isConfirmed !== true) return;
  const { email: recipient, locale } = person;
  await queueMail(tx, { kind, accountId, recipient, locale, params: {} }, now);
}
