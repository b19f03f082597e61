import { instantOf, readTimelineDate } from '../../domain/timeline.ts';
import type { Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredFigure, AuthoredFigureOf } from '../schema/figures.ts';
import type { AuthoredLesson } from '../schema/lesson.ts';
import { checkUniqueIds } from './duplicates.ts';

// Bounded, so that a text full of opening brackets takes linear time.
const PLACED = /!\[[^\]]{0,200}\]\(figure:([^)\s]{0,100})\)/g;

/** Checks that each figure is placed once, each place has a figure, and figures are in shape. */
export function checkFigures(report: Report, lesson: AuthoredLesson): void {
  const figures = lesson.figures ?? [];
  const ids = figures.map((figure) => figure.id);
  checkUniqueIds(report, figures, ['figures'], 'figure');
  const placed = checkPlaces(report, lesson, ids);
  ids.forEach((id, index) => {
    if (placed.has(id)) return;
    const message = `the figure \`${id}\` is never placed`;
    const suggestion = `write ![](figure:${id}) in a paragraph of its own`;
    report({
      path: ['figures', index, 'id'],
      rule: 'unplaced-figure',
      message,
      suggestion,
    });
  });
  checkCaptions(report, figures);
  checkTables(report, figures);
  figures.forEach((figure, index) => checkSeries(report, figure, index));
}

function checkPlaces(report: Report, lesson: AuthoredLesson, ids: readonly string[]): Set<string> {
  const placed = new Set<string>();
  lesson.sections.forEach(({ body }, index) => {
    for (const [, id = ''] of body.matchAll(PLACED)) {
      const at = { path: ['sections', index, 'body'], needle: `figure:${id}` };
      if (!ids.includes(id)) {
        const message = `\`${id}\` is not a figure of this lesson`;
        report({ ...at, rule: 'unknown-figure', message, suggestion: didYouMean(id, ids) });
      } else if (placed.has(id)) {
        report({ ...at, rule: 'duplicate-id', message: `the figure \`${id}\` is placed twice` });
      }
      placed.add(id);
    }
  });
  return placed;
}

function checkCaptions(report: Report, figures: NonNullable<AuthoredLesson['figures']>): void {
  figures.forEach(({ id, caption }, index) => {
    if (caption !== undefined) return;
    const message = `the figure \`${id}\` has no \`caption\``;
    const suggestion = 'say in one sentence what to see in it';
    report({ path: ['figures', index, 'id'], rule: 'figure-caption', message, suggestion });
  });
}

function checkTables(report: Report, figures: NonNullable<AuthoredLesson['figures']>): void {
  figures.forEach((figure, index) => {
    if (figure.kind !== 'table') return;
    figure.rows.forEach((row, number) => {
      if (row.length === figure.columns.length) return;
      const message = `this row has ${row.length} cells; the table has ${figure.columns.length} columns`;
      report({ path: ['figures', index, 'rows', number], rule: 'table-shape', message });
    });
  });
}

/** Checks that each bar or point has a value for each series, and that time goes forward. */
function checkSeries(report: Report, figure: AuthoredFigure, index: number): void {
  if (figure.kind !== 'bars' && figure.kind !== 'line') return;
  const key = figure.kind === 'bars' ? 'bars' : 'points';
  const entries = figure.kind === 'bars' ? figure.bars : figure.points;
  const count = figure.series?.length ?? null;
  entries.forEach((entry, number) => {
    const message = valuesProblem(entry, count);
    const path = ['figures', index, key, number];
    if (message !== null) report({ path, rule: 'series-shape', message });
  });
  if (figure.kind === 'line') checkTimes(report, figure, index);
}

function valuesProblem(
  { value, values }: { readonly value?: unknown; readonly values?: readonly unknown[] | undefined },
  count: number | null,
): string | null {
  if (count === null) {
    return value !== undefined && values === undefined
      ? null
      : 'a figure without `series` has a `value` here, and no `values`';
  }
  if (values === undefined || value !== undefined) {
    return 'a figure with `series` has `values` here, and no `value`';
  }
  if (values.length === count) return null;
  return `there are ${values.length} values here; the figure has ${count} series`;
}

function checkTimes(report: Report, figure: AuthoredFigureOf<'line'>, index: number): void {
  const times = figure.points.map(({ at }) => {
    const date = readTimelineDate(at);
    return date === null ? Number.NaN : instantOf(date).getTime();
  });
  times.forEach((time, number) => {
    if (number === 0 || !(time <= (times[number - 1] ?? time - 1))) return;
    const message = 'this point is not later than the one before it';
    report({ path: ['figures', index, 'points', number, 'at'], rule: 'point-order', message });
  });
}
