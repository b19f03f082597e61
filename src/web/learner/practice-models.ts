import type { Html } from '../../domain/item.ts';
import type { Settlement } from '../../domain/practice.ts';
import type { MarkedItem } from './feedback-models.ts';

/** What a question's page in a practice quiz has beside its form. */
export interface PracticeView {
  readonly canCheck: boolean;
  readonly canReveal: boolean;
  /** Whether there is a hint that has not been shown. */
  readonly canHint: boolean;
  /** The hints shown so far. */
  readonly hints: readonly Html[];
  /** Share of the points that a wrong try and a hint cost; null where only a reader gives marks. */
  readonly penalty: number | null;
  /** Null while the item may still be answered. */
  readonly settled: Settlement | null;
  /** Null before a check, and once the answer was changed since. */
  readonly result: PracticeResult | null;
  /** Number of a later unanswered question about the same; null unless settled. */
  readonly another: number | null;
}

export interface PracticeResult {
  readonly verdict: 'right' | 'partly' | 'wrong' | 'revealed';
  /** Points earned; null while the item may still be answered, and while marks are held back. */
  readonly score: number | null;
  readonly points: number;
  /** What was given and what the author says to that; nothing of the key. Empty once settled. */
  readonly said: readonly PracticeFeedback[];
  /** With its key, as far as it is released; null while the item may still be answered. */
  readonly item: MarkedItem | null;
}

export interface PracticeFeedback {
  readonly given: Html | null;
  readonly feedback: Html;
}
