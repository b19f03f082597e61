import type { SearchKind } from '../../content/search-index.ts';
import type { Phrase } from '../../domain/language.ts';
import type { SnippetPart } from '../../domain/search.ts';

/** A text of the course that was found. */
export interface SearchPlace {
  readonly kind: SearchKind;
  /** Page on which it can be seen. */
  readonly href: string;
  /** Path of the file that holds it. */
  readonly file: string;
  readonly line: number;
  readonly snippet: readonly SnippetPart[];
}

/** What was found in one lesson, or in the glossary. */
export interface SearchGroup {
  /** Title of the lesson; null for the glossary. */
  readonly title: Phrase | null;
  readonly places: readonly SearchPlace[];
}

export interface SearchModel {
  /** As it was typed. */
  readonly search: string;
  /** `empty`: nothing was asked; `short`: too little to look for. */
  readonly outcome: 'empty' | 'short' | 'none' | 'found';
  readonly count: number;
  /** How many of them are shown. */
  readonly shown: number;
  readonly groups: readonly SearchGroup[];
}
