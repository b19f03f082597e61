import type { Fold, Item } from './item.ts';
import { fold } from './items/folding.ts';

/**
 * How grave a change of a question is, from the lightest: `cosmetic` changes what is shown beside or
 * after the question; `wording` what is asked, in other words; `key` what earns marks; `structural`
 * which parts an answer can be made of.
 */
export const CHANGE_KINDS = ['cosmetic', 'wording', 'key', 'structural'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One thing that differs between two versions of an item. */
export interface Difference {
  /** Keys and ids on the way to it, joined by dots, e.g. `choices.prayer.feedback`. */
  readonly path: string;
  readonly kind: ChangeKind;
}

/** What became of an item. */
export interface Change {
  /** The gravest kind among the differences. */
  readonly kind: ChangeKind;
  readonly differences: readonly Difference[];
}

/** What to do with the answers that were given to the version before. */
export const REVISION_DECISIONS = ['keep', 'regrade', 'full-credit', 'drop'] as const;
export type RevisionDecision = (typeof REVISION_DECISIONS)[number];

/** An item that is not in both versions of a course as it was; `ref` is `<lesson>/<item>`. */
export type ItemRevision =
  | { readonly ref: string; readonly status: 'added'; readonly after: Item }
  | { readonly ref: string; readonly status: 'removed'; readonly before: Item }
  | {
      readonly ref: string;
      readonly status: 'changed';
      readonly before: Item;
      readonly after: Item;
      readonly change: Change;
    };

/**
 * How to compare what stands under a key: as a whole, with the kind that a difference has; not at
 * all; as accepted answers; or, for `members`, a list of parts with ids, one by one, where another
 * order of the same parts is a change of the kind `order`.
 */
type Rule = ChangeKind | 'unseen' | 'accept' | { readonly members: { readonly order: ChangeKind } };

type Members<T> = T extends readonly (infer Member)[] ? Member : never;
type KeysOf<T> = T extends unknown ? keyof T & string : never;
type PartsOf<T> = {
  [Key in KeysOf<T>]: T extends Readonly<Record<Key, infer Part>> ? Part : never;
}[KeysOf<T>];
type WithId<T> = T extends { readonly id: string } ? T : never;
type PartOf<T> = WithId<Members<PartsOf<T>>>;
type AnyPart = PartOf<Item> | PartOf<PartOf<Item>>;

/** Every key that an item or one of its parts can have: a new one does not compile without a rule. */
type ItemKey = KeysOf<Item> | KeysOf<AnyPart>;

const RULES: Readonly<Record<ItemKey, Rule>> = {
  ref: 'unseen',
  id: 'unseen',
  lesson: 'unseen',
  // Differs with any authored change, so it says nothing about which.
  hash: 'unseen',
  // How it reads in other languages: its own texts say what it asks.
  locale: 'unseen',
  wording: 'unseen',
  language: 'unseen',
  partsLanguage: 'unseen',
  unitLanguage: 'unseen',
  // What an answer counts towards; the mark stays.
  objective: 'cosmetic',
  explanation: 'cosmetic',
  cite: 'cosmetic',
  tags: 'cosmetic',
  hints: 'cosmetic',
  feedback: 'cosmetic',
  prompt: 'wording',
  text: 'wording',
  unit: 'wording',
  words: 'wording',
  parts: 'wording',
  points: 'key',
  penalty: 'key',
  correct: 'key',
  credit: 'key',
  answer: 'key',
  scoring: 'key',
  accept: 'accept',
  folds: 'key',
  min: 'key',
  max: 'key',
  value: 'key',
  match: 'key',
  weight: 'key',
  share: 'key',
  type: 'structural',
  kind: 'structural',
  choices: { members: { order: 'wording' } },
  gaps: { members: { order: 'wording' } },
  rows: { members: { order: 'wording' } },
  targets: { members: { order: 'wording' } },
  sentences: { members: { order: 'wording' } },
  // Their order is the answer.
  entries: { members: { order: 'key' } },
  rubric: { members: { order: 'wording' } },
  levels: { members: { order: 'wording' } },
};

/**
 * What differs between two versions of one item, in the order of the item's keys. Null where nobody
 * would see or be marked by a difference, even if the authored text differs.
 */
export function classifyChange(before: Item, after: Item): Change | null {
  // Two types have hardly a key in common: to list them all would say less.
  const differences =
    before.type === after.type
      ? compareParts(before, after, [])
      : [{ path: 'type', kind: 'structural' as const }];
  const gravest = gravestOf(differences);
  return gravest === null ? null : { kind: gravest, differences };
}

/** The gravest kind of these; null of none. */
export function gravestOf(differences: readonly Difference[]): ChangeKind | null {
  const kinds = new Set(differences.map(({ kind }) => kind));
  return CHANGE_KINDS.findLast((kind) => kinds.has(kind)) ?? null;
}

/** Whether somebody must say what happens to the answers given before such a change. */
export function needsDecision(kind: ChangeKind): boolean {
  return kind === 'key' || kind === 'structural';
}

/**
 * The items that were added, removed or changed between two versions of a course, by ref; first
 * those of `before` in its order, then the added ones in theirs.
 */
export function reviseItems(
  before: Iterable<Item>,
  after: Iterable<Item>,
): readonly ItemRevision[] {
  const old = new Map(Array.from(before, (item) => [item.ref, item]));
  const now = new Map(Array.from(after, (item) => [item.ref, item]));
  const kept = [...old.values()].flatMap((item) => reviseItem(item, now.get(item.ref)));
  const added = [...now.values()]
    .filter(({ ref }) => !old.has(ref))
    .map((item): ItemRevision => ({ ref: item.ref, status: 'added', after: item }));
  return [...kept, ...added];
}

function reviseItem(before: Item, after: Item | undefined): readonly ItemRevision[] {
  const { ref } = before;
  if (after === undefined) return [{ ref, status: 'removed', before }];
  const change = before.hash === after.hash ? null : classifyChange(before, after);
  return change === null ? [] : [{ ref, status: 'changed', before, after, change }];
}

type Part = Readonly<Record<string, unknown>>;
type PartWithId = { readonly id: string };

function compareParts(before: object, after: object, path: readonly string[]): Difference[] {
  const one = before as Part;
  const other = after as Part;
  // A gap of another kind is answered otherwise; its keys say no more.
  if (one['kind'] !== other['kind']) return [difference([...path, 'kind'], 'structural')];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => compareKey(key as ItemKey, one, other, [...path, key]));
}

function compareKey(key: ItemKey, one: Part, other: Part, path: readonly string[]): Difference[] {
  const rule = RULES[key];
  if (rule === 'unseen') return [];
  const before = one[key];
  const after = other[key];
  if (typeof rule === 'object') {
    const { order } = rule.members;
    return compareMembers(before as PartWithId[], after as PartWithId[], order, path);
  }
  if (plain(before) === plain(after)) return [];
  return [difference(path, rule === 'accept' ? acceptKind(one, other) : rule)];
}

function compareMembers(
  before: readonly PartWithId[],
  after: readonly PartWithId[],
  order: ChangeKind,
  path: readonly string[],
): Difference[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const now = new Map(after.map((part) => [part.id, part]));
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const differences = ids.flatMap((id) => {
    const one = old.get(id);
    const other = now.get(id);
    if (one && other) return compareParts(one, other, [...path, id]);
    return [difference([...path, id], 'structural')];
  });
  const keptBefore = before.filter(({ id }) => now.has(id)).map(({ id }) => id);
  const keptAfter = after.filter(({ id }) => old.has(id)).map(({ id }) => id);
  const moved = plain(keptBefore) !== plain(keptAfter);
  return moved ? [...differences, difference(path, order)] : differences;
}

/** The same answers written otherwise, or in another order, accept nothing else. */
function acceptKind(one: Part, other: Part): ChangeKind {
  return plain(acceptedBy(one)) === plain(acceptedBy(other)) ? 'cosmetic' : 'key';
}

function acceptedBy(part: Part): readonly string[] {
  const folds = part['folds'] as readonly Fold[];
  const answers = (part['accept'] as readonly string[]).map((answer) => fold(answer, folds));
  return [...new Set(answers)].toSorted();
}

/** A value as it is compared: a line wrapped elsewhere reads the same. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll(/\s+/g, ' ').trim() : part,
  );
}

function difference(path: readonly string[], kind: ChangeKind): Difference {
  return { path: path.join('.'), kind };
}
