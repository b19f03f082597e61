import type { Locale } from '../domain/account.ts';
import type { SubscriptionKind } from '../domain/subscription.ts';
import type { Db, Tx } from './database.ts';

/** Somebody who asked for a mail and may be due one. */
export interface Subscriber {
  readonly accountId: string;
  readonly email: string;
  readonly locale: Locale;
}

/** The mails that an account asked for. */
export async function listSubscriptions(
  db: Db,
  accountId: string,
): Promise<ReadonlySet<SubscriptionKind>> {
  const rows = await db
    .selectFrom('mail_subscription')
    .select('kind')
    .where('account_id', '=', accountId)
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}

/** `period` is the one that counts as served; an earlier subscription stays as it is. */
export async function insertSubscription(
  db: Tx,
  accountId: string,
  kind: SubscriptionKind,
  period: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('mail_subscription')
    .values({ account_id: accountId, kind, last_period: period, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doNothing())
    .execute();
}

export async function deleteSubscription(
  db: Db,
  accountId: string,
  kind: SubscriptionKind,
): Promise<void> {
  await db
    .deleteFrom('mail_subscription')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .execute();
}

/** Instructors of cohorts that run who asked for the summary and had none for this week. */
export async function listForSummary(db: Db, period: string, limit: number): Promise<Subscriber[]> {
  const rows = await subscribers(db, 'weekly-summary', period, limit)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('membership')
          .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
          .select('cohort.id')
          .whereRef('membership.account_id', '=', 'account.id')
          .where('membership.role', '=', 'instructor')
          .where('cohort.archived_at', 'is', null),
      ),
    )
    .execute();
  return rows.map(toSubscriber);
}

/** Learners with a review due who asked for the reminder and had none on this day. */
export async function listForReminder(
  db: Db,
  period: string,
  limit: number,
  now: Date,
): Promise<Subscriber[]> {
  const rows = await subscribers(db, 'review-reminder', period, limit)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('review_card')
          .select('review_card.item_ref')
          .whereRef('review_card.account_id', '=', 'account.id')
          .where('review_card.due_at', '<=', now.toISOString()),
      ),
    )
    .execute();
  return rows.map(toSubscriber);
}

/** Whose address is confirmed, who are not shut out, and who were not served in this period. */
function subscribers(db: Db, kind: SubscriptionKind, period: string, limit: number) {
  return db
    .selectFrom('mail_subscription')
    .innerJoin('account', 'account.id', 'mail_subscription.account_id')
    .select(['account.id', 'account.email', 'account.locale'])
    .where('mail_subscription.kind', '=', kind)
    .where('mail_subscription.last_period', '<', period)
    .where('account.disabled_at', 'is', null)
    .where('account.email_confirmed_at', 'is not', null)
    .limit(limit);
}

function toSubscriber(row: { id: string; email: string; locale: string }): Subscriber {
  return { accountId: row.id, email: row.email, locale: row.locale as Locale };
}

/** Takes a period for an account; false where another process took it. */
export async function claimPeriod(
  db: Tx,
  accountId: string,
  kind: SubscriptionKind,
  period: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail_subscription')
    .set({ last_period: period })
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('last_period', '<', period)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}
