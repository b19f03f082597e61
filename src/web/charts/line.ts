import { markup, NO_HTML } from '../../content/markdown/markup.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { across, drawFoot, drawFrame, FIELD, upTo, type ChartFrame } from './frame.ts';

/** Radius of a dot, and the free room that it needs at the ends of the field. */
const DOT = 4;
const ROOM = 8;

/** Something at a time; both from 0 to 1: `x` from the first to the last time shown, `y` upwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Times from 0 (first) to 1 (last); a single time, or equal ones, stand in the middle. */
export function timeScale(times: readonly Date[]): (time: Date) => number {
  const first = Math.min(...times.map((time) => time.getTime()));
  const last = Math.max(...times.map((time) => time.getTime()));
  return (time) => (last === first ? 0.5 : (time.getTime() - first) / (last - first));
}

/** Dots for single results, and a line in steps for what adds up; over time, in reading order. */
export function timeChart(
  frame: ChartFrame & {
    readonly dots: readonly Point[];
    readonly steps: readonly Point[];
    /** Written below the beginning and the end. */
    readonly ends: readonly [string, string];
  },
): Html {
  const { dir, ends } = frame;
  const begins = dir === 'rtl' ? 'end' : 'start';
  const feet = [
    drawFoot(across(dir, FIELD.x), ends[0], begins),
    ends[1] === ends[0]
      ? NO_HTML
      : drawFoot(placeOf(frame, 1), ends[1], dir === 'rtl' ? 'start' : 'end'),
  ];
  const dots = frame.dots.map(({ x, y }) => {
    const place = markup`cx="${placeOf(frame, x)}" cy="${upTo(y)}" r="${DOT}"`;
    return markup`<circle class="dot" ${place}/>`;
  });
  return drawFrame(frame, [drawSteps(frame), ...dots, ...feet]);
}

/** From the first step to the end of the field: what was reached stays. */
function drawSteps(frame: ChartFrame & { readonly steps: readonly Point[] }): Html {
  const [first] = frame.steps;
  if (first === undefined) return NO_HTML;
  const moves = frame.steps.slice(1).map(({ x, y }) => `H${placeOf(frame, x)}V${upTo(y)}`);
  const path = `M${placeOf(frame, first.x)} ${upTo(first.y)}${moves.join('')}H${placeOf(frame, 1)}`;
  return markup`<path class="steps" d="${escapeHtml(path)}"/>`;
}

function placeOf({ dir }: ChartFrame, x: number): number {
  return across(dir, FIELD.x + ROOM + (FIELD.width - 2 * ROOM) * x);
}
