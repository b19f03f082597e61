import type { Catalogue } from '../domain/course.ts';
import type { Item } from '../domain/item.ts';
import {
  classifyChange,
  needsDecision,
  reviseItems,
  type Change,
  type ItemRevision,
  type RevisionDecision,
} from '../domain/revision.ts';
import type { Db } from '../store/database.ts';
import { countAttemptsWith, listVersionsOf } from '../store/item-rulings.ts';
import { readRulings } from './rulings.ts';

/** An answered item whose change, or removal, asks what happens to the answers. */
export interface Consequence {
  readonly before: Item;
  /** Null where the item was taken out of its lesson. */
  readonly after: Item | null;
  /** Null where the item was taken out. */
  readonly change: Change | null;
  /** Every version with the key of `before`: their answers share its fate. */
  readonly versions: readonly Item[];
  /** Attempts that hold an answer to one of them. */
  readonly attempts: number;
  readonly options: readonly RevisionDecision[];
}

/** What was decided, by item ref. */
export type Decisions = ReadonlyMap<string, RevisionDecision>;

/** The items of a course in order. */
function* itemsOf(course: Catalogue | null): Iterable<Item> {
  for (const lesson of course?.lessons.values() ?? []) yield* lesson.items;
}

/** The items that differ between two versions of a course. */
export function revisedItems(
  before: Catalogue | null,
  after: Catalogue | null,
): readonly ItemRevision[] {
  return reviseItems(itemsOf(before), itemsOf(after));
}

/** What publishing `after` in place of `before` asks to be decided. */
export async function listConsequences(
  db: Db,
  before: Catalogue | null,
  after: Catalogue | null,
): Promise<Consequence[]> {
  const found: Consequence[] = [];
  for (const revision of revisedItems(before, after)) {
    const asked = askedOf(revision, after);
    if (asked === null) continue;
    const versions = await versionsLike(db, asked.before);
    const attempts = await countAttemptsWith(
      db,
      versions.map(({ hash }) => hash),
    );
    if (attempts > 0) found.push({ ...asked, versions, attempts });
  }
  return found;
}

type Asked = Omit<Consequence, 'versions' | 'attempts'>;

function askedOf(revision: ItemRevision, after: Catalogue | null): Asked | null {
  // A text is marked by its reader, whose grade can be changed one by one.
  if (revision.status === 'added' || revision.before.type === 'essay') return null;
  const { before } = revision;
  if (revision.status === 'removed') {
    // A lesson that leaves the course takes its results with it as they are.
    if (after?.lessons.has(before.lesson) !== true) return null;
    return { before, after: null, change: null, options: WITHOUT_KEY };
  }
  const { change } = revision;
  if (!needsDecision(change.kind)) return null;
  const options = revision.after.type === before.type ? ALL_OPTIONS : WITHOUT_KEY;
  return { before, after: revision.after, change, options };
}

const ALL_OPTIONS: readonly RevisionDecision[] = ['keep', 'regrade', 'full-credit', 'drop'];
const WITHOUT_KEY: readonly RevisionDecision[] = ['keep', 'full-credit', 'drop'];

/**
 * The stored versions of an item that are marked as this one is: those with the same key, differing
 * in words only, and those whose answers were ruled to be marked by it before. What was credited in
 * full or dropped is settled.
 */
async function versionsLike(db: Db, before: Item): Promise<Item[]> {
  const versions = await listVersionsOf(db, before.ref);
  const rulings = await readRulings(
    db,
    versions.map(({ hash }) => hash),
  );
  return versions.filter((version) => {
    const ruling = rulings.get(version.hash);
    if (ruling !== undefined && ruling.decision !== 'regrade') return false;
    return hasSameKey(ruling?.by ?? version, before);
  });
}

function hasSameKey(version: Item, other: Item): boolean {
  const change = version.hash === other.hash ? null : classifyChange(version, other);
  return change === null || !needsDecision(change.kind);
}

/** Whether everything that is asked has an answer that it allows. */
export function areDecided(consequences: readonly Consequence[], decisions: Decisions): boolean {
  return consequences.every(({ before, options }) => {
    const decision = decisions.get(before.ref);
    return decision !== undefined && options.includes(decision);
  });
}
