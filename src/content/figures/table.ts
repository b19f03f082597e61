import type { Html } from '../../domain/item.ts';
import { joinHtml, markup } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { Pen } from './frame.ts';
import { scroller, tableCaption } from './frame.ts';

/** A table with a header for each column and each row. */
export function drawTable(figure: AuthoredFigureOf<'table'>, pen: Pen): Html {
  const columns = figure.columns.map(
    (text, index) => markup`<th scope="col">${pen.text(text, 'columns', index)}</th>`,
  );
  const rows = figure.rows.map((cells, row) => {
    const drawn = cells.map((text, column) => cell(pen.text(text, 'rows', row, column), column));
    return markup`<tr>${joinHtml(drawn)}</tr>`;
  });
  const head = markup`<thead><tr>${joinHtml(columns)}</tr></thead>`;
  const body = markup`<tbody>${joinHtml(rows)}</tbody>`;
  return scroller(figure, markup`<table>${tableCaption(figure, pen)}${head}${body}</table>`);
}

function cell(content: Html, column: number): Html {
  return column === 0 ? markup`<th scope="row">${content}</th>` : markup`<td>${content}</td>`;
}
