import type { RulingDecision } from '../domain/ruling.ts';
import type { Item } from '../domain/item.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import { newId } from './ids.ts';

/** A decision about the answers to an item version, made with a publication. */
export interface ItemRuling {
  readonly id: string;
  readonly itemHash: string;
  readonly revisionId: string;
  readonly decision: RulingDecision;
  /** The version whose key marks them; null where no key is asked. */
  readonly byHash: string | null;
}

const selectStanding = compileOnce((db) =>
  db.selectFrom('item_ruling').selectAll().where('reversed_at', 'is', null).orderBy('id'),
);

/** The rulings that stand, by item hash: of several about one version the newest. There are few. */
export async function listStandingRulings(db: Db): Promise<ReadonlyMap<string, ItemRuling>> {
  const rows = await selectStanding(db, []);
  return new Map(
    rows.map((row) => [
      row.item_hash,
      {
        id: row.id,
        itemHash: row.item_hash,
        revisionId: row.revision_id,
        decision: row.decision,
        byHash: row.by_hash,
      },
    ]),
  );
}

export async function insertRuling(
  db: Tx,
  ruling: Omit<ItemRuling, 'id'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('item_ruling')
    .values({
      id: newId(),
      item_hash: ruling.itemHash,
      revision_id: ruling.revisionId,
      decision: ruling.decision,
      by_hash: ruling.byHash,
      at: now.toISOString(),
      reversed_at: null,
    })
    .execute();
}

/** Takes the rulings of a revision back; returns the item hashes that they were about. */
export async function reverseRulings(db: Tx, revisionId: string, now: Date): Promise<string[]> {
  const rows = await db
    .updateTable('item_ruling')
    .set({ reversed_at: now.toISOString() })
    .where('revision_id', '=', revisionId)
    .where('reversed_at', 'is', null)
    .returning('item_hash')
    .execute();
  return rows.map((row) => row.item_hash);
}

/** Decisions made with a revision, and whether they still stand. */
export async function listRulingsOf(
  db: Db,
  revisionId: string,
): Promise<{ ref: string; decision: RulingDecision; reversed: boolean }[]> {
  const rows = await db
    .selectFrom('item_ruling')
    .innerJoin('item_version', 'item_version.hash', 'item_ruling.item_hash')
    .select(['item_version.ref', 'item_ruling.decision', 'item_ruling.reversed_at'])
    .where('item_ruling.revision_id', '=', revisionId)
    .orderBy('item_ruling.id')
    .execute();
  const all = rows.map(({ ref, decision, reversed_at }) => ({
    ref,
    decision,
    reversed: reversed_at !== null,
  }));
  return all.filter((one, index) => all.findIndex(({ ref }) => ref === one.ref) === index);
}

/** Every stored version of an item. */
export async function listVersionsOf(db: Db, ref: string): Promise<Item[]> {
  const rows = await db
    .selectFrom('item_version')
    .select('body')
    .where('ref', '=', ref)
    .orderBy('created_at')
    .execute();
  // Written by `keepItemVersions` and never changed: the body is an Item by construction.
  return rows.map((row) => JSON.parse(row.body) as Item);
}

/** How many attempts have these item versions: submitted and marked, and still running. */
export async function countAttemptsWith(db: Db, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  const row = await db
    .selectFrom('response')
    .select((eb) => eb.fn.count<number | string>('attempt_id').distinct().as('count'))
    .where('item_hash', 'in', hashes)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
