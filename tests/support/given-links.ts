import { issueConfirmation } from '../../src/services/confirming.ts';
import { issueReset } from '../../src/services/resetting.ts';
import { issueSubscription } from '../../src/services/subscribing.ts';
import { insertAccount } from '../../src/store/accounts.ts';
import { findAddressee, setPendingEmail } from '../../src/store/addresses.ts';
import type { Tx } from '../../src/store/database.ts';
import { inviteAndIssue } from './mail.ts';
import { emailOf, type Site } from './site.ts';

/** Secrets of links in mails: one for each visitor, so that each can use theirs up. */
export interface GivenLinks {
  readonly invitations: ReadonlyMap<string, string>;
  readonly resets: ReadonlyMap<string, string>;
  /** Confirms a1's next address. */
  readonly confirmation: string;
  /** Stops reminders to a1. */
  readonly unsubscription: string;
}

/** Links of invitations to cohort A and of resets, of strangers; and of the mails of a1. */
export async function giveLinks(
  { context, db }: Site,
  visitors: readonly string[],
  { cohort, a1, iA }: Readonly<Record<'cohort' | 'a1' | 'iA', string>>,
): Promise<GivenLinks> {
  const now = context.now();
  const invitations = new Map<string, string>();
  for (const visitor of visitors) {
    const person = { name: 'Zaynab', role: 'student', locale: 'en' } as const;
    const email = `invited-${emailOf(visitor)}`;
    const invitation = { ...person, email, cohortId: cohort, invitedBy: iA };
    invitations.set(visitor, await inviteAndIssue(db, invitation, now));
  }
  return await db.transaction().execute(async (tx) => ({
    invitations,
    resets: await giveResets(tx, visitors, now),
    ...(await giveOwn(tx, a1, now)),
  }));
}

async function giveResets(tx: Tx, visitors: readonly string[], now: Date) {
  const resets = new Map<string, string>();
  for (const visitor of visitors) {
    const recipient = `forgot-${emailOf(visitor)}`;
    const person = { name: 'Forgetful', passwordHash: 'none', isAdmin: false } as const;
    await insertAccount(tx, { ...person, email: recipient, locale: 'en' }, now);
    const matter = await issueReset(tx, { accountId: null, recipient }, now);
    resets.set(visitor, matter?.token ?? '');
  }
  return resets;
}

async function giveOwn(tx: Tx, a1: string, now: Date) {
  const next = 'next@example.org';
  await setPendingEmail(tx, a1, next);
  const confirmation = await issueConfirmation(tx, { accountId: a1, recipient: next }, now);
  const recipient = (await findAddressee(tx, a1))?.email ?? '';
  const mail = { accountId: a1, recipient, kind: 'review-reminder' } as const;
  const unsubscription = await issueSubscription(tx, mail, now);
  return { confirmation: confirmation?.token ?? '', unsubscription: unsubscription?.token ?? '' };
}

/** The secret of a link that a route's address has in it. */
export function secretOf(links: GivenLinks, path: string, visitor: string): string {
  if (path.startsWith('/:locale/invitations/')) return links.invitations.get(visitor) ?? '';
  if (path.startsWith('/:locale/password-resets/')) return links.resets.get(visitor) ?? '';
  return path.startsWith('/:locale/confirmations/') ? links.confirmation : links.unsubscription;
}
