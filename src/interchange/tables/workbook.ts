import { escapeHtml } from '../../domain/html.ts';

/** Characters of a sheet's name, and those that it must not have: what Excel opens. */
const MAX_NAME_LENGTH = 31;
const FORBIDDEN = /[\][*?:/\\]/g;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell formats: plain, bold, instant. */
export const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** The list of sheets: the title for the first, the title and a number for those that go on. */
export function workbook(title: string, sheets: number): string {
  const entries = numbers(sheets).map(
    (number) =>
      `<sheet name="${sheetName(title, number)}" sheetId="${number}" r:id="sheet${number}"/>`,
  );
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${entries.join('')}</sheets></workbook>`;
}

export function workbookRelations(sheets: number): string {
  const entries = numbers(sheets).map((number) =>
    relation(`sheet${number}`, 'worksheet', `worksheets/sheet${number}.xml`),
  );
  return relations([...entries, relation('styles', 'styles', 'styles.xml')]);
}

export function packageRelations(): string {
  return relations([relation('workbook', 'officeDocument', 'xl/workbook.xml')]);
}

export function contentTypes(sheets: number): string {
  const parts = [
    part('/xl/workbook.xml', 'sheet.main'),
    part('/xl/styles.xml', 'styles'),
    ...numbers(sheets).map((number) => part(`/xl/worksheets/sheet${number}.xml`, 'worksheet')),
  ];
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

function sheetName(title: string, number: number): string {
  const suffix = number === 1 ? '' : ` ${number}`;
  const name = title.replaceAll(FORBIDDEN, ' ').slice(0, MAX_NAME_LENGTH - suffix.length);
  return escapeHtml(name + suffix);
}

function relations(entries: readonly string[]): string {
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function part(name: string, type: string): string {
  return `<Override PartName="${name}" ContentType="${TYPES}.${type}+xml"/>`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
