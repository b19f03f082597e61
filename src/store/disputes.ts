import type { DisputeState } from '../domain/dispute.ts';
import type { Db, DisputeTable, Tx } from './database.ts';
import { newId } from './ids.ts';

/** A learner's claim that an answer which did not earn all its points is right too. */
export interface Dispute {
  readonly id: string;
  readonly accountId: string;
  readonly attemptId: string;
  readonly itemRef: string;
  /** The item version that was answered. */
  readonly itemHash: string;
  /** The answer in the form that two answers are compared in. */
  readonly answerKey: string;
  /** Refs of the passages that the learner leans on. */
  readonly cited: readonly string[];
  readonly text: string;
  readonly state: DisputeState;
  /** The instructor's words; null where there are none. */
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

/** A dispute with the names that its page shows. */
export interface NamedDispute extends Dispute {
  readonly learner: string;
  readonly decider: string | null;
}

/** Who looks at disputes: instructors see those of learners whom they teach, admins see all. */
export interface DisputeViewer {
  readonly id: string;
  readonly isAdmin: boolean;
}

export type NewDispute = Omit<Dispute, 'id' | 'state' | 'answer' | 'createdAt' | 'decidedAt'>;

/** Opens a dispute; null when there is one of this item of the attempt already. */
export async function insertDispute(
  db: Tx,
  dispute: NewDispute,
  now: Date,
): Promise<string | null> {
  const id = newId();
  const result = await db
    .insertInto('dispute')
    .values({
      id,
      account_id: dispute.accountId,
      attempt_id: dispute.attemptId,
      item_ref: dispute.itemRef,
      item_hash: dispute.itemHash,
      answer_key: dispute.answerKey,
      cited: JSON.stringify(dispute.cited),
      text: dispute.text,
      state: 'open',
      answer: null,
      decided_by: null,
      created_at: now.toISOString(),
      decided_at: null,
    })
    .onConflict((conflict) => conflict.columns(['attempt_id', 'item_ref']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
}

/** The disputes of an attempt, by item ref. */
export async function listDisputesOf(
  db: Db,
  attemptId: string,
): Promise<ReadonlyMap<string, Dispute>> {
  const rows = await db
    .selectFrom('dispute')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .execute();
  return new Map(rows.map((row) => [row.item_ref, toDispute(row)]));
}

/** Those that wait for a decision, the longest waiting first. */
export async function listOpenDisputes(
  db: Db,
  viewer: DisputeViewer,
  limit: number,
): Promise<NamedDispute[]> {
  const query = visibleTo(db, viewer).where('dispute.state', '=', 'open');
  const rows = await query
    .orderBy('dispute.created_at')
    .orderBy('dispute.id')
    .limit(limit)
    .execute();
  return rows.map(toNamed);
}

/** Those that were decided, the latest first. */
export async function listDecidedDisputes(
  db: Db,
  viewer: DisputeViewer,
  limit: number,
): Promise<NamedDispute[]> {
  const query = visibleTo(db, viewer).where('dispute.state', '<>', 'open');
  const rows = await query
    .orderBy('dispute.decided_at', 'desc')
    .orderBy('dispute.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toNamed);
}

/** The dispute, if the viewer teaches its learner or is an admin. */
export async function findDispute(
  db: Db,
  viewer: DisputeViewer,
  id: string,
): Promise<NamedDispute | undefined> {
  const row = await visibleTo(db, viewer).where('dispute.id', '=', id).executeTakeFirst();
  return row && toNamed(row);
}

/** What an instructor made of a dispute. */
export interface Decision {
  readonly state: 'accepted' | 'answered';
  /** Null where the answer was accepted. */
  readonly answer: string | null;
  readonly deciderId: string;
}

/** Decides a dispute; false when it is no longer open. */
export async function decideDispute(
  db: Tx,
  id: string,
  decision: Decision,
  now: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('dispute')
    .set({
      state: decision.state,
      answer: decision.answer,
      decided_by: decision.deciderId,
      decided_at: now.toISOString(),
    })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What two disputes have in common that are about the same answer to the same item version. */
export type DisputedAnswer = Pick<Dispute, 'itemHash' | 'answerKey'>;

/** Accepts every dispute about an answer that is still open. */
export async function acceptDisputesAbout(
  db: Tx,
  { itemHash, answerKey }: DisputedAnswer,
  deciderId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('dispute')
    .set({ state: 'accepted', decided_by: deciderId, decided_at: now.toISOString() })
    .where('item_hash', '=', itemHash)
    .where('answer_key', '=', answerKey)
    .where('state', '=', 'open')
    .execute();
}

/** Opens every accepted dispute about an answer again; false when there is none. */
export async function reopenDisputesAbout(
  db: Tx,
  { itemHash, answerKey }: DisputedAnswer,
): Promise<boolean> {
  const result = await db
    .updateTable('dispute')
    .set({ state: 'open', decided_by: null, decided_at: null })
    .where('item_hash', '=', itemHash)
    .where('answer_key', '=', answerKey)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function visibleTo(db: Db, viewer: DisputeViewer) {
  return db
    .selectFrom('dispute')
    .innerJoin('account', 'account.id', 'dispute.account_id')
    .leftJoin('account as decider', 'decider.id', 'dispute.decided_by')
    .selectAll('dispute')
    .select(['account.name as learner', 'decider.name as decider'])
    .$if(!viewer.isAdmin, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('membership as taught')
            .innerJoin('membership as pupil', 'pupil.cohort_id', 'taught.cohort_id')
            .select('taught.cohort_id')
            .where('taught.account_id', '=', viewer.id)
            .where('taught.role', '=', 'instructor')
            .where('pupil.role', '=', 'student')
            .whereRef('pupil.account_id', '=', 'dispute.account_id'),
        ),
      ),
    );
}

function toNamed(
  row: DisputeTable & { readonly learner: string; readonly decider: string | null },
): NamedDispute {
  return { ...toDispute(row), learner: row.learner, decider: row.decider };
}

function toDispute(row: DisputeTable): Dispute {
  return {
    id: row.id,
    accountId: row.account_id,
    attemptId: row.attempt_id,
    itemRef: row.item_ref,
    itemHash: row.item_hash,
    answerKey: row.answer_key,
    cited: JSON.parse(row.cited) as string[],
    text: row.text,
    state: row.state,
    answer: row.answer,
    createdAt: new Date(row.created_at),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at),
  };
}
