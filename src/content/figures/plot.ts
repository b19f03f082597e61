import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { joinHtml, markup, NO_HTML } from '../markdown/markup.ts';

/** Size of the drawing, in its units; the page scales it. */
const WIDTH = 360;
const HEIGHT = 190;
/** Room above the field, for a value, and below it, for the times. */
const HEAD = 22;
const FOOT = 28;
/** Free room at the side where time ends, and between the axis and the first point. */
const EDGE = 16;
const INSET = 18;
/** What a character takes at most in the drawing's type, and the least between two labels. */
const CHARACTER = 7.5;
const APART = 6;
/** Half the size of a mark. */
const MARK = 4;

/** The values of all series at one time. */
export interface PlottedPoint {
  /** Milliseconds. */
  readonly time: number;
  readonly label: string;
  /** One for each series; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface Plot {
  /** Unique in the page. */
  readonly id: Html;
  readonly title: Html;
  readonly description: Html;
  /** In order of time; at least two. */
  readonly points: readonly PlottedPoint[];
  /** In `rtl` time runs from the right. */
  readonly dir: 'ltr' | 'rtl';
  readonly number: (value: number) => string;
}

/** Where things stand in a drawing. */
interface Scale {
  readonly top: number;
  /** Width of the labels of the axis. */
  readonly axis: number;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  /** From the reader's side to the drawing's left. */
  readonly across: (x: number) => number;
}

/** One line for each series over time, from a base line of 0. */
export function drawLines(plot: Plot): Html {
  const scale = scaleOf(plot);
  const series = plot.points[0]?.values.map((_, index) => drawSeries(plot, scale, index)) ?? [];
  const marks = [
    drawTicks(plot, scale),
    ...series,
    drawTimes(plot, scale),
    drawValues(plot, scale),
  ];
  const says = markup`role="img" aria-labelledby="figname-${plot.id}" aria-describedby="figdesc-${plot.id}"`;
  const look = markup`class="chart line" viewBox="0 0 ${WIDTH} ${HEIGHT}" ${says} focusable="false"`;
  const title = markup`<title id="figname-${plot.id}">${plot.title}</title>`;
  const desc = markup`<desc id="figdesc-${plot.id}">${plot.description}</desc>`;
  return markup`<svg ${look}>${title}${desc}${joinHtml(marks)}</svg>`;
}

function scaleOf({ points, dir, number }: Plot): Scale {
  const top = roundUp(Math.max(...points.flatMap(({ values }) => values.map((one) => one ?? 0))));
  const labels = ticksTo(top).map((tick) => number(tick).length);
  const axis = Math.max(...labels) * CHARACTER + APART;
  const first = points[0]?.time ?? 0;
  const span = Math.max(1, (points.at(-1)?.time ?? 0) - first);
  const field = WIDTH - axis - EDGE - INSET;
  const across = (x: number) => round(dir === 'rtl' ? WIDTH - x : x);
  return {
    top,
    axis,
    across,
    x: (time) => across(axis + INSET + ((time - first) / span) * field),
    y: (value) => round(HEAD + (1 - value / top) * (HEIGHT - HEAD - FOOT)),
  };
}

/** Leading digits of the numbers that an axis may end with: they halve neatly. */
const NEAT = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/** The next such number. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (NEAT.find((factor) => factor * power >= value) ?? 10) * power;
}

function ticksTo(top: number): readonly number[] {
  return [0, top / 2, top];
}

function drawTicks({ dir, number }: Plot, { top, axis, across, y }: Scale): Html {
  const anchor = dir === 'rtl' ? 'start' : 'end';
  const ticks = ticksTo(top).map((tick) => {
    const ends = markup`x1="${across(axis)}" x2="${across(WIDTH - 2)}" y1="${y(tick)}" y2="${y(tick)}"`;
    const label = drawText(across(axis - APART), y(tick) + 4, anchor, number(tick));
    return markup`<line class="grid" ${ends}/>${label}`;
  });
  return joinHtml(ticks);
}

function drawSeries({ points }: Plot, { x, y }: Scale, series: number): Html {
  let open = false;
  const moves: string[] = [];
  const marks: Html[] = [];
  for (const { time, values } of points) {
    const value = values[series] ?? null;
    // Where there is no figure the line is broken, not drawn through.
    if (value !== null) {
      moves.push(`${open ? 'L' : 'M'}${x(time)} ${y(value)}`);
      marks.push(drawMark(x(time), y(value), series));
    }
    open = value !== null;
  }
  const path = markup`<path class="stroke" d="${escapeHtml(moves.join(''))}"/>`;
  return markup`<g class="series-${series + 1}">${path}${joinHtml(marks)}</g>`;
}

/** The mark of a series, to stand beside its name. */
export function drawKey(series: number): Html {
  const look = markup`class="swatch series-${series + 1}" viewBox="0 0 10 10"`;
  return markup`<svg ${look} aria-hidden="true" focusable="false">${drawMark(5, 5, series)}</svg>`;
}

/** A disc, a square, a diamond: a series is known by more than its colour. */
function drawMark(x: number, y: number, series: number): Html {
  if (series === 0) return markup`<circle cx="${x}" cy="${y}" r="${MARK}"/>`;
  const [left, high] = [round(x - MARK), round(y - MARK)];
  const size = 2 * MARK;
  if (series === 1) {
    return markup`<rect x="${left}" y="${high}" width="${size}" height="${size}"/>`;
  }
  return markup`<path d="M${x} ${high}l${MARK} ${MARK}l-${MARK} ${MARK}l-${MARK} -${MARK}z"/>`;
}

function drawTimes({ points }: Plot, { x }: Scale): Html {
  const labels = points.map(({ time, label }) => ({ x: x(time), y: HEIGHT - 8, text: label }));
  return drawLabels(labels);
}

/** The values of a single series stand on its points; those of several would lie on one another. */
function drawValues({ points, number }: Plot, { x, y }: Scale): Html {
  const labels = points.flatMap(({ time, values }) => {
    const [value = null] = values;
    if (values.length !== 1 || value === null) return [];
    return [{ x: x(time), y: y(value) - 2 * MARK, text: number(value) }];
  });
  return drawLabels(labels, 'value');
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** The first and the last label, and of the others those that have room between them. */
function drawLabels(labels: readonly Label[], look?: 'value'): Html {
  const placed: { readonly from: number; readonly to: number; readonly html: Html }[] = [];
  const ends = [labels[0], labels.at(-1)].flatMap((label) => label ?? []);
  for (const { x, y, text } of new Set([...ends, ...labels])) {
    const half = (text.length * CHARACTER) / 2;
    const middle = round(Math.min(WIDTH - half, Math.max(half, x)));
    const [from, to] = [middle - half - APART / 2, middle + half + APART / 2];
    if (placed.some((other) => from < other.to && to > other.from)) continue;
    placed.push({ from, to, html: drawText(middle, y, 'middle', text, look) });
  }
  return joinHtml(placed.map((one) => one.html));
}

function drawText(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  text: string,
  look?: 'value',
): Html {
  const kind = look === undefined ? NO_HTML : markup`class="value" `;
  const place = markup`${kind}x="${round(x)}" y="${round(y)}" text-anchor="${escapeHtml(anchor)}"`;
  return markup`<text ${place}>${escapeHtml(text)}</text>`;
}

/** To a tenth of a unit: more only makes the page longer. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
