import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { joinHtml, markup } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { RenderText } from './frame.ts';
import { scroller, tableCaption } from './frame.ts';

/** Height of a bar and length of the longest, in units of its drawing. */
const BAR_HEIGHT = 10;
const BAR_LENGTH = 100;

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/**
 * Bars inside the table of their values: the numbers are there for everybody, the bars are
 * decoration, and the whole follows the page's direction (`flip` turns a bar round).
 */
export function drawBars(figure: AuthoredFigureOf<'bars'>, render: RenderText): Html {
  const longest = Math.max(...figure.bars.map((bar) => bar.value));
  const rows = figure.bars.map(({ label, value }, index) => {
    const name = markup`<th scope="row">${render(label, 'bars', index, 'label')}</th>`;
    const number = markup`<td class="num">${escapeHtml(NUMBERS.format(value))}</td>`;
    return markup`<tr>${name}${number}<td>${drawBar(value, longest)}</td></tr>`;
  });
  const unit = markup`<th scope="col" class="num">${render(figure.unit, 'unit')}</th>`;
  const head = markup`<thead><tr><td></td>${unit}<td></td></tr></thead>`;
  const body = markup`<tbody>${joinHtml(rows)}</tbody>`;
  return scroller(
    figure,
    markup`<table class="bars">${tableCaption(figure)}${head}${body}</table>`,
  );
}

function drawBar(value: number, longest: number): Html {
  const length = longest > 0 ? Math.round((value / longest) * BAR_LENGTH * 10) / 10 : 0;
  const box = markup`viewBox="0 0 ${BAR_LENGTH} ${BAR_HEIGHT}" width="100%" height="${BAR_HEIGHT}"`;
  const look = markup`class="flip" ${box} preserveAspectRatio="none" fill="currentColor"`;
  const line = markup`<rect width="${length}" height="${BAR_HEIGHT}"/>`;
  return markup`<svg ${look} aria-hidden="true" focusable="false">${line}</svg>`;
}
