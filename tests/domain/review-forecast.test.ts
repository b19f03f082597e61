import { describe, expect, it } from 'vitest';
import { reviewForecast } from '../../src/domain/review-forecast.ts';

const now = new Date('2026-03-27T10:00:00Z');
const forecast = (due: string[], timeZone = 'UTC', days = 4) =>
  reviewForecast(
    due.map((text) => new Date(text)),
    now,
    timeZone,
    days,
  ).map(({ day, cards }) => [day.toISOString().slice(0, 10), cards]);

describe('the forecast of reviews', () => {
  it('counts what is overdue as today’s and leaves out what is further off', () => {
    const due = ['2026-03-01T08:00:00Z', '2026-03-27T23:00:00Z', '2026-03-29T00:00:00Z'];
    expect(forecast([...due, '2026-03-31T00:00:00Z'])).toEqual([
      ['2026-03-27', 2],
      ['2026-03-28', 0],
      ['2026-03-29', 1],
      ['2026-03-30', 0],
    ]);
  });

  it('follows the calendar of the time zone, over a change of clocks too', () => {
    const due = ['2026-03-28T23:30:00Z', '2026-03-29T22:30:00Z'];
    expect(forecast(due, 'Europe/Paris')).toEqual([
      ['2026-03-27', 0],
      ['2026-03-28', 0],
      ['2026-03-29', 1],
      ['2026-03-30', 1],
    ]);
  });
});
