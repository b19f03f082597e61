import { createEmptyCard, fsrs, Rating, State, type Card, type Grade } from 'ts-fsrs';
import type { Certainty } from './certainty.ts';
import { reaches } from './share.ts';

/** Share of the cards that a learner should still know when they come up. */
const DESIRED_RETENTION = 0.9;

/** Short-term steps are off, so that intervals are whole days; no fuzz, so that dates are exact. */
const scheduler = fsrs({
  request_retention: DESIRED_RETENTION,
  enable_short_term: false,
  enable_fuzz: false,
});

/** What is remembered of an item that was answered; FSRS's state of memory. */
export interface ReviewCard {
  readonly dueAt: Date;
  /** Days after which the chance of recall has fallen to 90 %. */
  readonly stability: number;
  /** 1 easy to 10 hard. */
  readonly difficulty: number;
  /** Days from the last answer to the due date. */
  readonly interval: number;
  readonly repetitions: number;
  /** Times it was forgotten after it had been known. */
  readonly lapses: number;
  readonly lastAnsweredAt: Date;
}

export const REVIEW_RATINGS = ['again', 'hard', 'good', 'easy'] as const;
export type ReviewRating = (typeof REVIEW_RATINGS)[number];

const GRADES: Readonly<Record<ReviewRating, Grade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/**
 * How an answer counts for the schedule: wrong = again; right with certainty 1 = hard, 2 or none =
 * good, 3 = easy. `share` of the points, 0 to 1; less than all of them is wrong.
 */
export function ratingOf(share: number, certainty: Certainty | null): ReviewRating {
  if (!reaches(share, 1)) return 'again';
  if (certainty === 1) return 'hard';
  return certainty === 3 ? 'easy' : 'good';
}

/** The card after an answer at `now`; `before` is null for an item answered for the first time. */
export function nextCard(before: ReviewCard | null, rating: ReviewRating, now: Date): ReviewCard {
  const { card } = scheduler.next(toFsrs(before, now), now, GRADES[rating]);
  return {
    dueAt: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    interval: card.scheduled_days,
    repetitions: card.reps,
    lapses: card.lapses,
    lastAnsweredAt: now,
  };
}

function toFsrs(card: ReviewCard | null, now: Date): Card {
  if (card === null) return createEmptyCard(now);
  return {
    ...createEmptyCard(now),
    due: card.dueAt,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduled_days: card.interval,
    reps: card.repetitions,
    lapses: card.lapses,
    state: State.Review,
    last_review: card.lastAnsweredAt,
  };
}
