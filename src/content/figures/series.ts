import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { markup } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { Pen } from './frame.ts';
import type { Writing } from './writing.ts';

type Charted = AuthoredFigureOf<'bars'> | AuthoredFigureOf<'line'>;

/** What one bar or point has: a value for each series, or a single one; null where there is none. */
export function valuesOf(entry: {
  readonly value?: number | undefined;
  readonly values?: readonly (number | null)[] | undefined;
}): readonly (number | null)[] {
  return entry.values ?? [entry.value ?? null];
}

/** The names of the series; of a single one, its unit. */
export function seriesNames(figure: Charted, { text }: Pen): readonly Html[] {
  if (figure.series === undefined) return [text(figure.unit, 'unit')];
  return figure.series.map((name, index) => text(name, 'series', index));
}

/** The sign of a series, of which the stylesheet knows the colour; drawn beside its name. */
export function swatch(index: number): Html {
  const look = markup`class="swatch series-${index + 1}" viewBox="0 0 10 10"`;
  const box = markup`<rect x="1" y="1" width="8" height="8"/>`;
  return markup`<svg ${look} aria-hidden="true" focusable="false">${box}</svg>`;
}

/** A cell of a table with a number, or with what stands for none. */
export function numberCell(value: number | null, writing: Writing): Html {
  if (value !== null) return markup`<td class="num">${escapeHtml(writing.number(value))}</td>`;
  const words = escapeHtml(writing.none);
  return markup`<td class="num"><span aria-hidden="true">–</span><span class="vh">${words}</span></td>`;
}
