import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { instantOf, readTimelineDate } from '../../domain/timeline.ts';
import { joinHtml, markup, NO_HTML } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { Pen } from './frame.ts';
import { heading, scroller } from './frame.ts';
import { drawKey, drawLines, type PlottedPoint } from './plot.ts';
import { numberCell, seriesNames, valuesOf } from './series.ts';
import type { Writing } from './writing.ts';

type LineFigure = AuthoredFigureOf<'line'>;

/** Values over time: a drawing to scale in both directions, and the table of its numbers. */
export function drawLine(figure: LineFigure, pen: Pen, writing: Writing): Html {
  const names = seriesNames(figure, pen);
  const unit = pen.text(figure.unit, 'unit');
  const points = pointsOf(figure, writing);
  const drawing = drawLines({
    id: escapeHtml(figure.id),
    title: wordsOf(pen.title),
    description: joinHtml([wordsOf(unit), ...described(names, points, writing)], '; '),
    points,
    dir: writing.dir,
    number: writing.number,
  });
  const single = figure.series === undefined;
  const keys = names.map((name, index) => markup`<li>${drawKey(index)} ${name}</li>`);
  const key = single ? NO_HTML : markup`<ul class="chart-key">${joinHtml(keys)}</ul>`;
  const measure = markup`<p class="caption">${unit}</p>`;
  const table = drawTable(figure, { pen, names, points, writing });
  return markup`${heading(figure, pen)}${measure}${drawing}${key}${table}`;
}

function pointsOf(figure: LineFigure, writing: Writing): readonly PlottedPoint[] {
  return figure.points.flatMap((point) => {
    const date = readTimelineDate(point.at);
    if (date === null) return [];
    const time = instantOf(date).getTime();
    return [{ time, label: writing.date(date), values: valuesOf(point) }];
  });
}

/** Everything drawn, in words: `2015: 21`, in each series. */
function described(
  names: readonly Html[],
  points: readonly PlottedPoint[],
  writing: Writing,
): readonly Html[] {
  return names.flatMap((name, series) => {
    const said = points.flatMap(({ label, values }) => {
      const value = values[series] ?? null;
      return value === null ? [] : [escapeHtml(`${label}: ${writing.number(value)}`)];
    });
    return names.length === 1 ? said : [joinHtml([wordsOf(name), ...said], '; ')];
  });
}

/** HTML without its tags, for where there can be none. */
function wordsOf(html: Html): Html {
  return html.replaceAll(/<[^>]*>/g, '') as Html;
}

function drawTable(
  figure: LineFigure,
  {
    pen,
    names,
    points,
    writing,
  }: {
    readonly pen: Pen;
    readonly names: readonly Html[];
    readonly points: readonly PlottedPoint[];
    readonly writing: Writing;
  },
): Html {
  const heads = names.map((name) => markup`<th scope="col" class="num">${name}</th>`);
  const rows = points.map(({ label, values }) => {
    const cells = values.map((value) => numberCell(value, writing));
    return markup`<tr><th scope="row">${escapeHtml(label)}</th>${joinHtml(cells)}</tr>`;
  });
  const caption = markup`<caption class="vh">${pen.title}</caption>`;
  const head = markup`<thead><tr><td></td>${joinHtml(heads)}</tr></thead>`;
  const table = markup`<table>${caption}${head}<tbody>${joinHtml(rows)}</tbody></table>`;
  const summary = markup`<summary>${escapeHtml(writing.table)}</summary>`;
  return markup`<details>${summary}${scroller(figure, table)}</details>`;
}
