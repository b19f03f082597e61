import type { Item } from '../domain/item.ts';
import type { Ruling } from '../domain/ruling.ts';
import type { Db } from '../store/database.ts';
import { listStandingRulings, type ItemRuling } from '../store/item-rulings.ts';
import { getItemVersions } from '../store/item-versions.ts';

/** How answers are marked in place of the keys of their versions, by item hash. */
export type Rulings = ReadonlyMap<string, Ruling>;

/** The rulings that stand about these item versions; nearly always none. */
export async function readRulings(db: Db, hashes: readonly string[]): Promise<Rulings> {
  const standing = await listStandingRulings(db);
  if (standing.size === 0) return new Map();
  const found = hashes.flatMap((hash) => standing.get(hash) ?? []);
  const versions = await getItemVersions(
    db,
    found.flatMap(({ byHash }) => byHash ?? []),
  );
  return new Map(
    found.map((stored): [string, Ruling] => {
      const by = versions.get(stored.byHash ?? '');
      return [stored.itemHash, toRuling(stored, by)];
    }),
  );
}

function toRuling({ decision }: ItemRuling, by: Item | undefined): Ruling {
  if (decision !== 'regrade') return { decision };
  if (by === undefined) throw new Error('A ruling names no version to mark by.');
  return { decision, by };
}
