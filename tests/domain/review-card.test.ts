import { describe, expect, it } from 'vitest';
import {
  nextCard,
  ratingOf,
  type ReviewCard,
  type ReviewRating,
} from '../../src/domain/review-card.ts';

/**
 * Logs whose due dates were computed with ts-fsrs 5 directly (`fsrs({ request_retention: 0.9,
 * enable_short_term: false, enable_fuzz: false })`), each answered on its due date.
 */
const LOGS: readonly { ratings: readonly ReviewRating[]; due: readonly string[] }[] = [
  {
    ratings: ['good', 'good', 'easy', 'again', 'good'],
    due: ['2026-01-04', '2026-01-18', '2026-04-23', '2026-04-27', '2026-05-08'],
  },
  {
    ratings: ['hard', 'good', 'good', 'again', 'again', 'good', 'easy'],
    due: [
      '2026-01-03',
      '2026-01-10',
      '2026-02-02',
      '2026-02-04',
      '2026-02-05',
      '2026-02-08',
      '2026-02-13',
    ],
  },
  {
    ratings: ['easy', 'easy', 'hard', 'good', 'again', 'hard', 'good'],
    due: [
      '2026-01-09',
      '2026-03-16',
      '2026-09-04',
      '2027-11-25',
      '2027-12-01',
      '2027-12-12',
      '2028-01-01',
    ],
  },
];

describe('the schedule of a card', () => {
  it.each(LOGS)('reproduces the dates of $ratings', ({ ratings, due }) => {
    let card: ReviewCard | null = null;
    let now = new Date('2026-01-01T10:00:00Z');
    const dates = ratings.map((rating) => {
      card = nextCard(card, rating, now);
      now = card.dueAt;
      return now.toISOString();
    });
    expect(dates).toEqual(due.map((day) => `${day}T10:00:00.000Z`));
  });

  it('keeps intervals of whole days and counts lapses', () => {
    const start = new Date('2026-01-01T10:00:00Z');
    const known = nextCard(nextCard(null, 'good', start), 'good', new Date('2026-01-04T10:00:00Z'));
    expect(known).toMatchObject({ interval: 14, repetitions: 2, lapses: 0 });
    const forgotten = nextCard(known, 'again', known.dueAt);
    expect(forgotten).toMatchObject({ repetitions: 3, lapses: 1 });
    expect(Number.isInteger(forgotten.interval)).toBe(true);
  });
});

describe('the rating of an answer', () => {
  it('is again for anything less than all of the points', () => {
    expect(ratingOf(0, 3)).toBe('again');
    expect(ratingOf(0.99, 3)).toBe('again');
  });

  it('follows the certainty of a right answer', () => {
    expect(ratingOf(1, 1)).toBe('hard');
    expect(ratingOf(1, 2)).toBe('good');
    expect(ratingOf(1, null)).toBe('good');
    expect(ratingOf(1, 3)).toBe('easy');
    // The sum of three thirds.
    expect(ratingOf(1 - 1e-12, 3)).toBe('easy');
  });
});
