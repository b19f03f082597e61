import type { Locale } from '../domain/account.ts';
import { calendarWriter } from '../domain/calendar.ts';
import { writingTag } from '../domain/language-tag.ts';
import type { TimelineDate } from '../domain/timeline.ts';

/** Writes numbers and instants as the reader's language does. */
export interface Format {
  readonly number: (value: number) => string;
  /** At most two decimals, for marks. */
  readonly marks: (value: number) => string;
  /** At most six decimals, for what somebody reckons on with. */
  readonly precise: (value: number) => string;
  /** `share` from −1 to 1 or beyond, as per cent with at most one decimal. */
  readonly percentTenths: (share: number) => string;
  /** `share` from 0 to 1, as whole per cent. */
  readonly percent: (share: number) => string;
  /** A number of bytes in the unit that suits it, at most one decimal. */
  readonly bytes: (value: number) => string;
  readonly date: (instant: Date) => string;
  readonly dateTime: (instant: Date) => string;
  /** Hours and minutes. */
  readonly time: (instant: Date) => string;
  /** A date of the calendar, as exactly as it is known: year, month and year, or day. */
  readonly calendar: (date: TimelineDate) => string;
  /** The name of a language (BCP 47 tag). */
  readonly language: (locale: string) => string;
}

export function createFormat(locale: Locale, timeZone: string): Format {
  const tag = writingTag(locale);
  const number = new Intl.NumberFormat(tag);
  const marks = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const precise = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const tenths = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone });
  const dateTime = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone });
  const names = new Intl.DisplayNames(tag, { type: 'language' });
  // Pages are full of small numbers, which Intl would write anew each time.
  const small = Array.from({ length: 101 }, (_, value) => number.format(value));
  const percents = small.map((_, value) => percent.format(value / 100));
  const toPercent = (whole: number) => percents[whole] ?? percent.format(whole / 100);
  return {
    number: (value) => small[value] ?? number.format(value),
    marks: (value) => marks.format(value),
    // Minus zero would print as “−0”.
    precise: (value) => precise.format(value || 0),
    percentTenths: (share) => tenths.format(Math.round(share * 1000) / 1000 || 0),
    // Rounded down: 99.6 % is not yet a hundred.
    bytes: byteWriter(tag),
    percent: (share) => toPercent(Math.floor(share * 100 + 1e-9)),
    date: (instant) => date.format(instant),
    dateTime: (instant) => dateTime.format(instant),
    time: (instant) => time.format(instant),
    calendar: calendarWriter(locale),
    language: (locale) => names.of(locale) ?? locale,
  };
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function byteWriter(tag: string): Format['bytes'] {
  const style = { style: 'unit', unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  const writers = BYTE_UNITS.map((unit) => new Intl.NumberFormat(tag, { ...style, unit }));
  return (value) => {
    const power = value < 1 ? 0 : Math.floor(Math.log10(value) / 3);
    const index = Math.min(power, writers.length - 1);
    return writers[index]?.format(value / 1000 ** index) ?? String(value);
  };
}
