import { Readable } from 'node:stream';
import type { Cell, Table } from './table.ts';

/** Rows that are passed on at once: a stream of small pieces would take longer than their making. */
const ROWS_AT_ONCE = 32;

/**
 * The table as JSON: what `head` says, then `rows` with a member for each column. Instants are ISO
 * 8601 in UTC. A row is asked for only when there is room for it.
 */
export function jsonStream(table: Table, head: Readonly<Record<string, string>>): Readable {
  return Readable.from(pieces(table, head), { objectMode: false });
}

async function* pieces(
  { columns, rows }: Table,
  head: Readonly<Record<string, string>>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let before = '\n';
  let waiting: string[] = [];
  for await (const row of rows) {
    waiting.push(before + JSON.stringify(memberOf(columns, row)));
    before = ',\n';
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield `${waiting.join('')}\n]}\n`;
}

function memberOf(columns: Table['columns'], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map((column, place) => [column.key, row[place] ?? null]));
}
