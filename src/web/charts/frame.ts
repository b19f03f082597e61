import { joinHtml, markup } from '../../content/markdown/markup.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';

/** Size of a chart, in units of its drawing; the page scales it. */
export const WIDTH = 360;
const HEIGHT = 180;
/** Room for the labels of the vertical axis, for those below, and at the two free sides. */
const AXIS = 42;
const FOOT = 26;
const HEAD = 20;
const EDGE = 10;

export type Direction = 'ltr' | 'rtl';

/** What every chart has. Numbers come written out: a chart knows nothing of languages. */
export interface ChartFrame {
  /** Unique in the page. */
  readonly id: string;
  /** Says what the chart shows; the table beside it has the numbers. */
  readonly title: string;
  /** In `rtl` time and order run from the right, as the page's text does. */
  readonly dir: Direction;
  /** Lines across at heights from 0 (foot) to 1 (top), each with its label. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Where the field of a chart begins, reading direction apart, and how large it is. */
export const FIELD = { x: AXIS, width: WIDTH - AXIS - EDGE, height: HEIGHT - HEAD - FOOT } as const;

/** Horizontal place of `x` (from the reader's side), turned round where one reads from the right. */
export function across(dir: Direction, x: number): number {
  return round(dir === 'rtl' ? WIDTH - x : x);
}

/** Vertical place of a height from 0 to 1. */
export function upTo(share: number): number {
  return round(HEAD + FIELD.height * (1 - Math.min(1, Math.max(0, share))));
}

/** The chart's element with its lines across, around the marks of its kind. */
export function drawFrame(frame: ChartFrame, marks: readonly Html[]): Html {
  const lines = frame.ticks.map((tick) => drawTick(frame.dir, tick));
  return drawSvg(frame, HEIGHT, [...lines, ...marks]);
}

/** An `<svg>` of this height with a name; colours come from its classes. */
export function drawSvg(
  { id, title }: Pick<ChartFrame, 'id' | 'title'>,
  height: number,
  marks: readonly Html[],
): Html {
  const name = escapeHtml(`${id}-title`);
  const size = markup`viewBox="0 0 ${WIDTH} ${height}"`;
  const says = markup`role="img" aria-labelledby="${name}" focusable="false"`;
  const label = markup`<title id="${name}">${escapeHtml(title)}</title>`;
  return markup`<svg class="chart" ${size} ${says}>${label}${joinHtml(marks)}</svg>`;
}

/** Text centred below a place. */
export function drawFoot(x: number, text: string, anchor: 'start' | 'middle' | 'end'): Html {
  return drawText('foot', x, HEIGHT - FOOT / 3, anchor, text);
}

/** Text at a place; `anchor` is meant from left to right, which the stylesheet sees to. */
export function drawText(
  look: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  text: string,
): Html {
  const place = markup`x="${round(x)}" y="${round(y)}" text-anchor="${escapeHtml(anchor)}"`;
  return markup`<text class="${escapeHtml(look)}" ${place}>${escapeHtml(text)}</text>`;
}

function drawTick(dir: Direction, { at, label }: ChartFrame['ticks'][number]): Html {
  const y = upTo(at);
  const ends = markup`x1="${across(dir, FIELD.x)}" x2="${across(dir, WIDTH - EDGE)}"`;
  const line = markup`<line class="grid" ${ends} y1="${y}" y2="${y}"/>`;
  const anchor = dir === 'rtl' ? 'start' : 'end';
  return markup`${line}${drawText('axis', across(dir, FIELD.x - 6), y + 4, anchor, label)}`;
}

/** To a tenth of a unit: more only makes the page longer. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
