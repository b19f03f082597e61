import type { ReviewCard } from '../domain/review-card.ts';
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

export async function putCards(
  db: Tx,
  accountId: string,
  cards: ReadonlyMap<string, ReviewCard>,
): Promise<void> {
  if (cards.size === 0) return;
  await db
    .insertInto('review_card')
    .values([...cards].map(([itemRef, card]) => toRow(accountId, itemRef, card)))
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
    )
    .execute();
}

function toRow(accountId: string, itemRef: string, card: ReviewCard): ReviewCardTable {
  return {
    account_id: accountId,
    item_ref: itemRef,
    due_at: card.dueAt.toISOString(),
    stability: card.stability,
    difficulty: card.difficulty,
    interval_days: card.interval,
    repetitions: card.repetitions,
    lapses: card.lapses,
    last_answered_at: card.lastAnsweredAt.toISOString(),
  };
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
