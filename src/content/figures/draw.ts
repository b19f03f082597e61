import type { Html } from '../../domain/item.ts';
import type { AuthoredFigure } from '../schema/figures.ts';
import { drawBars } from './bars.ts';
import type { Pen } from './frame.ts';
import { frame } from './frame.ts';
import { drawLine } from './line.ts';
import { drawSteps, drawTiles, drawTimeline } from './lists.ts';
import { drawTable } from './table.ts';
import { writingOf, type Writing } from './writing.ts';

/** A figure's HTML: its numbers and dates are written, and its drawings run, as in its language. */
export function drawFigure(figure: AuthoredFigure, pen: Pen): Html {
  const inner = drawKind(figure, pen, writingOf(pen.locale));
  const caption = figure.caption === undefined ? null : pen.text(figure.caption, 'caption');
  return frame(figure, inner, caption);
}

function drawKind(figure: AuthoredFigure, pen: Pen, writing: Writing): Html {
  switch (figure.kind) {
    case 'table':
      return drawTable(figure, pen);
    case 'timeline':
      return drawTimeline(figure, pen);
    case 'tiles':
      return drawTiles(figure, pen);
    case 'steps':
      return drawSteps(figure, pen);
    case 'bars':
      return drawBars(figure, pen, writing);
    case 'line':
      return drawLine(figure, pen, writing);
  }
}
