import type { Catalogue } from '../domain/course.ts';
import { periodOf, SUBSCRIPTION_KINDS, type SubscriptionKind } from '../domain/subscription.ts';
import { findTokenOwner, insertToken } from '../store/account-tokens.ts';
import { findAddressee } from '../store/addresses.ts';
import { listCohortWeeks, type CohortWeek } from '../store/cohort-weeks.ts';
import type { Db, Tx } from '../store/database.ts';
import type { QueuedMail } from '../store/mail.ts';
import {
  claimPeriod,
  deleteSubscription,
  insertSubscription,
  listForReminder,
  listForSummary,
  type Subscriber,
} from '../store/subscriptions.ts';
import { hashToken, newToken } from './links.ts';
import { queueMail, type NewMail } from './mailing.ts';
import { openReviews } from './reviewing.ts';

const DAY = 24 * 60 * 60_000;
/** Milliseconds for which the link that stops the mails holds: the law of some countries asks for 30 days. */
const UNSUBSCRIBE_LIFE = 60 * DAY;
/** Subscribers in one sweep; the rest follow in the next. */
const BATCH = 100;

/** Subscribes an account to just these mails; the first comes when the next period begins. */
export async function chooseSubscriptions(
  db: Db,
  accountId: string,
  wanted: ReadonlySet<SubscriptionKind>,
  timeZone: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const kind of SUBSCRIPTION_KINDS) {
      const period = periodOf(kind, now, timeZone);
      if (wanted.has(kind)) await insertSubscription(tx, accountId, kind, period, now);
      else await deleteSubscription(tx, accountId, kind);
    }
  });
}

/** Queues the week's summaries for instructors, each once whatever runs at the same time. */
export async function sweepSummaries(db: Db, timeZone: string, now: Date): Promise<void> {
  const kind = 'weekly-summary';
  const period = periodOf(kind, now, timeZone);
  const params = { since: new Date(now.getTime() - 7 * DAY).toISOString() };
  for (const subscriber of await listForSummary(db, period, BATCH)) {
    await serve(db, subscriber, { kind, params }, period, now);
  }
}

/** Queues the day's reminders for learners who have reviews to answer, each once. */
export async function sweepReminders(
  db: Db,
  course: Catalogue,
  timeZone: string,
  now: Date,
): Promise<void> {
  const kind = 'review-reminder';
  const period = periodOf(kind, now, timeZone);
  for (const subscriber of await listForReminder(db, period, BATCH, now)) {
    const { queue } = await openReviews(db, subscriber.accountId, course, now);
    // What is due may be held back or beyond the day's limit: then there is no reminder today.
    const params = queue.length === 0 ? null : { due: queue.length };
    await serve(db, subscriber, { kind, params }, period, now);
  }
}

type Periodical = Extract<NewMail, { readonly kind: SubscriptionKind }>;

/** Takes the period, and queues the mail where it has something to say. */
async function serve(
  db: Db,
  { accountId, email: recipient, locale }: Subscriber,
  {
    kind,
    params,
  }: { readonly kind: SubscriptionKind; readonly params: Periodical['params'] | null },
  period: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await claimPeriod(tx, accountId, kind, period)) || params === null) return;
    await queueMail(tx, { kind, accountId, recipient, locale, params } as Periodical, now);
  });
}

/** What all such mails say. */
export interface SubscriptionMatter {
  /** For the link that stops them. */
  readonly token: string;
  readonly name: string;
}

/** Makes the link that stops these mails; null where mail must not go there any more. */
export async function issueSubscription(
  tx: Tx,
  { accountId, recipient, kind }: Pick<QueuedMail, 'accountId' | 'recipient' | 'kind'>,
  now: Date,
): Promise<SubscriptionMatter | null> {
  const person = await findAddressee(tx, accountId ?? '');
  if (person?.isConfirmed !== true || person.email !== recipient) return null;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + UNSUBSCRIBE_LIFE);
  const owner = { hash: hashToken(token) ?? '', accountId: person.id, email: recipient };
  await insertToken(tx, { ...owner, purpose: kind as SubscriptionKind, expiresAt }, now);
  return { token, name: person.name };
}

/** What the summary of the week says. */
export interface SummaryMatter extends SubscriptionMatter {
  readonly cohorts: readonly CohortWeek[];
}

/** Null also where the person teaches no cohort that runs. */
export async function issueSummary(
  tx: Tx,
  mail: QueuedMail,
  since: string,
  now: Date,
): Promise<SummaryMatter | null> {
  const matter = await issueSubscription(tx, mail, now);
  if (matter === null) return null;
  const cohorts = await listCohortWeeks(tx, mail.accountId ?? '', since);
  return cohorts.length === 0 ? null : { ...matter, cohorts };
}

/** What a link stops, and for whom; undefined for one that is over or made up. */
export async function findUnsubscription(
  db: Db,
  token: string,
  now: Date,
): Promise<{ readonly kind: SubscriptionKind; readonly accountId: string } | undefined> {
  const hash = hashToken(token);
  if (hash === undefined) return undefined;
  for (const kind of SUBSCRIPTION_KINDS) {
    const owner = await findTokenOwner(db, hash, kind, now);
    if (owner !== undefined) return { kind, accountId: owner.accountId };
  }
  return undefined;
}

/** Stops the mails that the link is about; as often as it is asked. */
export async function unsubscribe(
  db: Db,
  token: string,
  now: Date,
): Promise<SubscriptionKind | undefined> {
  const found = await findUnsubscription(db, token, now);
  if (found !== undefined) await deleteSubscription(db, found.accountId, found.kind);
  return found?.kind;
}
