import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAILY_LIMIT,
  nextReviewAt,
  startOfDay,
  todaysQueue,
  type QueueCard,
} from '../../src/domain/review-queue.ts';

const NOW = new Date('2026-03-10T09:30:00Z');

/** Cards of these lessons, the first the longest overdue. */
function cardsOf(lessons: string): QueueCard[] {
  return lessons.split('').map((lesson, index) => ({
    lesson,
    dueAt: new Date(NOW.getTime() - (lessons.length - index) * 60_000),
  }));
}

function order(lessons: string, answeredToday = 0, previous: string | null = null): string {
  const queue = todaysQueue(cardsOf(lessons), answeredToday, previous);
  return queue.map((card) => card.lesson).join('');
}

describe('the queue of a day', () => {
  it('is empty when nothing is due', () => {
    expect(order('')).toBe('');
  });

  it('asks the longest overdue first', () => {
    const [first, second, third] = cardsOf('abc');
    const queue = todaysQueue([third, first, second] as QueueCard[], 0, null);
    expect(queue).toEqual([first, second, third]);
  });

  it('never asks two of a lesson in a row when it can be helped', () => {
    expect(order('aabb')).toBe('abab');
    expect(order('aaabb')).toBe('ababa');
    expect(order('abbb')).toBe('babb');
    // The oldest would be followed by two of lesson b; in the middle it keeps them apart.
    expect(order('abb')).toBe('bab');
  });

  it('repeats a lesson as seldom as it can when it has too many', () => {
    expect(order('aaaab')).toBe('abaaa');
    expect(order('aaa')).toBe('aaa');
  });

  it('does not begin with the lesson of the last answer', () => {
    expect(order('aabb', 1, 'a')).toBe('baba');
    expect(order('aa', 1, 'a')).toBe('aa');
  });

  it('goes on after an answer as it was announced', () => {
    const whole = todaysQueue(cardsOf('aabcbaabcc'), 0, null);
    const [first, ...rest] = whole;
    const left = cardsOf('aabcbaabcc').filter(
      (card) => card.dueAt.getTime() !== first?.dueAt.getTime(),
    );
    expect(todaysQueue(left, 1, first?.lesson ?? null)).toEqual(rest);
  });

  it('holds at most the limit of the day, less what was answered', () => {
    const many = 'ab'.repeat(DAILY_LIMIT);
    expect(order(many)).toHaveLength(DAILY_LIMIT);
    expect(order(many, DAILY_LIMIT - 3)).toHaveLength(3);
    expect(order(many, DAILY_LIMIT)).toBe('');
    expect(order(many, DAILY_LIMIT + 1)).toBe('');
  });

  it('takes the longest overdue where not all fit', () => {
    const cards = cardsOf('abcabcabcabcabcabcabcabc');
    const queue = todaysQueue(cards, 0, null);
    expect(new Set(queue)).toEqual(new Set(cards.slice(0, DAILY_LIMIT)));
  });

  it('has as few repeats as any order could have', () => {
    const lessons = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: DAILY_LIMIT });
    fc.assert(
      fc.property(lessons, (drawn) => {
        const queue = order(drawn.join(''));
        expect(queue.split('').toSorted()).toEqual(drawn.toSorted());
        const repeats = queue
          .split('')
          .filter((lesson, index) => lesson === queue[index + 1]).length;
        // n cards of one lesson need n − 1 others between them.
        const most = Math.max(0, ...'abcd'.split('').map((id) => countOf(drawn, id)));
        expect(repeats).toBe(Math.max(0, most - 1 - (drawn.length - most)));
      }),
    );
  });
});

function countOf(values: readonly string[], value: string): number {
  return values.filter((one) => one === value).length;
}

describe('the next review', () => {
  it('is tomorrow when the limit of the day leaves some that are due', () => {
    const tomorrow = new Date('2026-03-11T00:00:00Z');
    expect(nextReviewAt(2, [new Date('2026-03-10T10:00:00Z')], NOW)).toEqual(tomorrow);
  });

  it('is the earliest due date to come otherwise', () => {
    const dates = [new Date('2026-03-14T10:00:00Z'), new Date('2026-03-12T08:00:00Z')];
    expect(nextReviewAt(0, dates, NOW)).toEqual(dates[1]);
  });

  it('is unknown when nothing is planned', () => {
    expect(nextReviewAt(0, [], NOW)).toBeNull();
  });

  it('counts days from midnight UTC', () => {
    expect(startOfDay(NOW)).toEqual(new Date('2026-03-10T00:00:00Z'));
    expect(startOfDay(startOfDay(NOW))).toEqual(startOfDay(NOW));
  });
});
