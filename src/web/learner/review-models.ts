import type { Certainty } from '../../domain/certainty.ts';
import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import type { MarkedItem, Verdict } from './feedback-models.ts';
import type { QuestionView } from './models.ts';

/** Where a learner's reviews stand. */
export interface ReviewsModel {
  /** To answer today. */
  readonly due: number;
  /** Due too, but over the day's limit. */
  readonly waiting: number;
  /** When there is more to review after those of today; null when nothing is planned. */
  readonly nextAt: Date | null;
  /** Answers of today, newest first. */
  readonly today: readonly {
    readonly id: string;
    readonly prompt: Html;
    readonly lang: string;
    readonly verdict: Verdict;
  }[];
  /** Of today's answers, those that earned everything. */
  readonly right: number;
}

/** The question of one review; never holds its key. */
export interface ReviewQuestionModel {
  readonly view: QuestionView;
  readonly lessonTitle: Phrase;
  /** Of today's, this one included. */
  readonly left: number;
  /** Names the question as shown, without its key. */
  readonly shown: string;
  /** The due date asked for, milliseconds since 1970. */
  readonly due: number;
  /** Option ids as shown, with spaces between. */
  readonly order: string;
}

/** One answered review with the right answer, why, and when it comes back. */
export interface ReviewAnswerModel {
  readonly item: MarkedItem;
  readonly verdict: Verdict;
  readonly certainty: Certainty | null;
  /** When the item comes back; null while that is not to be said. */
  readonly dueAt: Date | null;
  /** True when that date has come. */
  readonly isDue: boolean;
  /** Where to read again; null when the lesson has left the course. */
  readonly reading: { readonly title: Phrase; readonly href: string } | null;
  /** Reviews left for today. */
  readonly left: number;
}
