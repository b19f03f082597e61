import type { Html } from '../../domain/item.ts';
import type { AuthoredFigure } from '../schema/figures.ts';
import { drawBars } from './bars.ts';
import type { RenderText } from './frame.ts';
import { frame } from './frame.ts';
import { drawSteps, drawTiles, drawTimeline } from './lists.ts';
import { drawTable } from './table.ts';

/** A figure's HTML; `render` renders the figure's Markdown texts. */
export function drawFigure(figure: AuthoredFigure, render: RenderText): Html {
  const inner = drawKind(figure, render);
  const caption = figure.caption === undefined ? null : render(figure.caption, 'caption');
  return frame(figure, inner, caption);
}

function drawKind(figure: AuthoredFigure, render: RenderText): Html {
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
      return drawBars(figure, render);
  }
}
