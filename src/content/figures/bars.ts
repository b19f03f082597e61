import type { Html } from '../../domain/item.ts';
import { joinHtml, markup, NO_HTML } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { Pen } from './frame.ts';
import { scroller, tableCaption } from './frame.ts';
import { numberCell, seriesNames, swatch, valuesOf } from './series.ts';
import type { Writing } from './writing.ts';

/** Height of a bar, room between two of a group, and length of the longest, in units of a drawing. */
const BAR_HEIGHT = 10;
const BAR_GAP = 3;
const BAR_LENGTH = 100;

/**
 * Bars inside the table of their values: the numbers are there for everybody, the bars are
 * decoration, and the whole follows the page's direction (`flip` turns a bar round).
 */
export function drawBars(figure: AuthoredFigureOf<'bars'>, pen: Pen, writing: Writing): Html {
  const longest = Math.max(...figure.bars.flatMap(valuesOf).map((value) => value ?? 0));
  const rows = figure.bars.map((bar, index) => {
    const values = valuesOf(bar);
    const name = markup`<th scope="row">${pen.text(bar.label, 'bars', index, 'label')}</th>`;
    const numbers = joinHtml(values.map((value) => numberCell(value, writing)));
    return markup`<tr>${name}${numbers}<td>${drawGroup(values, longest)}</td></tr>`;
  });
  const head = markup`<thead><tr><td></td>${columns(figure, pen)}<td></td></tr></thead>`;
  const unit = figure.series === undefined ? null : pen.text(figure.unit, 'unit');
  const table = markup`${tableCaption(figure, pen, unit)}${head}<tbody>${joinHtml(rows)}</tbody>`;
  return scroller(figure, markup`<table class="bars">${table}</table>`);
}

function columns(figure: AuthoredFigureOf<'bars'>, pen: Pen): Html {
  const sign = (index: number) => (figure.series === undefined ? NO_HTML : swatch(index));
  return joinHtml(
    seriesNames(figure, pen).map(
      (name, index) => markup`<th scope="col" class="num">${sign(index)}${name}</th>`,
    ),
  );
}

function drawGroup(values: readonly (number | null)[], longest: number): Html {
  const height = values.length * (BAR_HEIGHT + BAR_GAP) - BAR_GAP;
  const box = markup`viewBox="0 0 ${BAR_LENGTH} ${height}" width="100%" height="${height}"`;
  const kind = values.length > 1 ? markup` group-${values.length}` : NO_HTML;
  const look = markup`class="flip${kind}" ${box} preserveAspectRatio="none" fill="currentColor"`;
  const lines = values.map((value, index) =>
    value === null ? NO_HTML : drawBar(lengthOf(value, longest), index, values.length > 1),
  );
  return markup`<svg ${look} aria-hidden="true" focusable="false">${joinHtml(lines)}</svg>`;
}

/** To a tenth of a unit. */
function lengthOf(value: number, longest: number): number {
  return longest > 0 ? Math.round((value / longest) * BAR_LENGTH * 10) / 10 : 0;
}

function drawBar(length: number, index: number, grouped: boolean): Html {
  const size = markup`width="${length}" height="${BAR_HEIGHT}"`;
  if (!grouped) return markup`<rect ${size}/>`;
  return markup`<rect class="series-${index + 1}" y="${index * (BAR_HEIGHT + BAR_GAP)}" ${size}/>`;
}
