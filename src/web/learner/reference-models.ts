import type { Source } from '../../domain/course.ts';
import type { Citation, Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';

/** A lesson to go to. */
export interface LessonLink {
  readonly id: string;
  readonly number: number;
  readonly title: Phrase;
}

export interface GlossaryModel {
  /** What was searched for, as typed; empty for all terms. */
  readonly search: string;
  /** All terms there are, found or not. */
  readonly total: number;
  /** Those found, in the order of the reader's language. */
  readonly terms: readonly TermEntry[];
}

export interface TermEntry {
  readonly id: string;
  /** The reader's language first, where the term has a name in it; at least one. */
  readonly names: readonly TermName[];
  readonly definition: Html;
  readonly cite: readonly Citation[];
  /** Lessons whose text links to the term. */
  readonly lessons: readonly LessonLink[];
}

export interface TermName {
  /** Language tag of the name. */
  readonly tag: string;
  /** What the reader's language calls that language. */
  readonly language: string;
  readonly text: string;
}

export interface SourcesModel {
  readonly sources: readonly Source[];
  /** One for each source that is cited by paragraph. */
  readonly coverage: readonly SourceCoverage[];
  /** Whether the questions are shown to who looks, and not their number alone. */
  readonly teaches: boolean;
}

/** How much of a source the course teaches and asks about. */
export interface SourceCoverage {
  readonly id: string;
  readonly title: Phrase;
  /** Paragraphs of the sections that the course means to teach. */
  readonly counts: CoverageCounts;
  /** Those that it means to teach first. */
  readonly sections: readonly SectionEntry[];
}

export interface CoverageCounts {
  readonly total: number;
  readonly cited: number;
  readonly tested: number;
}

export interface SectionEntry {
  readonly id: string;
  readonly title: Phrase;
  /** False where the course does not mean to teach it. */
  readonly cover: boolean;
  readonly counts: CoverageCounts;
  readonly paragraphs: readonly ParagraphEntry[];
}

/** `tested`: a question rests on it; `cited`: a lesson cites it, no question does; `open`: neither. */
export type CoverageState = 'tested' | 'cited' | 'open';

export interface ParagraphEntry {
  readonly number: number;
  readonly state: CoverageState;
  readonly lessons: readonly LessonLink[];
  readonly questions: number;
  /** The questions themselves; empty for learners and visitors, whom they would be given away to. */
  readonly items: readonly { readonly lesson: string; readonly item: string }[];
}

export interface TimelineModel {
  /** Modules that have events, with the chosen one; `null` is all of them. */
  readonly modules: readonly { readonly id: string; readonly title: Phrase }[];
  readonly module: string | null;
  /** Events shown. */
  readonly total: number;
  readonly periods: readonly {
    /** Unique in the page. */
    readonly id: string;
    readonly heading: Html;
    readonly events: readonly EventEntry[];
  }[];
}

export interface EventEntry {
  readonly id: string;
  /** The date, or from when to when, in the reader's language. */
  readonly when: Html;
  readonly text: Html;
  readonly lesson: LessonLink | null;
  readonly cite: readonly Citation[];
}

/** What the site knows about people. */
export interface PrivacyModel {
  /** Days for which something is kept, by what it is; 0 keeps it for good. */
  readonly periods: readonly (readonly [string, number])[];
}
