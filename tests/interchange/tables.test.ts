import { setImmediate } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { csvStream } from '../../src/interchange/tables/csv.ts';
import { jsonStream } from '../../src/interchange/tables/json.ts';
import type { Cell, Table } from '../../src/interchange/tables/table.ts';
import { xlsxStream } from '../../src/interchange/tables/xlsx.ts';

const COLUMNS = [
  { key: 'name', title: 'الاسم, "quoted"' },
  { key: 'marks', title: '=Marks' },
  { key: 'at', title: 'When' },
];
/** What spreadsheets and their formats stumble over. */
const NAMES = [
  'فاطمة الزهراء بنعلي',
  'O’Neil, "Ada"',
  "=cmd|' /C calc'!A0",
  '@SUM(1)',
  '+212',
  '-5',
  'two\nlines',
  'tab\tand\r\nbreak',
  '<b>&amp;</b> _x0041_',
  '😀 ',
];
const AT = new Date('2026-06-10T23:30:00Z');

function tableOf(
  rows: AsyncIterable<readonly Cell[]>,
  direction: Table['direction'] = 'ltr',
): Table {
  return {
    title: 'النتائج: [1/2]',
    columns: COLUMNS,
    rows,
    direction,
    timeZone: 'Africa/Casablanca',
  };
}

async function* rowsOf(names: readonly string[]): AsyncGenerator<readonly Cell[]> {
  for (const [index, name] of names.entries()) yield [name, index + 0.25, index % 2 ? null : AT];
}

/** More than all buffers between the rows and their reader hold. */
const MOST_AHEAD = 20_000;

interface Endless {
  readonly rows: AsyncIterable<readonly Cell[]>;
  readonly made: number;
  readonly ended: boolean;
}

/** Waits until a value has stayed for a while, also when it depends on another thread. */
async function untilSteady(value: () => unknown): Promise<void> {
  let last = value();
  for (let turn = 0; turn < 3000; turn += 1) {
    await setImmediate();
    if (value() !== last) turn = 0;
    last = value();
    if (typeof last === 'number' && last > MOST_AHEAD) return;
  }
}

/** Rows without end, counted as they are made. */
function endless(): Endless {
  const source = { made: 0, ended: false };
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    try {
      for (;;) {
        source.made += 1;
        yield [`Learner ${source.made} ${Math.random()}`, Math.random(), AT];
      }
    } finally {
      source.ended = true;
    }
  };
  return Object.assign(source, { rows: rows() });
}

async function* failing(): AsyncGenerator<readonly Cell[]> {
  yield ['first', 1, AT];
  throw new Error('The database has gone.');
}

const WRITERS: Readonly<Record<string, (table: Table) => Readable>> = {
  csv: csvStream,
  xlsx: xlsxStream,
  json: (table) => jsonStream(table, { cohort: 'A' }),
};

/** Formulas are text by an apostrophe. */
function asText(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, after RFC 4180, and reads back as it was', async () => {
    const written = await text(csvStream(tableOf(rowsOf(NAMES))));
    // `text` takes the mark away, as programs that know it do.
    const bytes = await buffer(csvStream(tableOf(rowsOf(NAMES))));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(written.endsWith('\r\n')).toBe(true);
    const [head, ...rows] = parse(written, { record_delimiter: '\r\n' });
    expect(head).toEqual(['الاسم, "quoted"', "'=Marks", 'When']);
    expect(rows.map(([name]) => name)).toEqual(NAMES.map(asText));
    expect(rows.map(([, marks]) => Number(marks))).toEqual(NAMES.map((_, index) => index + 0.25));
    expect(rows[0]?.[2]).toBe('2026-06-11 00:30:00');
    expect(rows[1]?.[2]).toBe('');
  });
});

describe('a table as XLSX', () => {
  it('reads back as it was, with real numbers and dates', async () => {
    const file = await buffer(xlsxStream(tableOf(rowsOf(NAMES))));
    const [sheet] = await readXlsxFile(file, { trim: false });
    const [head, ...rows] = sheet?.data ?? [];
    expect(head).toEqual(COLUMNS.map((column) => column.title));
    expect(rows.map(([name]) => name)).toEqual(NAMES);
    expect(rows.map(([, marks]) => marks)).toEqual(NAMES.map((_, index) => index + 0.25));
    // Days are fractions, which do not hold every millisecond.
    const seconds = Math.round(Number(rows[0]?.[2]) / 1000);
    expect(seconds).toBe(Date.parse('2026-06-11T00:30:00Z') / 1000);
    expect(rows[1]?.[2]).toBeNull();
    expect(sheet?.sheet).toBe('النتائج   1 2 ');
  });

  it('goes on in further sheets, each with the head, when one is full', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `n${index}`);
    const file = await buffer(xlsxStream(tableOf(rowsOf(names)), 4));
    const sheets = await readXlsxFile(file);
    expect(sheets.map(({ data }) => data.map(([name]) => name))).toEqual([
      ['الاسم, "quoted"', 'n0', 'n1', 'n2'],
      ['الاسم, "quoted"', 'n3', 'n4', 'n5'],
      ['الاسم, "quoted"', 'n6'],
    ]);
  });

  it('has its head alone when there are no rows', async () => {
    const sheets = await readXlsxFile(await buffer(xlsxStream(tableOf(rowsOf([])))));
    expect(sheets.map(({ data }) => data.length)).toEqual([1]);
  });
});

describe('a table as JSON', () => {
  it('has what is said of it, and its rows with stable names', async () => {
    const written = await text(jsonStream(tableOf(rowsOf(NAMES)), { cohort: 'A "b"' }));
    const { cohort, rows } = JSON.parse(written) as { cohort: string; rows: { name: string }[] };
    expect(cohort).toBe('A "b"');
    expect(rows.map(({ name }) => name)).toEqual(NAMES);
    expect(rows[0]).toEqual({ name: NAMES[0], marks: 0.25, at: AT.toISOString() });
    expect(rows[1]).toEqual({ name: NAMES[1], marks: 1.25, at: null });
  });

  it('is well-formed without rows, and with more than go at once', async () => {
    for (const count of [0, 1, 32, 33, 100]) {
      const names = Array.from({ length: count }, (_, index) => `n${index}`);
      const written = await text(jsonStream(tableOf(rowsOf(names)), { cohort: 'A' }));
      expect((JSON.parse(written) as { rows: unknown[] }).rows).toHaveLength(count);
    }
  });
});

describe.each(Object.entries(WRITERS))('the writer of %s', (_, write) => {
  it('makes no more rows than somebody reads, and stops when nobody does', async () => {
    const source = endless();
    const stream = write(tableOf(source.rows));
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await untilSteady(() => source.made);
    expect(source.made).toBeLessThan(MOST_AHEAD);
    await reader.return?.();
    await untilSteady(() => source.ended);
    expect(source.ended).toBe(true);
  });

  it('ends with the error of its rows, so that a half file is not taken for a whole one', async () => {
    await expect(buffer(write(tableOf(failing())))).rejects.toThrow('The database has gone.');
  });
});
