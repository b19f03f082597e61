/** HTML made from authored Markdown at load; safe to print unescaped. */
export type Html = string & { readonly __html: true };

/** A note of where a statement stands: `ref` as authored, e.g. `article:principles.2`. */
export interface Citation {
  readonly ref: string;
  /** Words shown to the reader, e.g. "Bensalah Alaoui 2017, Principles, paragraph 2". */
  readonly label: string;
  /** The same with the source's own words marked as of their language; absent in old versions. */
  readonly html?: Html;
  readonly url: string;
}

/**
 * How an item reads in the languages of the course beside its own. Named apart from the item
 * version: a sentence that is translated better is no other key.
 */
export interface Wording {
  /** Content digest of the faces. */
  readonly hash: string;
  /** By locale: the item with its texts in that language; ids, key and order are the item's own. */
  readonly faces: Readonly<Record<string, Item>>;
}

/** What every item has, whatever its interaction type. All ids are authored, lower-case kebab. */
export interface ItemBase {
  /** Unique in the course: `<lesson id>/<item id>`. */
  readonly ref: string;
  readonly id: string;
  readonly lesson: string;
  /** Content digest: changes with any authored change, names the item version. */
  readonly hash: string;
  /** Language of its texts; absent in versions stored before languages were, see `languageOf`. */
  readonly locale?: string;
  /** Absent in the faces themselves, and where the course has one language. */
  readonly wording?: Wording;
  /** Objective id within the lesson. */
  readonly objective: string;
  /** Marks for a full answer, 1 to 10. */
  readonly points: number;
  readonly prompt: Html;
  /** Shown after submission, to everybody. */
  readonly explanation: Html;
  readonly cite: readonly Citation[];
  readonly tags: readonly string[];
  /** Shown one by one to learners who ask for them, in practice. */
  readonly hints: readonly Html[];
  /** Share of the points that each wrong try and each hint costs in practice, 0 to 1. */
  readonly penalty: number;
}

/** A thing that can be ticked: a choice of a list or a sentence of a passage. */
export interface Option {
  readonly id: string;
  readonly text: Html;
  readonly correct: boolean;
  /** Shown after submission to those who took it; every wrong option has one. */
  readonly feedback: Html | null;
}

export interface Choice extends Option {
  /** Share of the points that this choice earns, 0 to 1; 1 on the key. */
  readonly credit: number;
}

export interface SingleChoiceItem extends ItemBase {
  readonly type: 'single-choice';
  readonly choices: readonly Choice[];
}

export interface TrueFalseItem extends ItemBase {
  readonly type: 'true-false';
  readonly answer: boolean;
  readonly feedback: Html;
}

/** `net`: max(0, (right ticked − wrong ticked) / number right); `exact`: all or nothing. */
export type TickScoring = 'net' | 'exact';

export interface MultipleResponseItem extends ItemBase {
  readonly type: 'multiple-response';
  readonly choices: readonly Option[];
  readonly scoring: TickScoring;
}

/** Differences that do not matter when a text answer is compared. */
export const FOLDS = ['case', 'accents', 'punctuation', 'arabic'] as const;
export type Fold = (typeof FOLDS)[number];

/** What a typed answer is compared with. */
export interface TextKey {
  /** Accepted answers; the first is the one shown as right. */
  readonly accept: readonly string[];
  readonly folds: readonly Fold[];
  /** Language of the first, where it is not that of the item's texts. */
  readonly language?: string;
}

export interface ShortTextItem extends ItemBase, TextKey {
  readonly type: 'short-text';
  readonly feedback: Html;
}

export interface NumericItem extends ItemBase {
  readonly type: 'numeric';
  /** Accepted range, both ends included; `value` is the one shown as right. */
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly unit: string | null;
  /** Language of the unit, where it is not that of the item's texts. */
  readonly unitLanguage?: string;
  readonly feedback: Html;
}

export interface SelectGap {
  readonly id: string;
  readonly kind: 'select';
  readonly choices: readonly Option[];
}

export interface TextGap extends TextKey {
  readonly id: string;
  readonly kind: 'text';
  readonly feedback: Html;
}

export type Gap = SelectGap | TextGap;

/** A run of text, or the place of a gap. */
export type ClozePart = { readonly html: Html } | { readonly gap: string };

export interface ClozeItem extends ItemBase {
  readonly type: 'cloze';
  readonly parts: readonly ClozePart[];
  /** Language of the parts, where it is not that of the item's texts. */
  readonly partsLanguage?: string;
  readonly gaps: readonly Gap[];
}

export interface MatchingRow {
  readonly id: string;
  readonly text: Html;
  /** Target id. */
  readonly match: string;
  readonly feedback: Html | null;
}

export interface MatchingItem extends ItemBase {
  readonly type: 'matching';
  readonly rows: readonly MatchingRow[];
  /** May hold more targets than rows need (distractors). */
  readonly targets: readonly { readonly id: string; readonly text: Html }[];
  readonly feedback: Html;
}

export interface OrderingItem extends ItemBase {
  readonly type: 'ordering';
  /** In the right order. */
  readonly entries: readonly { readonly id: string; readonly text: Html }[];
  readonly scoring: 'neighbours' | 'exact';
  readonly feedback: Html;
}

export interface HotTextItem extends ItemBase {
  readonly type: 'hot-text';
  readonly sentences: readonly Option[];
  readonly scoring: TickScoring;
}

/** One step of a criterion: what an answer at this level does, and what it earns. */
export interface RubricLevel {
  readonly id: string;
  readonly text: Html;
  /** Share of the criterion, 0 to 1; ascending over the levels, from 0 to 1. */
  readonly share: number;
}

/** One thing that a reader looks for in an essay. */
export interface Criterion {
  readonly id: string;
  readonly text: Html;
  /** How much it counts against the others; over 0. */
  readonly weight: number;
  readonly levels: readonly RubricLevel[];
}

export interface EssayItem extends ItemBase {
  readonly type: 'essay';
  /** Guidance on length, in words; never enforced. */
  readonly words: { readonly least: number; readonly most: number } | null;
  readonly rubric: readonly Criterion[];
}

export interface ItemByType {
  'single-choice': SingleChoiceItem;
  'true-false': TrueFalseItem;
  'multiple-response': MultipleResponseItem;
  'short-text': ShortTextItem;
  numeric: NumericItem;
  cloze: ClozeItem;
  matching: MatchingItem;
  ordering: OrderingItem;
  'hot-text': HotTextItem;
  essay: EssayItem;
}

export type ItemType = keyof ItemByType;
export type Item = ItemByType[ItemType];
