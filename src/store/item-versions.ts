import type { Item } from '../domain/item.ts';
import type { Db, Tx } from './database.ts';

/** Versions never change, so they are kept in memory once read; more than a large course has. */
const MAX_KEPT = 5000;
const kept = new Map<string, Item>();

/** Stores the versions that are not there yet. */
export async function keepItemVersions(db: Tx, items: readonly Item[], now: Date): Promise<void> {
  await db
    .insertInto('item_version')
    .values(
      items.map((item) => ({
        hash: item.hash,
        ref: item.ref,
        type: item.type,
        body: JSON.stringify(item),
        created_at: now.toISOString(),
      })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

/**
 * The item versions with these hashes, by hash.
 * @throws when one is missing: attempts pin their versions when they start.
 */
export async function getItemVersions(
  db: Db,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Item>> {
  const missing = hashes.filter((hash) => !kept.has(hash));
  if (missing.length > 0) await loadVersions(db, missing);
  return new Map(hashes.map((hash) => [hash, getKept(hash)]));
}

async function loadVersions(db: Db, hashes: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('item_version')
    .select(['hash', 'body'])
    .where('hash', 'in', hashes)
    .execute();
  if (kept.size + rows.length > MAX_KEPT) kept.clear();
  // Written by `keepItemVersions` and never changed: the body is an Item by construction.
  for (const row of rows) kept.set(row.hash, JSON.parse(row.body) as Item);
}

function getKept(hash: string): Item {
  const item = kept.get(hash);
  if (item === undefined) throw new Error(`Item version ${hash} is not in the database.`);
  return item;
}
