import type { Catalogue } from '../domain/course.ts';
import { fold } from '../domain/items/folding.ts';
import type { Diagnostic } from './diagnostic.ts';
import { namesOf } from './names.ts';

/** Words in a row from which a wording counts as taken over. */
const RUN = 8;
/** Most words of a run that a message repeats. */
const MAX_SHOWN = 40;

/** A text that lessons are compared with. */
export interface OtherText {
  /** How messages call it. */
  readonly name: string;
  readonly text: string;
}

interface Word {
  readonly folded: string;
  /** Offsets in the text: of its first unit, and behind its last. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the runs of eight words or more that files share with another text. Case, accents, Arabic
 * vowel marks, punctuation, quotation marks, citations and Markdown marks make no difference; words
 * of the given names do not count towards the eight, though a run goes on through them.
 * Takes time in proportion to the lengths of the texts.
 */
export function sharedWords(
  files: ReadonlyMap<string, string>,
  other: OtherText,
  names: Iterable<string>,
): readonly Diagnostic[] {
  const words = wordsOf(other.text).map((word) => word.folded);
  const index = indexOf(words);
  const known = byFirstWord(names);
  return Array.from(files).flatMap(([file, text]) =>
    runsIn(wordsOf(text), words, index, known).map((run) => describe(file, text, run, other.name)),
  );
}

/** Names and official titles that everybody words alike: of sources, their owners, and terms. */
export function namesIn({ sources, terms }: Catalogue): readonly string[] {
  const titles = Array.from(sources.values()).flatMap((source) => {
    const parts = [source.title, ...source.sections.map((section) => section.title)];
    return parts.flatMap((title) => [title, ...title.split(/[(),:;–—“”"]/)]).filter(isPhrase);
  });
  const owners = Array.from(sources.values()).flatMap(namesOf);
  const glossary = Array.from(terms.values()).flatMap((one) => [
    one.term.text,
    ...Object.values(one.names),
  ]);
  return [...titles, ...owners, ...glossary];
}

/** A title of one word, such as “Conclusion”, is a word like any other. */
function isPhrase(title: string): boolean {
  return title.trim().includes(' ');
}

// Bounded, so that a text full of opening brackets takes linear time.
const NOT_WORDING = /\[@[^\]]{0,500}\]|\]\([^)]{0,500}\)|https?:\/\/\S+/g;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ]+[\p{L}\p{N}\p{M}]+)*/gu;

function wordsOf(text: string): readonly Word[] {
  // Blanked rather than cut out: places must stay what they are.
  const wording = text.replaceAll(NOT_WORDING, (marks) => ' '.repeat(marks.length));
  return Array.from(wording.matchAll(WORD), ({ 0: word, index }) => ({
    folded: foldWord(word),
    start: index,
    end: index + word.length,
  }));
}

const PLAIN = /^[a-z0-9]+$/i;

function foldWord(word: string): string {
  // Most words have nothing else to fold, and there are many.
  if (PLAIN.test(word)) return word.toLowerCase();
  return fold(word, ['case', 'accents', 'arabic']).replaceAll(/['’‘ʼ]/g, '');
}

type Index = ReadonlyMap<string, readonly number[]>;

/** Where each run of eight words begins. */
function indexOf(words: readonly string[]): Index {
  const index = new Map<string, number[]>();
  for (let at = 0; at + RUN <= words.length; at += 1) {
    const key = words.slice(at, at + RUN).join(' ');
    const places = index.get(key);
    if (places) places.push(at);
    else index.set(key, [at]);
  }
  return index;
}

type Names = ReadonlyMap<string, readonly (readonly string[])[]>;

function byFirstWord(names: Iterable<string>): Names {
  const map = new Map<string, (readonly string[])[]>();
  for (const name of names) {
    const words = wordsOf(name).map((word) => word.folded);
    const [first] = words;
    if (first !== undefined) map.set(first, [...(map.get(first) ?? []), words]);
  }
  return map;
}

function runsIn(
  words: readonly Word[],
  others: readonly string[],
  index: Index,
  names: Names,
): readonly (readonly Word[])[] {
  const runs: (readonly Word[])[] = [];
  const texts = words.map((word) => word.folded);
  const inName = markNames(texts, names);
  let at = 0;
  while (at + RUN <= texts.length) {
    const places = index.get(texts.slice(at, at + RUN).join(' ')) ?? [];
    const length = Math.max(0, ...places.map((place) => sharedLength(texts, at, others, place)));
    const own = inName.slice(at, at + length).filter((marked) => !marked).length;
    if (own >= RUN) runs.push(words.slice(at, at + length));
    at += Math.max(1, length);
  }
  return runs;
}

function sharedLength(
  texts: readonly string[],
  at: number,
  others: readonly string[],
  place: number,
): number {
  let length = 0;
  while (at + length < texts.length && texts[at + length] === others[place + length]) length += 1;
  return length;
}

/** For each word whether it belongs to a name. */
function markNames(texts: readonly string[], names: Names): readonly boolean[] {
  const marked = texts.map(() => false);
  texts.forEach((text, at) => {
    for (const name of names.get(text) ?? []) {
      if (name.every((word, offset) => texts[at + offset] === word)) {
        marked.fill(true, at, at + name.length);
      }
    }
  });
  return marked;
}

function describe(file: string, text: string, run: readonly Word[], name: string): Diagnostic {
  const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
  const shown = run.slice(0, MAX_SHOWN).map((word) => text.slice(word.start, word.end));
  const more = run.length > MAX_SHOWN ? ' …' : '';
  const from = placeAt(text, start);
  const to = placeAt(text, end);
  return {
    file,
    ...from,
    endLine: to.line,
    endColumn: to.column,
    severity: 'warning',
    rule: 'shared-words',
    message: `${run.length} words in a row as in ${name}: “${shown.join(' ')}${more}”`,
    suggestion: 'say it in words of your own, or quote it and name who says it',
  };
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
