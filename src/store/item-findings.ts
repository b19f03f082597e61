import type { Flag } from '../domain/statistics/flags.ts';
import type { Db, Tx } from './database.ts';

/** What the tallies say of an item version in a quiz. */
export interface ItemFinding {
  readonly quizId: string;
  readonly itemHash: string;
  readonly attempts: number;
  /** 0 to 1. */
  readonly facility: number;
  /** −100 to 100; null where a variance is 0. */
  readonly discrimination: number | null;
  /** The most pressing first. */
  readonly flags: readonly Flag[];
  /** How pressing the flags are; 0 where there are none. */
  readonly urgency: number;
}

/** Notes that the findings of a quiz must be worked out anew. */
export async function markFindingsStale(db: Tx, quizIds: readonly string[]): Promise<void> {
  if (quizIds.length === 0) return;
  await db
    .insertInto('stale_finding')
    .values(quizIds.map((id) => ({ quiz_id: id })))
    .onConflict((conflict) => conflict.column('quiz_id').doNothing())
    .execute();
}

/** Quizzes whose findings must be worked out anew. */
export async function listStaleFindings(db: Db, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('stale_finding').select('quiz_id').limit(limit).execute();
  return rows.map((row) => row.quiz_id);
}

/** Claims a quiz whose findings are to be worked out in this transaction; false when it is done already. */
export async function claimStaleFinding(db: Tx, quizId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('stale_finding')
    .where('quiz_id', '=', quizId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Puts these findings in place of all that there were of the quiz. */
export async function replaceFindings(
  db: Tx,
  quizId: string,
  findings: readonly ItemFinding[],
): Promise<void> {
  await db.deleteFrom('item_finding').where('quiz_id', '=', quizId).execute();
  if (findings.length === 0) return;
  await db
    .insertInto('item_finding')
    .values(
      findings.map((finding) => ({
        quiz_id: quizId,
        item_hash: finding.itemHash,
        attempts: finding.attempts,
        facility: finding.facility,
        discrimination: finding.discrimination,
        flags: JSON.stringify(finding.flags),
        urgency: finding.urgency,
      })),
    )
    .execute();
}

/** Findings with a flag, the most pressing first. */
export async function listPressingFindings(db: Db): Promise<ItemFinding[]> {
  const rows = await db
    .selectFrom('item_finding')
    .selectAll()
    .where('urgency', '>', 0)
    .orderBy('urgency', 'desc')
    .orderBy('quiz_id')
    .orderBy('item_hash')
    .execute();
  return rows.map((row) => ({
    quizId: row.quiz_id,
    itemHash: row.item_hash,
    attempts: row.attempts,
    facility: row.facility,
    discrimination: row.discrimination,
    flags: JSON.parse(row.flags) as Flag[],
    urgency: row.urgency,
  }));
}
