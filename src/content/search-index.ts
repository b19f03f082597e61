import { setImmediate } from 'node:timers/promises';
import type { SearchableText, SearchHit } from '../domain/search.ts';
import { findIn, searchable } from '../domain/search.ts';
import { GLOSSARY_FILE } from './catalogue.ts';
import type { Path } from './diagnostic.ts';
import { member, memberAt } from './schema/known-keys.ts';
import { parseYaml } from './yaml.ts';

/** What a text is in its file. */
export const SEARCH_KINDS = [
  'lesson',
  'objective',
  'section',
  'figure',
  'prompt',
  'choice',
  'feedback',
  'hint',
  'citation',
  'term',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** A text of the course that was found. */
export interface FoundText {
  readonly kind: SearchKind;
  readonly file: string;
  /** Line of the first word that was found, from 1. */
  readonly line: number;
  /** Ids of what it belongs to, as far as it does. */
  readonly section: string | null;
  readonly item: string | null;
  readonly term: string | null;
  readonly snippet: SearchHit['snippet'];
}

interface IndexedText extends Pick<FoundText, 'kind' | 'file' | 'section' | 'item' | 'term'> {
  /** Line of the text's first line, from 1. */
  readonly line: number;
  readonly text: SearchableText;
}

interface IndexedFile {
  readonly source: string;
  readonly texts: readonly IndexedText[];
}

const LESSON_FILE = /^[^/.]+\/[^/.]+\.yaml$/;
/** A text that begins on the line after its key. */
const BLOCK = /[|>][+-]?\s*(?:#.*)?$/;

/** The texts of a course, ready to be searched; files are read again when they have changed. */
export class SearchIndex {
  #files: ReadonlyMap<string, IndexedFile> = new Map();

  /** Finds all words in one text each, in the order of files and lines. */
  async find(
    files: ReadonlyMap<string, string>,
    search: readonly string[],
  ): Promise<readonly FoundText[]> {
    await this.#update(files);
    return [...this.#files.values()].flatMap(({ texts }) =>
      texts.flatMap(({ text, line, ...place }): FoundText[] => {
        const hit = findIn(text, search);
        return hit ? [{ ...place, line: line + hit.line, snippet: hit.snippet }] : [];
      }),
    );
  }

  async #update(files: ReadonlyMap<string, string>): Promise<void> {
    const updated = new Map<string, IndexedFile>();
    for (const [path, source] of files) {
      if (path !== GLOSSARY_FILE && !LESSON_FILE.test(path)) continue;
      const known = this.#files.get(path);
      if (known?.source !== source) {
        updated.set(path, { source, texts: indexFile(path, source) });
        // Others have their turn between two files.
        await setImmediate();
      } else {
        updated.set(path, known);
      }
    }
    this.#files = updated;
  }
}

function indexFile(file: string, source: string): readonly IndexedText[] {
  const { value, place } = parseYaml(file, source);
  const lines = source.split('\n');
  return stringsIn(value, []).flatMap((path): IndexedText[] => {
    const kind = kindOf(path);
    if (kind === null) return [];
    const { line } = place(path);
    const begins = BLOCK.test(lines[line - 1] ?? '') ? line + 1 : line;
    const id = idAt(value, path);
    return [
      {
        kind,
        file,
        line: begins,
        section: path[0] === 'sections' ? id : null,
        item: path[0] === 'items' ? id : null,
        term: path[0] === 'terms' ? id : null,
        text: searchable(String(memberAt(value, path))),
      },
    ];
  });
}

function idAt(value: unknown, path: Path): string | null {
  const id: unknown = member(memberAt(value, path.slice(0, 2)), 'id');
  return typeof id === 'string' ? id : null;
}

function stringsIn(value: unknown, path: Path): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => stringsIn(one, [...path, index]));
  return Object.entries(value).flatMap(([key, one]) => stringsIn(one, [...path, key]));
}

const ITEM_KINDS: Readonly<Record<string, SearchKind>> = {
  prompt: 'prompt',
  explanation: 'feedback',
  feedback: 'feedback',
  hints: 'hint',
  cite: 'citation',
  accept: 'choice',
};

const LIST_KINDS: Readonly<Record<string, SearchKind>> = {
  title: 'lesson',
  summary: 'lesson',
  objectives: 'objective',
  sections: 'section',
  figures: 'figure',
  terms: 'term',
};

/** Strings that are no texts, outside of items. */
const NO_TEXT: ReadonlySet<unknown> = new Set(['id', 'kind']);

/** What a string is; null for ids and the like. */
function kindOf(path: Path): SearchKind | null {
  const list = String(path[0]);
  const key = path.findLast((step) => typeof step === 'string');
  if (list === 'items') return itemKind(path, key);
  if (NO_TEXT.has(key)) return null;
  if (key === 'cite') return 'citation';
  return LIST_KINDS[list] ?? null;
}

/** A cloze has its `text` at the top; all others stand in parts of an item. */
function itemKind(path: Path, key: string | undefined): SearchKind | null {
  if (key === 'text') return path.length > 3 ? 'choice' : 'prompt';
  return ITEM_KINDS[key ?? ''] ?? null;
}
