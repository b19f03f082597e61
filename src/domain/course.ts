import type { CountingRule } from './counting.ts';
import type { Citation, Html, Item } from './item.ts';
import type { Phrase } from './language.ts';
import type { QuizMode, ReleaseRules } from './release.ts';
import type { TimelineEvent } from './timeline.ts';

export interface Objective {
  readonly id: string;
  /** Completes "By the end you can …". */
  readonly text: Html;
}

export interface Section {
  readonly id: string;
  readonly title: Phrase;
  /** Whole section body: prose, callouts, figures, citation notes as links. */
  readonly html: Html;
  /** A question to answer from memory before moving on; not graded. */
  readonly recall: { readonly prompt: Html; readonly answer: Html } | null;
}

/** The settings of a quiz, with the author's defaults filled in. */
export interface QuizSettings {
  readonly mode: QuizMode;
  /** Share of the points needed to pass, 0 to 1. */
  readonly pass: number;
  /** Attempts allowed; null for as many as one likes. */
  readonly attempts: number | null;
  /** Which attempt counts. */
  readonly counts: CountingRule;
  /** Minutes; null for no limit. */
  readonly timeLimit: number | null;
  /** The window, as ISO-8601 instants; null where it is open at that end. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  /** Minutes between a submission and the next attempt. */
  readonly coolDown: number;
  /** Whether learners say how sure they are, and are marked by it. */
  readonly certainty: boolean;
  /** Whether graders of essays see no name until they have graded. */
  readonly anonymousGrading: boolean;
  readonly shuffleItems: boolean;
  readonly shuffleChoices: boolean;
  readonly release: ReleaseRules;
}

/** Items to be drawn for an attempt; with no condition, from the whole bank. */
export interface DrawRule {
  readonly count: number;
  readonly lesson: string | null;
  /** `<lesson>/<objective>`. */
  readonly objective: string | null;
  readonly tag: string | null;
}

/** Something that can be attempted: the quiz of a lesson, of a module, or of the course. */
export interface Quiz {
  /** The lesson's id, or an id of its own. */
  readonly id: string;
  readonly title: Phrase;
  /** Null for a lesson's quiz, which the lesson introduces. */
  readonly summary: Html | null;
  /** The lesson that it belongs to; null for a quiz of a module or of the course. */
  readonly lesson: string | null;
  /** The module that it belongs to; null for the quiz of the course. */
  readonly module: string | null;
  /** Content digest of settings and bank. */
  readonly hash: string;
  readonly settings: QuizSettings;
  /** What attempts are made of, by item ref. */
  readonly bank: readonly Item[];
  /** Null: every item of the bank, in its order. */
  readonly draw: readonly DrawRule[] | null;
  /** Ids of lessons to be passed before it can be begun: the lesson's hard prerequisites. */
  readonly requires: readonly string[];
}

/** A lesson that should (or, hard, must) be passed before. */
export interface Prerequisite {
  readonly lesson: string;
  readonly hard: boolean;
}

export interface Lesson {
  readonly id: string;
  readonly module: string;
  /** Content digest of the whole lesson. */
  readonly hash: string;
  /** Place in the course, from 1. */
  readonly number: number;
  readonly title: Phrase;
  readonly summary: Html;
  /** Reading time, minutes. */
  readonly minutes: number;
  readonly objectives: readonly Objective[];
  readonly sections: readonly Section[];
  /** The numbered notes under the text, in order of first citation. */
  readonly notes: readonly Citation[];
  /** Ids of the glossary terms that the text links to, in order of first use. */
  readonly terms: readonly string[];
  readonly prerequisites: readonly Prerequisite[];
  readonly items: readonly Item[];
}

export interface Module {
  readonly id: string;
  readonly title: Phrase;
  readonly summary: Html;
  /** Lesson ids, in order. */
  readonly lessons: readonly string[];
}

export interface Term {
  readonly id: string;
  readonly term: Phrase;
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
  /** Whether the course means to teach it; false for such as an abstract or notes. */
  readonly cover: boolean;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly year: number | null;
  readonly url: string;
  readonly licence: string | null;
  /** Language of its title and of the names of its sections. */
  readonly language: string;
  readonly standing: Standing;
  readonly sections: readonly SourceSection[];
}

/** A text whose translation is not shown, with why. */
export interface OpenText {
  /** Path of the text, such as `sections.opening.body`. */
  readonly unit: string;
  /** `stale`: made from an older text; `broken`: in error, see the linter; `unstamped`: not recorded. */
  readonly state: 'missing' | 'stale' | 'broken' | 'unstamped';
  readonly base: string;
  /** The translation as it stands; null where there is none. */
  readonly present: string | null;
}

/** How far a lesson is translated into one language. */
export interface TranslationState {
  readonly locale: string;
  /** Texts that there are to translate. */
  readonly texts: number;
  readonly open: readonly OpenText[];
}

/** The whole course in one language, immutable, as read from the files. */
export interface Catalogue {
  /** Digest over everything in all languages; two catalogues with the same hash are the same. */
  readonly hash: string;
  /** Language that it is shown in; a text without translation says its own. */
  readonly locale: string;
  /** The course in its other languages; empty in these themselves. See `inLocale`. */
  readonly translations: ReadonlyMap<string, Catalogue>;
  /** By lesson id, then in the order of the course's languages. */
  readonly translationStates: ReadonlyMap<string, readonly TranslationState[]>;
  readonly title: Phrase;
  readonly summary: Html;
  readonly modules: readonly Module[];
  /** In course order. */
  readonly lessons: ReadonlyMap<string, Lesson>;
  /** Every quiz by id: those of the lessons, of the modules and of the course. */
  readonly quizzes: ReadonlyMap<string, Quiz>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly sources: ReadonlyMap<string, Source>;
  /** In order of date; empty where the course has no timeline. */
  readonly timeline: readonly TimelineEvent[];
}

/** The course as readers of a language see it; in its base language where it has none of theirs. */
export function inLocale(course: Catalogue, locale: string): Catalogue {
  return course.translations.get(locale) ?? course;
}
