import type { Citation } from '../../domain/item.ts';

/** A citation's number, and whether this is where it stands first. */
export interface NoteMark {
  readonly number: number;
  readonly first: boolean;
}

/** The notes of one lesson, numbered in order of first citation. */
export class Notes {
  readonly #citations = new Map<string, { readonly number: number; readonly citation: Citation }>();

  /** Gives a citation its number, a new one at its first time. */
  mark(citation: Citation): NoteMark {
    const known = this.#citations.get(citation.ref);
    if (known) return { number: known.number, first: false };
    const number = this.#citations.size + 1;
    this.#citations.set(citation.ref, { number, citation });
    return { number, first: true };
  }

  /** The citations in order of their numbers. */
  list(): readonly Citation[] {
    return Array.from(this.#citations.values(), (one) => one.citation);
  }
}
