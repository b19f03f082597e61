import type { DisputeState, MarkChangeReason } from '../../domain/dispute.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Html } from '../../domain/item.ts';
import type { FormErrors } from '../forms.ts';
import type { MarkedItem } from './feedback-models.ts';

/** What has become of an item's mark after the submission. */
export interface Outcomes {
  /** From the ledger, oldest first; scores are points. */
  readonly changes: readonly {
    readonly oldScore: number;
    readonly newScore: number;
    readonly reason: MarkChangeReason;
    readonly at: Date;
  }[];
  readonly dispute: {
    readonly text: string;
    readonly state: DisputeState;
    readonly answer: string | null;
    readonly createdAt: Date;
    readonly decidedAt: Date | null;
    /** The instructor's page of it; null for learners. */
    readonly href: string | null;
  } | null;
  /** The form to dispute the mark; null where it cannot be disputed. */
  readonly disputeHref: string | null;
  /** Whether it counts as right although the key says otherwise. */
  readonly counted: boolean;
}

/** The form "I think my answer is right too". */
export interface DisputeFormModel {
  readonly attemptId: string;
  readonly quizTitle: Phrase;
  readonly total: number;
  readonly item: MarkedItem;
  readonly passages: readonly {
    readonly ref: string;
    readonly label: string;
    readonly html?: Html;
    readonly url: string;
    readonly chosen: boolean;
  }[];
  readonly text: string;
  readonly errors: FormErrors;
}
