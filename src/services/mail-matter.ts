import type { MailKind, MailParams } from '../domain/mail.ts';
import type { Tx } from '../store/database.ts';
import type { QueuedMail } from '../store/mail.ts';
import { issueInvitation, type InvitationMatter } from './inviting.ts';

/** What a mail of each kind says, its link's secret included; never stored. */
interface Matters {
  readonly invitation: InvitationMatter;
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
  invitation: async (tx, { params }, now) => await issueInvitation(tx, params.invitationId, now),
};

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
  return matter && { kind, ...matter };
}
