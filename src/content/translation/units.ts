import type { Path } from '../diagnostic.ts';

/** A text, or the texts of a list without ids: entries are translated together. */
export type Text = string | readonly Text[] | { readonly [key: string]: Text };

/** Something of a file that is translated as one: a text, or a whole list whose entries have no ids. */
export interface Unit {
  /** Its name: the keys and ids that lead to it, with dots between. */
  readonly key: string;
  /** Where a translation has it. */
  readonly names: readonly string[];
  /** Where the base file has it. */
  readonly path: Path;
  /** What there is to translate; of a list, only the texts of its entries. */
  readonly base: Text;
}

/** A mapping of a translation: by keys as in the base, or by ids where the base has a list. */
export interface Branch {
  readonly kind: 'branch';
  /** Members are found by their ids. */
  readonly byId: boolean;
  readonly members: ReadonlyMap<string, Branch | Leaf>;
}

export interface Leaf {
  readonly kind: 'leaf';
  readonly unit: Unit;
}

/** Keys of texts for people, in every kind of file. */
const TEXTS = new Set([
  'title',
  'summary',
  'text',
  'body',
  'prompt',
  'answer',
  'caption',
  'explanation',
  'feedback',
  'unit',
  'definition',
]);
/** Keys of lists without ids. */
const LISTS = new Set(['columns', 'rows', 'events', 'tiles', 'steps', 'bars', 'series', 'hints']);
/** Keys of texts that stand only in the entries of such lists. */
const ENTRY_TEXTS = new Set([...TEXTS, 'date', 'label']);

/** True for keys whose strings are texts for people. */
export function isTextKey(key: string): boolean {
  return TEXTS.has(key);
}

/** True for keys of lists without ids, which are translated as one. */
export function isUnitList(key: string): boolean {
  return LISTS.has(key);
}

/**
 * What is translatable of a file, given what its author wrote: the one declaration that reading,
 * checking and recording translations go by.
 */
export function translatable(authored: object): Branch {
  return branchOf(authored, { names: [], path: [] }, false);
}

/** The units of a branch, in the order of the base file. */
export function unitsOf(node: Branch | Leaf): readonly Unit[] {
  return node.kind === 'leaf' ? [node.unit] : [...node.members.values()].flatMap(unitsOf);
}

interface Place {
  readonly names: readonly string[];
  readonly path: Path;
}

function branchOf(value: object, place: Place, byId: boolean): Branch {
  const members = Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const node = nodeOf(key, inner, below(place, key, key));
    return node === null ? [] : [[key, node] as const];
  });
  return { kind: 'branch', byId, members: new Map(members) };
}

function nodeOf(key: string, value: unknown, place: Place): Branch | Leaf | null {
  if (typeof value === 'string') return isTextKey(key) ? leaf(place, value) : null;
  if (Array.isArray(value)) return listNode(key, value, place);
  if (typeof value !== 'object' || value === null) return null;
  const branch = branchOf(value, place, false);
  return branch.members.size === 0 ? null : branch;
}

function listNode(key: string, list: readonly unknown[], place: Place): Branch | Leaf | null {
  if (list.length === 0) return null;
  if (list.every(hasId)) {
    const members = list.map(
      (one, index) => [one.id, branchOf(one, below(place, one.id, index), false)] as const,
    );
    const some = members.some(([, member]) => member.members.size > 0);
    return some ? { kind: 'branch', byId: true, members: new Map(members) } : null;
  }
  return isUnitList(key) ? leaf(place, list.map(textsOf)) : null;
}

function hasId(value: unknown): value is { readonly id: string } {
  return (
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
  );
}

function textsOf(entry: unknown): Text {
  if (Array.isArray(entry)) return entry.map(textsOf);
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const texts = Object.entries(entry).filter(([key]) => ENTRY_TEXTS.has(key));
  return Object.fromEntries(texts.map(([key, text]) => [key, textsOf(text)]));
}

function leaf({ names, path }: Place, base: Text): Leaf {
  return { kind: 'leaf', unit: { key: names.join('.'), names, path, base } };
}

function below({ names, path }: Place, name: string, step: string | number): Place {
  return { names: [...names, name], path: [...path, step] };
}

/** The strings of a text, in order, with the steps that lead to each. */
export function stringsOf(text: Text, steps: Path = []): readonly (readonly [Path, string])[] {
  if (typeof text === 'string') return [[steps, text]];
  if (Array.isArray(text)) return text.flatMap((one, index) => stringsOf(one, [...steps, index]));
  return Object.entries(text).flatMap(([key, one]) => stringsOf(one, [...steps, key]));
}
