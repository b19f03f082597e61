import type { MailKind, MailParams } from '../domain/mail.ts';
import type { Tx } from '../store/database.ts';
import type { QueuedMail } from '../store/mail.ts';
import { findAddressee } from '../store/addresses.ts';
import { issueConfirmation, type ConfirmationMatter } from './confirming.ts';
import { readErasureMatter, type ErasureMatter } from './erasure-mail.ts';
import { issueInvitation, type InvitationMatter } from './inviting.ts';
import { issueReset, type ResetMatter } from './resetting.ts';
import {
  issueSubscription,
  issueSummary,
  type SubscriptionMatter,
  type SummaryMatter,
} from './subscribing.ts';

/** What a mail of each kind says, its link's secret included; never stored. */
interface Matters {
  readonly invitation: InvitationMatter;
  readonly erasure: ErasureMatter;
  readonly 'password-reset': ResetMatter;
  readonly 'password-changed': { readonly name: string };
  readonly 'address-confirmation': ConfirmationMatter;
  readonly 'address-change': { readonly name: string; readonly next: string };
  readonly 'weekly-summary': SummaryMatter;
  readonly 'review-reminder': SubscriptionMatter & { readonly due: number };
}
export type MailMatter = {
  readonly [Kind in MailKind]: { readonly kind: Kind } & Matters[Kind];
}[MailKind];

type Preparations = {
  readonly [Kind in MailKind]: (
    tx: Tx,
    mail: QueuedMail & { readonly params: MailParams[Kind] },
    now: Date,
  ) => Promise<Matters[Kind] | null>;
};

const preparations: Preparations = {
  erasure: async (tx, { accountId, params }) =>
    await readErasureMatter(tx, accountId ?? '', params.askedAt),
  invitation: async (tx, { params }, now) => await issueInvitation(tx, params.invitationId, now),
  'password-reset': issueReset,
  'password-changed': async (tx, mail) => await addressed(tx, mail),
  'address-confirmation': issueConfirmation,
  'address-change': async (tx, mail) => {
    const person = await addressed(tx, mail);
    return person && { ...person, next: mail.params.next };
  },
  'weekly-summary': async (tx, mail, now) => await issueSummary(tx, mail, mail.params.since, now),
  'review-reminder': async (tx, mail, now) => {
    const matter = await issueSubscription(tx, mail, now);
    return matter && { ...matter, due: mail.params.due };
  },
};

/** Whom to greet; null where the account is shut out. */
async function addressed(tx: Tx, { accountId }: QueuedMail): Promise<{ name: string } | null> {
  const person = await findAddressee(tx, accountId ?? '');
  return person === undefined ? null : { name: person.name };
}

/**
 * Looks up what a mail says and makes the secret of its link: only now, so that the queue holds
 * none. Null where the mail is not needed any more.
 */
export async function prepareMail(tx: Tx, mail: QueuedMail, now: Date): Promise<MailMatter | null> {
  const { kind } = mail;
  const prepare = preparations[kind] as
    | ((tx: Tx, mail: QueuedMail, now: Date) => Promise<Matters[MailKind] | null>)
    | undefined;
  if (prepare === undefined) throw new Error(`There is no kind of mail ${kind}.`);
  const matter = await prepare(tx, mail, now);
  return matter && ({ kind, ...matter } as MailMatter);
}
