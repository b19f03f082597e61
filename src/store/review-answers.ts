import type { ActivityPlace } from '../domain/activity.ts';
import type { Certainty } from '../domain/certainty.ts';
import type { ItemResponse } from '../domain/items/registry.ts';
import { after, type Stretch } from './activity-stretch.ts';
import type { Db, ReviewAnswerTable, Tx } from './database.ts';
import { newId } from './ids.ts';

/** One answer to a review; never changed. */
export interface ReviewAnswer {
  readonly id: string;
  readonly itemRef: string;
  /** The item version that was shown. */
  readonly itemHash: string;
  /** The wording that it was shown with; null where it had none. */
  readonly wording: string | null;
  /** The due date that it answers. */
  readonly dueAt: Date;
  /** Option ids as shown. */
  readonly order: readonly string[];
  /** Null where the learner said that they do not know. */
  readonly response: ItemResponse | null;
  readonly certainty: Certainty | null;
  /** Share of the points earned, 0 to 1. */
  readonly share: number;
  readonly answeredAt: Date;
}

/** Stores an answer: its id, or null when this due date of the item has been answered before. */
export async function insertReviewAnswer(
  db: Tx,
  accountId: string,
  answer: Omit<ReviewAnswer, 'id'>,
): Promise<string | null> {
  const row = await db
    .insertInto('review_answer')
    .values({
      id: newId(),
      account_id: accountId,
      item_ref: answer.itemRef,
      item_hash: answer.itemHash,
      wording: answer.wording,
      due_at: answer.dueAt.toISOString(),
      option_order: JSON.stringify(answer.order),
      body: answer.response === null ? null : JSON.stringify(answer.response),
      certainty: answer.certainty,
      share: answer.share,
      answered_at: answer.answeredAt.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'item_ref', 'due_at']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The answer, if it is this learner's. */
export async function findReviewAnswerOf(
  db: Db,
  accountId: string,
  answerId: string,
): Promise<ReviewAnswer | undefined> {
  const row = await db
    .selectFrom('review_answer')
    .selectAll()
    .where('id', '=', answerId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && toAnswer(row);
}

/** When a learner answered reviews: a stretch of them, newest first. */
export async function listReviewTimes(
  db: Db,
  accountId: string,
  stretch: Stretch,
): Promise<ActivityPlace[]> {
  const rows = await db
    .selectFrom('review_answer')
    .select(['id', 'answered_at'])
    .where('account_id', '=', accountId)
    .where(after('k', 'answered_at', 'id', stretch))
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(stretch.limit)
    .execute();
  return rows.map((row) => ({ at: new Date(row.answered_at), rank: 'k', id: row.id }));
}

/** The learner's latest answer, in reviews, to an item. */
export async function findLatestReviewAnswer(
  db: Db,
  accountId: string,
  itemRef: string,
): Promise<ReviewAnswer | undefined> {
  const row = await db
    .selectFrom('review_answer')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('item_ref', '=', itemRef)
    .orderBy('due_at', 'desc')
    .executeTakeFirst();
  return row && toAnswer(row);
}

/** The learner's answers at or after `since`, newest first. */
export async function listReviewAnswersSince(
  db: Db,
  accountId: string,
  since: Date,
): Promise<ReviewAnswer[]> {
  const rows = await db
    .selectFrom('review_answer')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('answered_at', '>=', since.toISOString())
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toAnswer);
}

function toAnswer(row: ReviewAnswerTable): ReviewAnswer {
  return {
    id: row.id,
    itemRef: row.item_ref,
    itemHash: row.item_hash,
    wording: row.wording,
    dueAt: new Date(row.due_at),
    // Written by `insertReviewAnswer`: the order from our own page, the response by the item's reader.
    order: JSON.parse(row.option_order) as string[],
    response: row.body === null ? null : (JSON.parse(row.body) as ItemResponse),
    certainty: row.certainty as Certainty | null,
    share: row.share,
    answeredAt: new Date(row.answered_at),
  };
}

/** When the learner answered a review last; null for never. */
export async function findLatestReviewTime(db: Db, accountId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('review_answer')
    .select('answered_at')
    .where('account_id', '=', accountId)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : new Date(row.answered_at);
}
