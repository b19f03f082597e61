import type { Locale } from '../domain/account.ts';

/** Western digits and Moroccan month names for Arabic, as Moroccan readers are used to. */
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-MA' };

/** Writes numbers and instants as the reader's language does. */
export interface Format {
  readonly number: (value: number) => string;
  /** At most two decimals, for marks. */
  readonly marks: (value: number) => string;
  /** `share` from 0 to 1, as whole per cent. */
  readonly percent: (share: number) => string;
  readonly date: (instant: Date) => string;
  readonly dateTime: (instant: Date) => string;
}

export function createFormat(locale: Locale, timeZone: string): Format {
  const tag = TAGS[locale];
  const number = new Intl.NumberFormat(tag);
  const marks = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone });
  const dateTime = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  return {
    number: (value) => number.format(value),
    marks: (value) => marks.format(value),
    // Rounded down: 99.6 % is not yet a hundred.
    percent: (share) => percent.format(Math.floor(share * 100 + 1e-9) / 100),
    date: (instant) => date.format(instant),
    dateTime: (instant) => dateTime.format(instant),
  };
}
