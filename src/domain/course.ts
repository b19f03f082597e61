import type { Citation, Html, Item } from './item.ts';

export interface Objective {
  readonly id: string;
  /** Completes "By the end you can …". */
  readonly text: Html;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Whole section body: prose, callouts, figures, citation notes as links. */
  readonly html: Html;
  /** A question to answer from memory before moving on; not graded. */
  readonly recall: { readonly prompt: Html; readonly answer: Html } | null;
}

export interface QuizSettings {
  /** Share of the points needed to pass, 0 to 1. */
  readonly pass: number;
  readonly shuffleItems: boolean;
  readonly shuffleChoices: boolean;
}

export interface Lesson {
  readonly id: string;
  readonly module: string;
  /** Content digest of the whole lesson. */
  readonly hash: string;
  /** Place in the course, from 1. */
  readonly number: number;
  readonly title: string;
  readonly summary: Html;
  /** Reading time, minutes. */
  readonly minutes: number;
  readonly objectives: readonly Objective[];
  readonly sections: readonly Section[];
  /** The numbered notes under the text, in order of first citation. */
  readonly notes: readonly Citation[];
  readonly quiz: QuizSettings;
  readonly items: readonly Item[];
}

export interface Module {
  readonly id: string;
  readonly title: string;
  readonly summary: Html;
  /** Lesson ids, in order. */
  readonly lessons: readonly string[];
}

export interface Term {
  readonly id: string;
  readonly term: string;
  /** Names in other languages, by locale. */
  readonly names: Readonly<Record<string, string>>;
  readonly definition: Html;
  readonly cite: readonly Citation[];
}

/** How far a source can be leaned on; shown beside it. */
export type Standing =
  | 'primary'
  | 'official'
  | 'scholarly'
  | 'press'
  | 'ngo'
  | 'party'
  | 'reference';

export interface SourceSection {
  readonly id: string;
  readonly title: string;
  /** Number of paragraphs, each cited as `<source>:<section>.<n>`. */
  readonly paragraphs: number;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly year: number | null;
  readonly url: string;
  readonly licence: string | null;
  readonly standing: Standing;
  readonly sections: readonly SourceSection[];
}

/** The whole course, immutable, as read from the files. */
export interface Catalogue {
  /** Digest over everything; two catalogues with the same hash are the same. */
  readonly hash: string;
  readonly title: string;
  readonly summary: Html;
  readonly modules: readonly Module[];
  /** In course order. */
  readonly lessons: ReadonlyMap<string, Lesson>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly sources: ReadonlyMap<string, Source>;
}
