import type { Selectable } from 'kysely';
import type { MarkChangeReason } from '../domain/dispute.ts';
import { standingChange } from '../domain/mark-ledger.ts';
import type { Db, MarkChangeTable, Tx } from './database.ts';
import { newId } from './ids.ts';

/** One line of the ledger of marks, which is only ever added to. Scores are points. */
export interface MarkChange {
  readonly attemptId: string;
  readonly itemRef: string;
  readonly oldScore: number;
  readonly newScore: number;
  /** Whether the item counted for nothing before the change. */
  readonly droppedBefore: boolean;
  readonly reason: MarkChangeReason;
  readonly disputeId: string | null;
  /** The publication that changed the mark, or whose changes were undone. */
  readonly revisionId: string | null;
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
      dropped_before: change.droppedBefore ? 1 : 0,
      reason: change.reason,
      dispute_id: change.disputeId,
      revision_id: change.revisionId,
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

/** The last change of an item's mark in an attempt that still stands. */
export async function findStandingChange(
  db: Db,
  attemptId: string,
  itemRef: string,
): Promise<MarkChange | undefined> {
  const changes = await listMarkChanges(db, attemptId);
  return standingChange(changes.filter((change) => change.itemRef === itemRef));
}

/** How many marks a publication has changed; those that were changed back count as well. */
export async function countMarkChanges(db: Db, revisionId: string): Promise<number> {
  const row = await db
    .selectFrom('mark_change')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('revision_id', '=', revisionId)
    .where('reason', '<>', 'revision-reversed')
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

function toChange(row: Selectable<MarkChangeTable>): MarkChange {
  return {
    attemptId: row.attempt_id,
    itemRef: row.item_ref,
    oldScore: row.old_score,
    newScore: row.new_score,
    droppedBefore: row.dropped_before === 1,
    reason: row.reason as MarkChangeReason,
    disputeId: row.dispute_id,
    revisionId: row.revision_id,
    at: new Date(row.at),
  };
}
