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
  /** The item counts for nothing in this attempt. */
  readonly dropped: boolean;
}

/** The same where nothing need have been answered. */
export type MarkedItemOf = Omit<MarkedResponse, 'response'> & {
  readonly response: ItemResponse | null;
};

/** The submitted, marked responses to an item version that `matches` says yes to. */
export async function listMarkedResponses(
  db: Db,
  itemHash: string,
  matches: (response: ItemResponse) => boolean,
): Promise<MarkedResponse[]> {
  const bodies = await listMatchingBodies(db, itemHash, matches);
  if (bodies.length === 0) return [];
  const rows = await selectMarked(db, itemHash).where('response.body', 'in', bodies).execute();
  return rows.flatMap((row) => {
    const { response, ...marked } = toMarked(row);
    return response === null ? [] : { ...marked, response };
  });
}

/** Every submitted, marked place of an item version, answered or not. */
export async function listMarkedItems(db: Db, itemHash: string): Promise<MarkedItemOf[]> {
  return (await selectMarked(db, itemHash).execute()).map(toMarked);
}

function selectMarked(db: Db, itemHash: string) {
  return db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select(['response.attempt_id', 'attempt.account_id', 'response.item_ref'])
    .select(['response.body', 'response.score', 'response.tries', 'response.hints'])
    .select(['response.settled', 'response.revision', 'response.checked_revision'])
    .select('response.dropped')
    .where('response.item_hash', '=', itemHash)
    .where('response.score', 'is not', null)
    .where('attempt.state', '<>', 'in-progress')
    .orderBy('response.attempt_id');
}

type MarkedRow = Awaited<ReturnType<ReturnType<typeof selectMarked>['execute']>>[number];

function toMarked(row: MarkedRow): MarkedItemOf {
  return {
    attemptId: row.attempt_id,
    accountId: row.account_id,
    itemRef: row.item_ref,
    response: row.body === null ? null : (JSON.parse(row.body) as ItemResponse),
    // Only rows with a mark are selected.
    score: row.score ?? 0,
    dropped: row.dropped === 1,
    tries: row.tries,
    hints: row.hints,
    settled: row.settled,
    revision: row.revision,
    checkedRevision: row.checked_revision,
  };
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
  { score, dropped }: { readonly score: number; readonly dropped: boolean },
): Promise<void> {
  await db
    .updateTable('response')
    .set({ score, dropped: dropped ? 1 : 0 })
    .where('attempt_id', '=', attemptId)
    .where('item_ref', '=', itemRef)
    .execute();
}

/** Changes the totals of a submitted attempt, in points. */
export async function setAttemptScore(
  db: Tx,
  attemptId: string,
  total: {
    readonly score: number;
    readonly maxScore: number;
    readonly certaintyScore: number | null;
  },
): Promise<void> {
  await db
    .updateTable('attempt')
    .set({
      score: total.score,
      max_score: total.maxScore,
      certainty_score: total.certaintyScore,
    })
    .where('id', '=', attemptId)
    .where('state', '<>', 'in-progress')
    .execute();
}

/** Who has passed which of these quizzes, as `account quiz`. */
export async function listPasses(db: Db, quizIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (quizIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('lesson_progress')
    .select(['account_id', 'lesson_id'])
    .where('lesson_id', 'in', quizIds)
    .where('state', '=', 'passed')
    .execute();
  return new Set(rows.map((row) => `${row.account_id} ${row.lesson_id}`));
}

/** The quizzes with attempts that ask these item versions. */
export async function listQuizzesWith(db: Db, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await db
    .selectFrom('response')
    .innerJoin('attempt', 'attempt.id', 'response.attempt_id')
    .select('attempt.quiz_id')
    .distinct()
    .where('response.item_hash', 'in', hashes)
    .execute();
  return rows.map((row) => row.quiz_id);
}
