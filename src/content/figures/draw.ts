import type { Html } from '../../domain/item.ts';
import type { AuthoredFigure } from '../schema/figures.ts';
import { drawBars } from './bars.ts';
import type { RenderText } from './frame.ts';
import { frame } from './frame.ts';
import { drawLine } from './line.ts';
import { drawSteps, drawTiles, drawTimeline } from './lists.ts';
import { drawTable } from './table.ts';
import { writingOf, type Writing } from './writing.ts';

/**
 * A figure's HTML; `render` renders the figure's Markdown texts, `language` is the one that they
 * are in: its numbers and dates are written so, and its drawings run in its direction.
 */
export function drawFigure(figure: AuthoredFigure, render: RenderText, language = 'en'): Html {
  const inner = drawKind(figure, render, writingOf(language));
  const caption = figure.caption === undefined ? null : render(figure.caption, 'caption');
  return frame(figure, inner, caption);
}

function drawKind(figure: AuthoredFigure, render: RenderText, writing: Writing): Html {
  switch (figure.kind) {
    case 'table':
      return drawTable(figure, render);
    case 'timeline':
      return drawTimeline(figure, render);
    case 'tiles':
      return drawTiles(figure, render);
    case 'steps':
      return drawSteps(figure, render);
    case 'bars':
      return drawBars(figure, render, writing);
    case 'line':
      return drawLine(figure, render, writing);
  }
}
