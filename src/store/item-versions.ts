import type { Item, Wording } from '../domain/item.ts';
import { worded } from '../domain/wording.ts';
import type { Db, Tx } from './database.ts';

/** Versions never change, so they are kept in memory once read; more than a large course has. */
const MAX_KEPT = 5000;
const kept = new Map<string, Item>();
const keptWordings = new Map<string, Wording>();

/** What somebody was shown: an item version and, where it had translations, their wording. */
export interface ShownItem {
  readonly hash: string;
  /** Absent or null where there were none. */
  readonly wording?: string | null;
}

/** Stores the versions and wordings that are not there yet. */
export async function keepItemVersions(db: Tx, items: readonly Item[], now: Date): Promise<void> {
  const createdAt = now.toISOString();
  await db
    .insertInto('item_version')
    .values(
      items.map(({ wording: _wording, ...item }) => ({
        hash: item.hash,
        ref: item.ref,
        type: item.type,
        body: JSON.stringify(item),
        created_at: createdAt,
      })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  const wordings = items.flatMap(({ hash, wording }) =>
    wording === undefined ? [] : { item_hash: hash, ...wording },
  );
  if (wordings.length === 0) return;
  await db
    .insertInto('item_wording')
    .values(
      wordings.map((one) => ({ ...one, faces: JSON.stringify(one.faces), created_at: createdAt })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

/**
 * The item versions with these hashes, by hash, as they were written.
 * @throws when one is missing: attempts pin their versions when they start.
 */
export async function getItemVersions(
  db: Db,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Item>> {
  const missing = missingFrom(kept, hashes);
  if (missing.length > 0) await loadVersions(db, missing);
  return new Map(hashes.map((hash) => [hash, got(kept, hash, 'version')]));
}

/** The item version with this hash, if it was ever asked. */
export async function findItemVersion(db: Db, hash: string): Promise<Item | undefined> {
  if (!kept.has(hash)) await loadVersions(db, missingFrom(kept, [hash]));
  return kept.get(hash);
}

/**
 * Items as they were shown, with their wordings, in the order asked for.
 * @throws when one is missing: whatever is shown is stored first.
 */
export async function getShownItems(db: Db, shown: readonly ShownItem[]): Promise<readonly Item[]> {
  const hashes = shown.map(({ hash }) => hash);
  const versions = await getItemVersions(db, hashes);
  const wordings = shown.flatMap(({ wording }) => wording ?? []);
  const missing = missingFrom(keptWordings, wordings);
  if (missing.length > 0) await loadWordings(db, missing);
  return shown.map(({ hash, wording = null }) =>
    worded(
      got(versions, hash, 'version'),
      wording === null ? null : got(keptWordings, wording, 'wording'),
    ),
  );
}

/** Those of the hashes that must be read; when too much is kept, all is forgotten first. */
function missingFrom(map: Map<string, unknown>, hashes: readonly string[]): readonly string[] {
  const missing = hashes.filter((hash) => !map.has(hash));
  if (map.size + missing.length <= MAX_KEPT) return missing;
  map.clear();
  return hashes;
}

async function loadVersions(db: Db, hashes: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('item_version')
    .select(['hash', 'body'])
    .where('hash', 'in', hashes)
    .execute();
  // Written by `keepItemVersions` and never changed: the body is an Item by construction.
  for (const row of rows) kept.set(row.hash, JSON.parse(row.body) as Item);
}

async function loadWordings(db: Db, hashes: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('item_wording')
    .select(['hash', 'faces'])
    .where('hash', 'in', hashes)
    .execute();
  for (const { hash, faces } of rows) {
    // Written by `keepItemVersions`, as above.
    keptWordings.set(hash, { hash, faces: JSON.parse(faces) as Wording['faces'] });
  }
}

function got<T>(map: ReadonlyMap<string, T>, hash: string, noun: string): T {
  const found = map.get(hash);
  if (found === undefined) throw new Error(`Item ${noun} ${hash} is not in the database.`);
  return found;
}
