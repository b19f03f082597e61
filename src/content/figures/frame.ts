import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { markup, NO_HTML } from '../markdown/markup.ts';
import type { AuthoredFigure } from '../schema/figures.ts';

/** What drawing a figure needs beside its data. */
export interface Pen {
  /** Language of the figure, for its numbers. */
  readonly locale: string;
  readonly title: Html;
  /** Renders the Markdown under these keys of the figure. */
  readonly text: (text: string, ...keys: (string | number)[]) => Html;
}

/** The figure's element, around whatever its kind draws, with the caption below. */
export function frame(figure: AuthoredFigure, inner: Html, caption: Html | null): Html {
  const name = markup`class="figure figure-${escapeHtml(figure.kind)}" id="figure-${escapeHtml(figure.id)}"`;
  const below = caption === null ? NO_HTML : markup`<figcaption>${caption}</figcaption>`;
  return markup`<figure ${name} aria-labelledby="${titleId(figure)}">${inner}${below}</figure>\n`;
}

/** The title of a figure that has no table caption to hold it. */
export function heading(figure: AuthoredFigure, { title }: Pen): Html {
  return markup`<p class="figure-title" id="${titleId(figure)}">${title}</p>`;
}

/** A scroller around a table, reached by keyboard and named by the table's caption. */
export function scroller(figure: AuthoredFigure, table: Html): Html {
  return markup`<section class="scroll" tabindex="0" aria-labelledby="${titleId(figure)}">${table}</section>`;
}

/** A table's caption, which names the figure too, with what its numbers measure. */
export function tableCaption(
  figure: AuthoredFigure,
  { title }: Pen,
  unit: Html | null = null,
): Html {
  const measure = unit === null ? NO_HTML : markup` <small>(${unit})</small>`;
  return markup`<caption id="${titleId(figure)}">${title}${measure}</caption>`;
}

function titleId(figure: AuthoredFigure): Html {
  return markup`figtitle-${escapeHtml(figure.id)}`;
}
