import type { Selectable } from 'kysely';
import type { Certainty } from '../domain/certainty.ts';
import type { ItemResponse } from '../domain/items/registry.ts';
import type { Practice } from '../domain/practice.ts';
import { compileForRows, compileOnce } from './compile-once.ts';
import type { Db, ResponseTable, Tx } from './database.ts';

/** What a learner gave for one item of an attempt; null `response` for nothing (or a bare flag). */
export interface SavedResponse extends Practice {
  readonly itemRef: string;
  readonly response: ItemResponse | null;
  readonly flagged: boolean;
  /** How sure the learner said they were; null where nothing was said. */
  readonly certainty: Certainty | null;
  /** Points earned; null before submission, and while an essay waits for its reader. */
  readonly score: number | null;
  /** The item counts for nothing in this attempt. */
  readonly dropped: boolean;
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
    readonly certainty: Certainty | null;
    readonly revision: number;
  },
  now: Date,
): Promise<void> {
  const values = {
    body: response.response === null ? null : JSON.stringify(response.response),
    flagged: response.flagged ? (1 as const) : (0 as const),
    certainty: response.certainty,
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

const upsertScores = compileForRows((db, rows) =>
  db
    .insertInto('response')
    .values(
      Array.from({ length: rows }, () => ({
        attempt_id: '',
        item_ref: '',
        item_hash: '',
        saved_at: '',
        score: 0,
        dropped: 0 as const,
        body: null,
        flagged: 0 as const,
        revision: 0,
        certainty: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['attempt_id', 'item_ref']).doUpdateSet((eb) => ({
        score: eb.ref('excluded.score'),
        dropped: eb.ref('excluded.dropped'),
      })),
    ),
);

/** Of a row for an item that was left blank: no body, no flag, never saved, no certainty. */
const BLANK = [null, 0, 0, null] as const;

/** Writes marks (null where a reader must give them), with a row for each item that was left blank. */
export async function putScores(
  db: Tx,
  attemptId: string,
  marks: readonly {
    readonly itemRef: string;
    readonly itemHash: string;
    readonly score: number | null;
    readonly dropped: boolean;
  }[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const rows = marks.map((mark) => [
    attemptId,
    mark.itemRef,
    mark.itemHash,
    at,
    mark.score,
    Number(mark.dropped),
  ]);
  await upsertScores(
    db,
    rows.map((row) => [...row, ...BLANK]),
  );
}

/** Writes what practice has used up on an item, with a row where nothing was answered. */
export async function putPractice(
  db: Tx,
  practice: Omit<Practice, 'revision'> & {
    readonly attemptId: string;
    readonly itemRef: string;
    readonly itemHash: string;
  },
  now: Date,
): Promise<void> {
  const { tries, hints, settled } = practice;
  const values = { tries, hints, settled, checked_revision: practice.checkedRevision };
  await db
    .insertInto('response')
    .values({
      attempt_id: practice.attemptId,
      item_ref: practice.itemRef,
      item_hash: practice.itemHash,
      body: null,
      flagged: 0,
      revision: 0,
      saved_at: now.toISOString(),
      certainty: null,
      score: null,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['attempt_id', 'item_ref']).doUpdateSet(values))
    .execute();
}

/** Refs of every item that the learner was asked in a submitted attempt. */
export async function listSeenItems(db: Db, accountId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select('response.item_ref')
    .distinct()
    .where('attempt.account_id', '=', accountId)
    .where('attempt.state', '<>', 'in-progress')
    .execute();
  return new Set(rows.map((row) => row.item_ref));
}

/** The response that a whole row holds. */
export function toResponse(row: Selectable<ResponseTable>): SavedResponse {
  return {
    itemRef: row.item_ref,
    // Written by `putResponse` from a response that the item's own reader made.
    response: row.body === null ? null : (JSON.parse(row.body) as ItemResponse),
    flagged: row.flagged === 1,
    certainty: row.certainty as Certainty | null,
    revision: row.revision,
    score: row.score,
    dropped: row.dropped === 1,
    tries: row.tries,
    hints: row.hints,
    checkedRevision: row.checked_revision,
    settled: row.settled,
  };
}
