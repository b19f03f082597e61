import type { Html } from '../../domain/item.ts';
import { joinHtml, markup } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { RenderText } from './frame.ts';
import { scroller, tableCaption } from './frame.ts';

/** A table with a header for each column and each row. */
export function drawTable(figure: AuthoredFigureOf<'table'>, render: RenderText): Html {
  const columns = figure.columns.map(
    (text, index) => markup`<th scope="col">${render(text, 'columns', index)}</th>`,
  );
  const rows = figure.rows.map((cells, row) => {
    const drawn = cells.map((text, column) => cell(render(text, 'rows', row, column), column));
    return markup`<tr>${joinHtml(drawn)}</tr>`;
  });
  const head = markup`<thead><tr>${joinHtml(columns)}</tr></thead>`;
  const body = markup`<tbody>${joinHtml(rows)}</tbody>`;
  return scroller(figure, markup`<table>${tableCaption(figure)}${head}${body}</table>`);
}

function cell(content: Html, column: number): Html {
  return column === 0 ? markup`<th scope="row">${content}</th>` : markup`<td>${content}</td>`;
}
