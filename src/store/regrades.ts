import type { ItemResponse } from '../domain/items/registry.ts';
import type { Practice } from '../domain/practice.ts';
import type { Db, Tx } from './database.ts';

/** A submitted response to an item version, with what practice used up on it. */
export interface MarkedResponse extends Practice {
  readonly attemptId: string;
  readonly accountId: string;
  readonly itemRef: string;
  readonly response: ItemResponse;
  /** Points. */
  readonly score: number;
}

/** The submitted, marked responses to an item version that `matches` says yes to. */
export async function listMarkedResponses(
  db: Db,
  itemHash: string,
  matches: (response: ItemResponse) => boolean,
): Promise<MarkedResponse[]> {
  const bodies = await listMatchingBodies(db, itemHash, matches);
  if (bodies.length === 0) return [];
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['response.attempt_id', 'attempt.account_id', 'response.item_ref'])
    .select(['response.body', 'response.score', 'response.tries', 'response.hints'])
    .select(['response.settled', 'response.revision', 'response.checked_revision'])
    .where('response.item_hash', '=', itemHash)
    .where('response.body', 'in', bodies)
    .where('response.score', 'is not', null)
    .where('attempt.state', '<>', 'in-progress')
    .orderBy('response.attempt_id')
    .execute();
  return rows.flatMap((row) =>
    row.body === null || row.score === null
      ? []
      : {
          attemptId: row.attempt_id,
          accountId: row.account_id,
          itemRef: row.item_ref,
          response: JSON.parse(row.body) as ItemResponse,
          score: row.score,
          tries: row.tries,
          hints: row.hints,
          settled: row.settled,
          revision: row.revision,
          checkedRevision: row.checked_revision,
        },
  );
}

/** Many learners give few different answers, so these are compared before rows are read. */
async function listMatchingBodies(
  db: Db,
  itemHash: string,
  matches: (response: ItemResponse) => boolean,
): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .select('body')
    .distinct()
    .where('item_hash', '=', itemHash)
    .where('body', 'is not', null)
    .execute();
  return rows.flatMap(({ body }) =>
    body !== null && matches(JSON.parse(body) as ItemResponse) ? body : [],
  );
}

/** Changes the mark of one item of a submitted attempt, in points. */
export async function setItemScore(
  db: Tx,
  attemptId: string,
  itemRef: string,
  score: number,
): Promise<void> {
  await db
    .updateTable('response')
    .set({ score })
    .where('attempt_id', '=', attemptId)
    .where('item_ref', '=', itemRef)
    .execute();
}

/** Changes the totals of a submitted attempt, in points. */
export async function setAttemptScore(
  db: Tx,
  attemptId: string,
  total: { readonly score: number; readonly certaintyScore: number | null },
): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ score: total.score, certainty_score: total.certaintyScore })
    .where('id', '=', attemptId)
    .where('state', '<>', 'in-progress')
    .execute();
}
