import type { MarkChangeReason } from '../domain/dispute.ts';
import type { Db, MarkChangeTable, Tx } from './database.ts';
import { newId } from './ids.ts';

/** One line of the ledger of marks, which is only ever added to. Scores are points. */
export interface MarkChange {
  readonly attemptId: string;
  readonly itemRef: string;
  readonly oldScore: number;
  readonly newScore: number;
  readonly reason: MarkChangeReason;
  readonly disputeId: string | null;
  readonly at: Date;
}

/** Ids are made in order, so that the last row of an item is its latest. */
export async function insertMarkChange(
  db: Tx,
  change: Omit<MarkChange, 'at'>,
  actorId: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('mark_change')
    .values({
      id: newId(),
      attempt_id: change.attemptId,
      item_ref: change.itemRef,
      old_score: change.oldScore,
      new_score: change.newScore,
      reason: change.reason,
      dispute_id: change.disputeId,
      actor_id: actorId,
      at: now.toISOString(),
    })
    .execute();
}

/** The changes of an attempt's marks, oldest first. */
export async function listMarkChanges(db: Db, attemptId: string): Promise<MarkChange[]> {
  const rows = await db
    .selectFrom('mark_change')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .orderBy('id')
    .execute();
  return rows.map(toChange);
}

/** The latest change of an item's mark in an attempt. */
export async function findLatestChange(
  db: Db,
  attemptId: string,
  itemRef: string,
): Promise<MarkChange | undefined> {
  const row = await db
    .selectFrom('mark_change')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .where('item_ref', '=', itemRef)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toChange(row);
}

function toChange(row: MarkChangeTable): MarkChange {
  return {
    attemptId: row.attempt_id,
    itemRef: row.item_ref,
    oldScore: row.old_score,
    newScore: row.new_score,
    reason: row.reason as MarkChangeReason,
    disputeId: row.dispute_id,
    at: new Date(row.at),
  };
}
