import type { MailState } from '../../domain/mail.ts';
import type { MailEntry } from '../../store/mail.ts';
import type { KeysetPager } from './keyset.ts';

export interface MailModel {
  readonly mails: readonly MailEntry[];
  /** How many there are in each state. */
  readonly counts: Readonly<Record<MailState, number>>;
  /** What the list is narrowed to; null for all. */
  readonly state: MailState | null;
  readonly recipient: string;
  /** Folder that mails are put into where there is no mail server; null where there is one. */
  readonly outbox: string | null;
  readonly pager: KeysetPager;
}
