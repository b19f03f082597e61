import type { Locale } from '../domain/account.ts';
import { findPerson } from '../store/accounts.ts';
import type { Tx } from '../store/database.ts';
import { findErasure, type ErasureKind } from '../store/erasures.ts';
import { getOwnAccount } from '../store/personal-data.ts';
import { queueMail } from './mailing.ts';

/** What the mail about an erasure says. */
export interface ErasureMatter {
  readonly name: string;
  /** Who asked for it. */
  readonly asked: ErasureKind;
  readonly dueAt: Date;
}

/** Tells the person that the account is to be erased, as was asked just now, and how to keep it. */
export async function queueErasureMail(tx: Tx, accountId: string, now: Date): Promise<void> {
  const { email, locale } = await getOwnAccount(tx, accountId);
  const params = { askedAt: now.toISOString() };
  const mail = { kind: 'erasure', accountId, recipient: email, params } as const;
  await queueMail(tx, { ...mail, locale: locale as Locale }, now);
}

/** Null where it was withdrawn before the mail went. */
export async function readErasureMatter(
  tx: Tx,
  accountId: string,
  askedAt: string,
): Promise<ErasureMatter | null> {
  const erasure = await findErasure(tx, accountId);
  const person = await findPerson(tx, accountId);
  if (erasure === undefined || person === undefined) return null;
  if (erasure.askedAt.toISOString() !== askedAt) return null;
  return { name: person.name, asked: erasure.kind, dueAt: erasure.dueAt };
}
