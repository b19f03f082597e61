/**
 * What stands in one cell. Instants are written as the clocks of `timeZone` show them where a
 * format has no zones of its own.
 */
export type Cell = string | number | Date | null;

export interface Column {
  /** Stable and English, for programs. */
  readonly key: string;
  /** In the reader's language, for people. */
  readonly title: string;
}

/** A table that is written row by row, so that it may be longer than memory is large. */
export interface Table {
  /** Name of the sheet, in the reader's language. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  readonly direction: 'ltr' | 'rtl';
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as clocks of the zone show it: `2027-03-01 09:00:00`. */
export function localTime(instant: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
