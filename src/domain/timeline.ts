import type { Citation, Html } from './item.ts';

/** A date of the Gregorian calendar, as exactly as it is known. */
export interface TimelineDate {
  /** 1 to 2099. */
  readonly year: number;
  /** 1 to 12; null where only the year is known. */
  readonly month: number | null;
  /** 1 to 31; null where only the month is known. */
  readonly day: number | null;
}

/** Something that happened, as the course tells it. */
export interface TimelineEvent {
  readonly id: string;
  readonly date: TimelineDate;
  /** The end of what lasted; null for what happened at one time. */
  readonly until: TimelineDate | null;
  /** Whether the date is only approximate. */
  readonly about: boolean;
  readonly text: Html;
  /** The lesson that tells of it; null where none of those served does. */
  readonly lesson: string | null;
  /** At least one. */
  readonly cite: readonly Citation[];
}

/** Last year that a date may have; the pages have names for the centuries up to then. */
const LAST_YEAR = 2099;

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null for anything else, and for days that never were. */
export function readTimelineDate(text: string): TimelineDate | null {
  const [, year, month, day] = FORM.exec(text) ?? [];
  const date = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
  if (!(date.year >= 1 && date.year <= LAST_YEAR)) return null;
  const instant = instantOf(date);
  // Days that are too many run over into the next month.
  const kept = instant.getUTCMonth() === (date.month ?? 1) - 1;
  return kept && instant.getUTCDate() === (date.day ?? 1) ? date : null;
}

/** A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function timelineDateText({ year, month, day }: TimelineDate): string {
  const parts = [month, day].filter((part) => part !== null);
  const rest = parts.map((part) => `-${String(part).padStart(2, '0')}`).join('');
  return String(year).padStart(4, '0') + rest;
}

/** The first moment of a date, in UTC. */
export function instantOf({ year, month, day }: TimelineDate): Date {
  const instant = new Date(0);
  // Date.UTC takes the years up to 99 for those of the twentieth century.
  instant.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  return instant;
}

/**
 * Order by time, negative for the earlier first: a year stands before its months, a month before
 * its days.
 */
export function compareTimelineDates(one: TimelineDate, other: TimelineDate): number {
  return (
    one.year - other.year ||
    (one.month ?? 0) - (other.month ?? 0) ||
    (one.day ?? 0) - (other.day ?? 0)
  );
}

/** True if `end` is later than `start` as far as both are known. */
export function endsAfter(start: TimelineDate, end: TimelineDate): boolean {
  const length = Math.min(timelineDateText(start).length, timelineDateText(end).length);
  return timelineDateText(end).slice(0, length) > timelineDateText(start).slice(0, length);
}

/** Events of one century or decade. */
export interface TimelinePeriod {
  readonly kind: 'century' | 'decade';
  /** First year: 700 of the eighth century, 2010 of the 2010s. */
  readonly from: number;
  readonly events: readonly TimelineEvent[];
}

/** Most events that are shown as one century; one with more is shown by decade. */
const MOST_IN_CENTURY = 6;

/**
 * Events by century, or by decade where there are many, for reading from the oldest on. `events`
 * are in order of date. Centuries begin with their round year (1900 is of the twentieth), so that
 * decades do not straddle them.
 */
export function periodsOf(events: readonly TimelineEvent[]): readonly TimelinePeriod[] {
  return groupBy(events, 100).flatMap(([from, ofCentury]): TimelinePeriod[] => {
    if (ofCentury.length <= MOST_IN_CENTURY) return [{ kind: 'century', from, events: ofCentury }];
    return groupBy(ofCentury, 10).map(([from, events]) => ({ kind: 'decade', from, events }));
  });
}

function groupBy(
  events: readonly TimelineEvent[],
  years: number,
): readonly (readonly [from: number, events: readonly TimelineEvent[]])[] {
  const groups = new Map<number, TimelineEvent[]>();
  for (const event of events) {
    const from = Math.floor(event.date.year / years) * years;
    groups.set(from, [...(groups.get(from) ?? []), event]);
  }
  return [...groups];
}
