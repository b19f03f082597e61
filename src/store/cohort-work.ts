import type { Db } from './database.ts';
import { toAttempt, type Attempt } from './attempts.ts';
import { toResponse, type SavedResponse } from './responses.ts';

/**
 * A page of a learner's attempts in the order in which they were begun, after the one of this id
 * (null for the first page). Pages instead of a list: whoever passes on all work of a cohort holds
 * one page at a time.
 */
export async function listAttemptsAfter(
  db: Db,
  accountId: string,
  after: string | null,
  limit: number,
): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    // Ids sort by the time they were made.
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toAttempt);
}

/** The responses of these attempts: by attempt id, then by item ref. */
export async function listResponsesOf(
  db: Db,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, SavedResponse>>> {
  const found = new Map<string, Map<string, SavedResponse>>();
  if (attemptIds.length === 0) return found;
  const rows = await db
    .selectFrom('response')
    .selectAll()
    .where('attempt_id', 'in', [...attemptIds])
    .execute();
  for (const row of rows) {
    const responses = found.get(row.attempt_id) ?? new Map<string, SavedResponse>();
    found.set(row.attempt_id, responses.set(row.item_ref, toResponse(row)));
  }
  return found;
}
