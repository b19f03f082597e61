import type { Options } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';

/**
 * CSV after RFC 4180, with a byte order mark, by which spreadsheets know UTF-8; cells that they
 * would take as formulas are text.
 */
export const CSV_OPTIONS: Options = {
  bom: true,
  record_delimiter: 'windows',
  escape_formulas: true,
  // Of breaks, the library by itself quotes the record delimiter only.
  quoted_match: /[\r\n]/,
};

/** Rows as CSV. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return stringify([...rows], CSV_OPTIONS);
}
