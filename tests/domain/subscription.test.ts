import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodOf } from '../../src/domain/subscription.ts';

const ZONE = 'Africa/Casablanca';

describe('the period of a mail', () => {
  it.each([
    // Casablanca is at UTC+1. 2031-05-05 is a Monday.
    ['2031-05-05T05:59:59Z', '2031-04-28'],
    ['2031-05-05T06:00:00Z', '2031-05-05'],
    ['2031-05-11T22:59:59Z', '2031-05-05'],
    ['2031-05-12T05:59:59Z', '2031-05-05'],
    ['2031-05-12T06:00:00Z', '2031-05-12'],
  ])('at %s is the week from %s on, which begins on Monday at seven', (now, monday) => {
    expect(periodOf('weekly-summary', new Date(now), ZONE)).toBe(monday);
  });

  it.each([
    ['2031-05-05T06:59:59Z', '2031-05-04'],
    ['2031-05-05T07:00:00Z', '2031-05-05'],
    ['2031-05-05T23:30:00Z', '2031-05-05'],
    ['2031-01-01T06:30:00Z', '2030-12-31'],
  ])('at %s is the day %s, which begins at eight', (now, day) => {
    expect(periodOf('review-reminder', new Date(now), ZONE)).toBe(day);
  });

  it('follows the clock of the place, also in the month of fasting', () => {
    // Morocco's clocks were at UTC in Ramadan 2026, from 15 February to 22 March.
    expect(periodOf('review-reminder', new Date('2026-03-02T07:30:00Z'), ZONE)).toBe('2026-03-01');
    expect(periodOf('review-reminder', new Date('2026-03-02T08:00:00Z'), ZONE)).toBe('2026-03-02');
  });

  it('never goes back as time goes on', () => {
    const instant = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2036-01-01'),
      noInvalidDate: true,
    });
    const zone = fc.constantFrom(ZONE, 'UTC', 'Pacific/Auckland', 'America/Los_Angeles');
    fc.assert(
      fc.property(instant, instant, zone, (one, other, timeZone) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        for (const kind of ['weekly-summary', 'review-reminder'] as const) {
          const [earlier, later] = [first, second].map((now) => periodOf(kind, now, timeZone));
          expect([earlier, later].toSorted()).toEqual([earlier, later]);
        }
      }),
    );
  });
});
