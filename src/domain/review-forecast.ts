import { dayNumbers } from './day-numbers.ts';

const DAY = 24 * 60 * 60_000;

/** Reviews that fall due on one day. */
export interface ReviewDay {
  /** Noon UTC of the day: no time zone of the world calls it another day save at the date line. */
  readonly day: Date;
  readonly cards: number;
}

/**
 * Cards by the day that they fall due on, for `days` days from today on, by the calendar of
 * `timeZone` (IANA name). What is overdue counts as today's.
 */
export function reviewForecast(
  dueDates: readonly Date[],
  now: Date,
  timeZone: string,
  days: number,
): ReviewDay[] {
  const dayOf = dayNumbers(timeZone);
  const today = dayOf(now);
  const counts = new Map<number, number>();
  for (const due of dueDates) {
    const day = Math.max(today, dayOf(due));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return Array.from({ length: days }, (_, index) => {
    const day = today + index;
    return { day: new Date((day + 0.5) * DAY), cards: counts.get(day) ?? 0 };
  });
}
