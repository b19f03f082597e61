import type { Viewer } from '../../services/releasing.ts';
import type { AttemptEnd } from '../../domain/attempt.ts';
import type { Certainty } from '../../domain/certainty.ts';
import type { Review } from '../../domain/interaction.ts';
import type { Citation, Html, ItemType } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Outcomes } from './dispute-models.ts';

export type Verdict = 'right' | 'partly' | 'wrong' | 'blank' | 'awaiting' | 'dropped';

export interface MarkedItem {
  readonly number: number;
  readonly type: ItemType;
  /** Language of the item's texts. */
  readonly lang: string;
  readonly prompt: Html;
  /** Null while marks are held back. */
  readonly marks: ItemMarks | null;
  /** Null while own or right answers are held back. */
  readonly review: Review | null;
  /** What a reader gave an essay; none for other items, before it is read, while marks are held back. */
  readonly grading?: EssayResult | null;
  /** Null while explanations are held back. */
  readonly explanation: Html | null;
  /** Where the lesson says it; absent where that is not shown. */
  readonly reading?: { readonly title: Phrase; readonly href: string } | null;
  readonly cite: readonly Citation[];
  /** What has become of its mark since; none where marks are held back. */
  readonly outcomes?: Outcomes;
}

/** The rubric of an essay with the levels that its reader chose. */
export interface EssayResult {
  readonly criteria: readonly {
    readonly text: Html;
    /** Points earned and to be earned. */
    readonly score: number;
    readonly points: number;
    /** All of them, or only the one chosen while right answers are held back. */
    readonly levels: readonly { readonly text: Html; readonly chosen: boolean }[];
  }[];
  readonly comment: string;
  /** Where the grade can be changed; absent for whoever may not. */
  readonly changeHref?: string;
}

export interface ItemMarks {
  readonly verdict: Verdict;
  /** Points earned; null while a reader must tell. */
  readonly score: number | null;
  readonly points: number;
  readonly certainty: Certainty | null;
  /** Points by certainty; null where the quiz does not ask. */
  readonly certaintyMark: number | null;
}

/** A submitted attempt, as far as its quiz lets it be seen. */
export interface FeedbackModel {
  /** Whether the learner looks, or somebody who teaches them. */
  readonly viewer: Viewer;
  /** The quiz is a lesson's, and the lesson can be read again. */
  readonly ofLesson: boolean;
  readonly quizHref: string | null;
  readonly quizTitle: Phrase;
  readonly number: number;
  readonly submittedAt: Date;
  readonly endedBy: AttemptEnd | null;
  /** Essays that wait for their reader. */
  readonly awaiting: number;
  /** Null while marks are held back. */
  readonly result: AttemptResult | null;
  readonly items: readonly MarkedItem[];
  /** When more is shown than now; null when that is never or at no set time. */
  readonly moreAt: Date | null;
  readonly nextLesson: { readonly id: string; readonly title: Phrase } | null;
}

export interface AttemptResult {
  readonly score: number;
  readonly max: number;
  readonly share: number;
  readonly pass: number;
  readonly passed: boolean;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Points by certainty; null where the quiz does not ask. */
  readonly certaintyScore: number | null;
}
