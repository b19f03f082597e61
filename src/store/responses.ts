import type { ItemResponse } from '../domain/items/registry.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, ResponseTable, Tx } from './database.ts';

/** What a learner gave for one item of an attempt; null `response` for nothing (or a bare flag). */
export interface SavedResponse {
  readonly itemRef: string;
  readonly response: ItemResponse | null;
  readonly flagged: boolean;
  /** Grows by one with each save; 0 stands for no row. */
  readonly revision: number;
  /** Points earned; null before submission. */
  readonly score: number | null;
}

const selectResponses = compileOnce((db) =>
  db.selectFrom('response').selectAll().where('attempt_id', '=', ''),
);

/** The saved responses of an attempt, by item ref. */
export async function listResponses(
  db: Db,
  attemptId: string,
): Promise<ReadonlyMap<string, SavedResponse>> {
  const rows = await selectResponses(db, [attemptId]);
  return new Map(rows.map((row) => [row.item_ref, toResponse(row)]));
}

/** Saves (never grades) one response. */
export async function putResponse(
  db: Tx,
  response: {
    readonly attemptId: string;
    readonly itemRef: string;
    readonly itemHash: string;
    readonly response: ItemResponse | null;
    readonly flagged: boolean;
    readonly revision: number;
  },
  now: Date,
): Promise<void> {
  const values = {
    body: response.response === null ? null : JSON.stringify(response.response),
    flagged: response.flagged ? (1 as const) : (0 as const),
    revision: response.revision,
    saved_at: now.toISOString(),
  };
  await db
    .insertInto('response')
    .values({
      attempt_id: response.attemptId,
      item_ref: response.itemRef,
      item_hash: response.itemHash,
      score: null,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['attempt_id', 'item_ref']).doUpdateSet(values))
    .execute();
}

/** Writes the marks at submission, with a row for each item that was left blank. */
export async function putScores(
  db: Tx,
  attemptId: string,
  marks: readonly { readonly itemRef: string; readonly itemHash: string; readonly score: number }[],
  now: Date,
): Promise<void> {
  if (marks.length === 0) return;
  await db
    .insertInto('response')
    .values(
      marks.map((mark) => ({
        attempt_id: attemptId,
        item_ref: mark.itemRef,
        item_hash: mark.itemHash,
        body: null,
        flagged: 0 as const,
        revision: 0,
        saved_at: now.toISOString(),
        score: mark.score,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['attempt_id', 'item_ref'])
        .doUpdateSet((eb) => ({ score: eb.ref('excluded.score') })),
    )
    .execute();
}

function toResponse(row: ResponseTable): SavedResponse {
  return {
    itemRef: row.item_ref,
    // Written by `putResponse` from a response that the item's own reader made.
    response: row.body === null ? null : (JSON.parse(row.body) as ItemResponse),
    flagged: row.flagged === 1,
    revision: row.revision,
    score: row.score,
  };
}
