import { markup, NO_HTML } from '../../content/markdown/markup.ts';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import {
  across,
  drawFoot,
  drawFrame,
  drawSvg,
  drawText,
  FIELD,
  round,
  upTo,
  WIDTH,
  type ChartFrame,
} from './frame.ts';

/** Share of a column's place that it fills. */
const FILLED = 0.6;
/** Height of a bar that is cut into parts, in units of its drawing. */
const STRIP_HEIGHT = 24;

export interface Column {
  /** Stands below. */
  readonly label: string;
  /** Height, 0 to 1; null where there is nothing to draw. */
  readonly value: number | null;
  /** Stands on the column, or at its foot where there is none. */
  readonly text: string;
  /** Height of a mark to compare with, 0 to 1; null for none. */
  readonly mark: number | null;
}

/** Upright columns, in reading order. */
export function columnChart(frame: ChartFrame & { readonly columns: readonly Column[] }): Html {
  const place = FIELD.width / Math.max(1, frame.columns.length);
  const marks = frame.columns.map((column, index) => {
    const middle = across(frame.dir, FIELD.x + place * (index + 0.5));
    return drawColumn(column, middle, place * FILLED);
  });
  return drawFrame(frame, marks);
}

function drawColumn({ label, value, text, mark }: Column, middle: number, width: number): Html {
  const top = upTo(value ?? 0);
  const x = round(middle - width / 2);
  const box = markup`x="${x}" y="${top}" width="${round(width)}" height="${round(upTo(0) - top)}"`;
  const bar = value === null || value === 0 ? NO_HTML : markup`<rect class="bar-0" ${box}/>`;
  const line = mark === null ? NO_HTML : drawMark(middle, width, upTo(mark));
  const words = text === '' ? NO_HTML : drawText('value', middle, top - 5, 'middle', text);
  const foot = label === '' ? NO_HTML : drawFoot(middle, label, 'middle');
  return markup`${bar}${line}${words}${foot}`;
}

function drawMark(middle: number, width: number, y: number): Html {
  const from = round(middle - width * 0.7);
  const to = round(middle + width * 0.7);
  return markup`<line class="mark" x1="${from}" x2="${to}" y1="${y}" y2="${y}"/>`;
}

/** A part of a bar: its size, in any unit, and the class that gives its colour. */
export interface Part {
  readonly size: number;
  readonly look: string;
}

/** One lying bar cut into parts, in reading order; parts without size are left out. */
export function stripChart(
  frame: Pick<ChartFrame, 'id' | 'title' | 'dir'> & { readonly parts: readonly Part[] },
): Html {
  const total = frame.parts.reduce((sum, part) => sum + part.size, 0);
  let start = 0;
  const pieces = frame.parts.map(({ size, look }) => {
    if (size <= 0) return NO_HTML;
    const width = (size / total) * WIDTH;
    const x = across(frame.dir, frame.dir === 'rtl' ? start + width : start);
    start += width;
    const box = markup`x="${x}" y="0" width="${round(width)}" height="${STRIP_HEIGHT}"`;
    return markup`<rect class="${escapeHtml(look)}" ${box}/>`;
  });
  return drawSvg(frame, STRIP_HEIGHT, pieces);
}
