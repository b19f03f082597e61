import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { escapeHtml } from '../../domain/html.ts';
import { localTime, type Cell, type Table } from './table.ts';
import { contentTypes, packageRelations, STYLES, workbook, workbookRelations } from './workbook.ts';

/** Rows of a sheet, its head among them: what Excel opens. */
const MAX_SHEET_ROWS = 1_048_576;
/** Characters of a cell: what Excel opens. */
const MAX_CELL_LENGTH = 32_767;
/** Rows that are passed on at once. */
const ROWS_AT_ONCE = 64;
/** Days from the first of January 1900, as Excel counts them, to 1970. */
const EPOCH_DAY = 25_569;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Numbers of cell formats in `STYLES`. */
const HEAD = 1;
const INSTANT = 2;

/**
 * The table as an Excel workbook (ECMA-376) that is written while it is read: libraries for it hold
 * all rows in memory. Numbers and instants are real ones; the head stays in view; Arabic sheets go
 * from right to left. What one sheet cannot hold goes on in the next one.
 */
export function xlsxStream(table: Table, sheetRows = MAX_SHEET_ROWS): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  // An end before its time is told by `output` itself, to whoever reads it.
  pipeline(zip.outputStream, output).catch(() => {});
  addWorkbook(zip, table, sheetRows, output).catch((error: Error) => output.destroy(error));
  return output;
}

async function addWorkbook(
  zip: ZipFile,
  table: Table,
  sheetRows: number,
  output: Readable,
): Promise<void> {
  const sheets = await addSheets(zip, table, sheetRows, output);
  addText(zip, 'xl/workbook.xml', workbook(table.title, sheets));
  addText(zip, 'xl/_rels/workbook.xml.rels', workbookRelations(sheets));
  addText(zip, '[Content_Types].xml', contentTypes(sheets));
  addText(zip, '_rels/.rels', packageRelations());
  addText(zip, 'xl/styles.xml', STYLES);
  zip.end();
}

function addText(zip: ZipFile, path: string, text: string): void {
  zip.addBuffer(Buffer.from(text, 'utf8'), path);
}

/** Adds as many sheets as the rows take, at least one; gives their number. */
async function addSheets(
  zip: ZipFile,
  table: Table,
  sheetRows: number,
  output: Readable,
): Promise<number> {
  const rows = table.rows[Symbol.asyncIterator]();
  let next = await rows.next();
  let sheets = 0;
  const piece = async function* (): AsyncGenerator<readonly Cell[]> {
    for (let count = 1; count < sheetRows && next.done !== true; count += 1) {
      yield next.value;
      next = await rows.next();
    }
  };
  try {
    do {
      sheets += 1;
      const sheet = Readable.from(sheetXml(table, piece()), { objectMode: false });
      await addEntry(zip, `xl/worksheets/sheet${sheets}.xml`, sheet, output);
    } while (next.done !== true);
  } finally {
    await rows.return?.();
  }
  return sheets;
}

/** Adds an entry and waits until it was read to its end, or until nobody reads any more. */
async function addEntry(
  zip: ZipFile,
  path: string,
  source: Readable,
  output: Readable,
): Promise<void> {
  const passed = new PassThrough();
  const stop = () => passed.destroy();
  output.once('close', stop);
  zip.addReadStream(passed, path);
  await pipeline(source, passed);
  output.off('close', stop);
}

async function* sheetXml(
  { columns, direction, timeZone }: Table,
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  const mirrored = direction === 'rtl' ? ' rightToLeft="1"' : '';
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView${mirrored} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  yield rowXml(1, columns, (column, at) => textXml(at, column.title, HEAD));
  let waiting: string[] = [];
  let number = 1;
  for await (const row of rows) {
    number += 1;
    waiting.push(rowXml(number, row, (cell, at) => cellXml(at, cell, timeZone)));
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield `${waiting.join('')}</sheetData></worksheet>`;
}

/** A row; each cell says where it stands, as some readers need it. */
function rowXml<T>(
  number: number,
  cells: readonly T[],
  write: (cell: T, at: string) => string,
): string {
  const written = cells.map((cell, index) => write(cell, `${columnName(index)}${number}`));
  return `<row r="${number}">${written.join('')}</row>`;
}

/** A, B … Z, AA, AB … of a column, counted from 0. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function cellXml(at: string, cell: Cell, timeZone: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (cell instanceof Date) {
    return `<c r="${at}" s="${INSTANT}"><v>${serial(cell, timeZone)}</v></c>`;
  }
  return textXml(at, cell, 0);
}

/** Text in its place, never a formula: not shared, since a table of shared texts would be held. */
function textXml(at: string, text: string, style: number): string {
  const shown = escapeHtml(writable(text.slice(0, MAX_CELL_LENGTH)));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** What XML cannot hold is left out; what Excel would read as an escape is escaped. */
function writable(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Days since the epoch of spreadsheets, as clocks of the zone show the instant. */
function serial(instant: Date, timeZone: string): number {
  const shown = Date.parse(`${localTime(instant, timeZone).replace(' ', 'T')}Z`);
  return EPOCH_DAY + shown / MILLISECONDS_PER_DAY;
}
