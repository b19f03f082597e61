import type { Dispute } from '../../store/disputes.ts';
import type { FormErrors } from '../forms.ts';
import type { MarkedItem } from '../learner/feedback-models.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Html } from '../../domain/item.ts';

/** A dispute with all that its decision rests on. */
export interface DisputeCase extends Pick<
  Dispute,
  'id' | 'text' | 'state' | 'answer' | 'createdAt' | 'decidedAt'
> {
  readonly learner: string;
  readonly decider: string | null;
  readonly quizTitle: Phrase;
  /** Of the attempt. */
  readonly attempt: number;
  /** The item as it was shown and answered, with its key; its number is its place on this page. */
  readonly item: MarkedItem;
  /** Place in the attempt, from 1, and the attempt's items. */
  readonly place: number;
  readonly total: number;
  /** First digits of the item version's hash. */
  readonly version: string;
  /** Whether the course has this version still. */
  readonly current: boolean;
  /** The passages that the learner leans on; without an address when they have left the course. */
  readonly cited: readonly {
    readonly label: string;
    readonly html?: Html;
    readonly url: string | null;
  }[];
}

/** A decided dispute in the list. */
export interface DecidedDispute extends Pick<Dispute, 'id' | 'state' | 'text' | 'decidedAt'> {
  readonly learner: string;
  readonly decider: string | null;
}

export interface DisputeQueueModel {
  readonly open: readonly DisputeCase[];
  readonly decided: readonly DecidedDispute[];
}

export interface DisputeModel {
  readonly dispute: DisputeCase;
  /** Marks that accepting would change; null once it is decided. */
  readonly changes: number | null;
  readonly reply: string;
  readonly errors: FormErrors;
}
