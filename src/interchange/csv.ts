/** A byte order mark, by which spreadsheets know UTF-8. */
const BOM = '\ufeff';

/** Rows as CSV after RFC 4180, with BOM; cells that a spreadsheet would take as formulas are text. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A formula can begin with any of these, also after spaces and behind full-width forms.
  const safe = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
