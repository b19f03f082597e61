import { Readable, pipeline } from 'node:stream';
import { stringify } from 'csv-stringify';
import { CSV_OPTIONS } from '../csv.ts';
import { localTime, type Cell, type Table } from './table.ts';

/** The table as CSV. A row is asked for only when there is room for it. */
export function csvStream(table: Table): Readable {
  const rows = Readable.from(lines(table), { objectMode: true, highWaterMark: 16 });
  const written = stringify(CSV_OPTIONS);
  // What goes wrong with the rows ends the stream that was given out, which tells whoever reads it.
  pipeline(rows, written, () => {});
  return written;
}

async function* lines({ columns, rows, timeZone }: Table): AsyncGenerator<readonly string[]> {
  yield columns.map((column) => column.title);
  for await (const row of rows) yield row.map((cell) => textOf(cell, timeZone));
}

function textOf(cell: Cell, timeZone: string): string {
  if (cell === null) return '';
  return cell instanceof Date ? localTime(cell, timeZone) : String(cell);
}
