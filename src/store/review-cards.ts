import type { ReviewCard } from '../domain/review-card.ts';
import { compileForRows } from './compile-once.ts';
import type { Db, ReviewCardTable, Tx } from './database.ts';

/** The learner's cards of these items, by item ref; items without a card are not in it. */
export async function findCards(
  db: Db,
  accountId: string,
  itemRefs: readonly string[],
): Promise<ReadonlyMap<string, ReviewCard>> {
  if (itemRefs.length === 0) return new Map();
  const rows = await db
    .selectFrom('review_card')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('item_ref', 'in', itemRefs)
    .execute();
  return new Map(rows.map((row) => [row.item_ref, toCard(row)]));
}

/** Cards due at or before `until`, the longest overdue first. */
export async function listDueCards(
  db: Db,
  accountId: string,
  until: Date,
): Promise<{ itemRef: string; card: ReviewCard }[]> {
  const rows = await db
    .selectFrom('review_card')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('due_at', '<=', until.toISOString())
    .orderBy('due_at')
    .orderBy('item_ref')
    .execute();
  return rows.map((row) => ({ itemRef: row.item_ref, card: toCard(row) }));
}

/** The learner's cards that come due after `from`, soonest first. */
export async function listUpcoming(
  db: Db,
  accountId: string,
  from: Date,
): Promise<{ itemRef: string; dueAt: Date }[]> {
  const rows = await db
    .selectFrom('review_card')
    .select(['item_ref', 'due_at'])
    .where('account_id', '=', accountId)
    .where('due_at', '>', from.toISOString())
    .orderBy('due_at')
    .execute();
  return rows.map((row) => ({ itemRef: row.item_ref, dueAt: new Date(row.due_at) }));
}

/** Takes the card of an item away: nothing that was answered of it counts any more. */
export async function deleteCard(db: Tx, accountId: string, itemRef: string): Promise<void> {
  await db
    .deleteFrom('review_card')
    .where('account_id', '=', accountId)
    .where('item_ref', '=', itemRef)
    .execute();
}

const upsertCards = compileForRows((db, rows) =>
  db
    .insertInto('review_card')
    .values(
      Array.from({ length: rows }, () => ({
        account_id: '',
        item_ref: '',
        due_at: '',
        stability: 0,
        difficulty: 0,
        interval_days: 0,
        repetitions: 0,
        lapses: 0,
        last_answered_at: '',
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'item_ref']).doUpdateSet((eb) => ({
        due_at: eb.ref('excluded.due_at'),
        stability: eb.ref('excluded.stability'),
        difficulty: eb.ref('excluded.difficulty'),
        interval_days: eb.ref('excluded.interval_days'),
        repetitions: eb.ref('excluded.repetitions'),
        lapses: eb.ref('excluded.lapses'),
        last_answered_at: eb.ref('excluded.last_answered_at'),
      })),
    ),
);

export async function putCards(
  db: Tx,
  accountId: string,
  cards: ReadonlyMap<string, ReviewCard>,
): Promise<void> {
  await upsertCards(
    db,
    Array.from(cards, ([itemRef, card]) => [
      accountId,
      itemRef,
      card.dueAt.toISOString(),
      card.stability,
      card.difficulty,
      card.interval,
      card.repetitions,
      card.lapses,
      card.lastAnsweredAt.toISOString(),
    ]),
  );
}

function toCard(row: ReviewCardTable): ReviewCard {
  return {
    dueAt: new Date(row.due_at),
    stability: row.stability,
    difficulty: row.difficulty,
    interval: row.interval_days,
    repetitions: row.repetitions,
    lapses: row.lapses,
    lastAnsweredAt: new Date(row.last_answered_at),
  };
}
