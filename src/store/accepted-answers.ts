import type { ItemResponse } from '../domain/items/registry.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import type { DisputedAnswer } from './disputes.ts';

/** The answers to an item version that count as right beside its key, by item hash. */
export type AcceptedAnswers = ReadonlyMap<string, ReadonlySet<string>>;

const selectAccepted = compileOnce((db) =>
  db
    .selectFrom('response')
    .innerJoin('accepted_answer', 'accepted_answer.item_hash', 'response.item_hash')
    .select(['accepted_answer.item_hash', 'accepted_answer.answer_key'])
    .where('response.attempt_id', '=', ''),
);

/** Those for the items answered in an attempt: one look-up, whatever their number. */
export async function listAcceptedAnswers(db: Db, attemptId: string): Promise<AcceptedAnswers> {
  const accepted = new Map<string, Set<string>>();
  for (const row of await selectAccepted(db, [attemptId])) {
    const keys = accepted.get(row.item_hash) ?? new Set();
    accepted.set(row.item_hash, keys.add(row.answer_key));
  }
  return accepted;
}

/** The accepted answers to one item version. */
export async function listAcceptedAnswersTo(db: Db, itemHash: string): Promise<AcceptedAnswers> {
  const rows = await db
    .selectFrom('accepted_answer')
    .select('answer_key')
    .where('item_hash', '=', itemHash)
    .execute();
  return new Map([[itemHash, new Set(rows.map((row) => row.answer_key))]]);
}

/** The dispute by which an answer was accepted; undefined when it is not. */
export async function findAcceptance(
  db: Db,
  { itemHash, answerKey }: DisputedAnswer,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('accepted_answer')
    .select('dispute_id')
    .where('item_hash', '=', itemHash)
    .where('answer_key', '=', answerKey)
    .executeTakeFirst();
  return row?.dispute_id;
}

/** Records an accepted answer. @throws when it is accepted already. */
export async function insertAcceptedAnswer(
  db: Tx,
  { itemHash, answerKey }: DisputedAnswer,
  source: { readonly response: ItemResponse; readonly disputeId: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('accepted_answer')
    .values({
      item_hash: itemHash,
      answer_key: answerKey,
      body: JSON.stringify(source.response),
      dispute_id: source.disputeId,
      accepted_at: now.toISOString(),
    })
    .execute();
}

export async function deleteAcceptedAnswer(
  db: Tx,
  { itemHash, answerKey }: DisputedAnswer,
): Promise<void> {
  await db
    .deleteFrom('accepted_answer')
    .where('item_hash', '=', itemHash)
    .where('answer_key', '=', answerKey)
    .execute();
}
