import { isCertainty, type Certainty } from '../domain/certainty.ts';
import type { Db } from './database.ts';

/** A marked answer of a submitted attempt for which the learner said how sure they were. */
export interface CertainResponse {
  readonly attemptId: string;
  readonly itemRef: string;
  readonly certainty: Certainty;
  /** Points earned; how many there were stands in the attempt's plan. */
  readonly score: number;
}

/** An answer given in a review for which the learner said how sure they were. */
export interface CertainReview {
  readonly id: string;
  readonly itemRef: string;
  readonly itemHash: string;
  /** The wording that it was shown with; null where it had none. */
  readonly wording: string | null;
  readonly certainty: Certainty;
  /** Share of the points earned, 0 to 1. */
  readonly share: number;
  readonly answeredAt: Date;
}

/** Marked answers with a stated certainty in all of a learner's submitted attempts. One query. */
export async function listCertainResponses(db: Db, accountId: string): Promise<CertainResponse[]> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['attempt_id', 'item_ref', 'certainty', 'response.score'])
    .where('attempt.account_id', '=', accountId)
    .where('attempt.state', '<>', 'in-progress')
    .where('response.certainty', 'is not', null)
    // An item left blank costs nothing and says nothing, whatever certainty was ticked.
    .where('response.body', 'is not', null)
    .where('response.score', 'is not', null)
    .execute();
  return rows.flatMap((row) => {
    const { certainty, score } = row;
    if (!isCertainty(certainty) || score === null) return [];
    return { attemptId: row.attempt_id, itemRef: row.item_ref, certainty, score };
  });
}

/** A learner's answers in reviews with a stated certainty. One query. */
export async function listCertainReviews(db: Db, accountId: string): Promise<CertainReview[]> {
  const rows = await db
    .selectFrom('review_answer')
    .select(['id', 'item_ref', 'item_hash', 'wording', 'certainty', 'share', 'answered_at'])
    .where('account_id', '=', accountId)
    .where('certainty', 'is not', null)
    .where('body', 'is not', null)
    .execute();
  return rows.flatMap((row) => {
    if (!isCertainty(row.certainty)) return [];
    return {
      id: row.id,
      itemRef: row.item_ref,
      itemHash: row.item_hash,
      wording: row.wording,
      certainty: row.certainty,
      share: row.share,
      answeredAt: new Date(row.answered_at),
    };
  });
}
