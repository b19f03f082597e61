import type { Html, Item } from './item.ts';

/**
 * What a form sent for one item: the key is `''` for the item's only control (radio, checkbox or
 * text of that name) or the id of a part (gap, row, entry); the values are as sent, in order.
 */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Message keys under `error.answer` that say what is wrong with a form's answer. */
export type ReadingProblem =
  | 'unknown-id' // an id that this item does not have: a forged form, never a mistake
  | 'duplicate' // more values than the control can send
  | 'not-a-number'
  | 'same-rank'
  | 'too-long'
  | 'too-long-essay'
  | 'control-character';

/**
 * A form's answer read into a response. `null` means nothing was answered.
 * `forged` problems cannot come from our pages and get 400; the others are the learner's to mend.
 */
export type Reading<R> =
  | { readonly ok: true; readonly response: R | null }
  | {
      readonly ok: false;
      readonly problem: ReadingProblem;
      readonly part: string;
      readonly forged: boolean;
    };

export type PartVerdict = 'right' | 'wrong' | 'missed';

/** `share` of the item's points, 0 to 1. */
export interface Grade {
  readonly share: number;
  /** True where a person has yet to read the answer; `share` is 0 until then. */
  readonly pending?: boolean;
}

/** One ticked-or-not option as shown after submission. */
export interface ReviewedOption {
  readonly html: Html;
  readonly chosen: boolean;
  /** Null while right answers are held back. */
  readonly correct: boolean | null;
  readonly feedback: Html | null;
}

/** One typed, matched or ordered part as shown after submission; texts are HTML already. */
export interface ReviewedRow {
  readonly label: Html | null;
  readonly given: Html | null;
  /** Null while right answers are held back, as is the verdict. */
  readonly right: Html | null;
  readonly verdict: PartVerdict | null;
  readonly feedback: Html | null;
}

/** What the feedback page shows of an item, with its key. */
export type Review =
  | { readonly kind: 'options'; readonly options: readonly ReviewedOption[] }
  | { readonly kind: 'rows'; readonly rows: readonly ReviewedRow[] }
  /** A long text as written, line breaks and all; a reader's rubric says the rest. */
  | { readonly kind: 'text'; readonly given: Html | null };

/**
 * Everything the platform needs to know of one interaction type. Pure: no clock, no I/O.
 * `I` the item, `R` its response (JSON, ids only, never positions), `Q` what a learner may see
 * of the item before submission (never a key), `K` its key: a response, or null for a type without.
 */
export interface Interaction<I extends Item, R, Q, K extends R | null = R> {
  /** Ids whose order may be shuffled for each attempt; empty where order carries no risk. */
  readonly shuffled: (item: I) => readonly string[];
  /** The learner's view, with options in `order` (ids from `shuffled`; unknown ids are ignored, missing ones come last). */
  readonly question: (item: I, order: readonly string[]) => Q;
  readonly read: (item: I, fields: Fields) => Reading<R>;
  /** True when every part has an answer. */
  readonly complete: (item: I, response: R) => boolean;
  /** Never throws on a response that `read` returned; ids that are gone from the item earn nothing. */
  readonly grade: (item: I, response: R) => Grade;
  /** A response that earns everything; null where only a reader can tell. */
  readonly key: (item: I) => K;
  readonly review: (item: I, response: R | null, order: readonly string[]) => Review;
}
