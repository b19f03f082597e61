import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { joinHtml, markup, NO_HTML } from '../markdown/markup.ts';
import type { AuthoredFigureOf } from '../schema/figures.ts';
import type { Pen } from './frame.ts';
import { heading } from './frame.ts';

/** Colours of the tiles' stars, as in the zellige strip; a stylesheet may set others by class. */
const STAR_FILLS = ['#2a5a94', '#b4522f', '#2b7a57', '#8a6a12', '#5b4a8a', '#1f6f78'];
const STAR_PATH =
  'M24 12l-3.515 3.515v4.97h-4.97L12 24l-3.515-3.515h-4.97v-4.97L0 12l3.515-3.515v-4.97h4.97L12 0l3.515 3.515h4.97v4.97z';

/** Events in order of time. */
export function drawTimeline(figure: AuthoredFigureOf<'timeline'>, pen: Pen): Html {
  const events = figure.events.map(({ date, text }, index) =>
    entry(pen.text(date, 'events', index, 'date'), pen.text(text, 'events', index, 'text')),
  );
  return markup`${heading(figure, pen)}<ol class="timeline">${joinHtml(events)}</ol>`;
}

/** A sequence. */
export function drawSteps(figure: AuthoredFigureOf<'steps'>, pen: Pen): Html {
  const steps = figure.steps.map(({ title, text }, index) =>
    entry(pen.text(title, 'steps', index, 'title'), pen.text(text, 'steps', index, 'text')),
  );
  return markup`${heading(figure, pen)}<ol class="steps">${joinHtml(steps)}</ol>`;
}

/** Parts of one whole, each with a star. */
export function drawTiles(figure: AuthoredFigureOf<'tiles'>, pen: Pen): Html {
  const tiles = figure.tiles.map(({ title, text }, index) => {
    const name = pen.text(title, 'tiles', index, 'title');
    return entry(name, pen.text(text, 'tiles', index, 'text'), star(index));
  });
  return markup`${heading(figure, pen)}<ul class="dia dia-${tiles.length}">${joinHtml(tiles)}</ul>`;
}

function entry(name: Html, words: Html, mark = NO_HTML): Html {
  return markup`<li>${mark}<strong>${name}</strong> <span>${words}</span></li>`;
}

function star(index: number): Html {
  const place = index % STAR_FILLS.length;
  const fill = escapeHtml(STAR_FILLS[place] ?? 'currentColor');
  const look = markup`class="star star-${place + 1}" viewBox="-1 -1 26 26" fill="${fill}"`;
  return markup`<svg ${look} aria-hidden="true" focusable="false"><path d="${escapeHtml(STAR_PATH)}"/></svg>`;
}
