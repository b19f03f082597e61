import { writingTag } from './language-tag.ts';
import { instantOf, type TimelineDate } from './timeline.ts';

/** Writes a date of the calendar. */
type CalendarWriter = (date: TimelineDate) => string;

/** Making one takes milliseconds, and every figure with dates asks for one. */
const writers = new Map<string, CalendarWriter>();

/** Writes dates of the calendar in a language (BCP 47 tag), as exactly as they are known. */
export function calendarWriter(language: string): CalendarWriter {
  const writer = writers.get(language) ?? newWriter(language);
  writers.set(language, writer);
  return writer;
}

function newWriter(language: string): CalendarWriter {
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
