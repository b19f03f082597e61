import { writingTag } from './language-tag.ts';
import { instantOf, type TimelineDate } from './timeline.ts';

/** Writes dates of the calendar in a language (BCP 47 tag), as exactly as they are known. */
export function calendarWriter(language: string): (date: TimelineDate) => string {
  // Dates of the calendar know no time zone.
  const writer = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(writingTag(language), { ...parts, timeZone: 'UTC' });
  const year = writer({ year: 'numeric' });
  const month = writer({ year: 'numeric', month: 'long' });
  const day = writer({ year: 'numeric', month: 'long', day: 'numeric' });
  return (date) => {
    const exact = date.day === null ? (date.month === null ? year : month) : day;
    const written = exact.format(instantOf(date));
    // French writes the first of a month as an ordinal, which Intl does not.
    return language === 'fr' ? written.replace(/^1 /, '1er ') : written;
  };
}
