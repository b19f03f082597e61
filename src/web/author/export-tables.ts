import type { Context } from '../../context.ts';
import type { Cell, Column, Table } from '../../interchange/tables/table.ts';
import type { LearnerFigures } from '../../services/cohort-figures.ts';
import type { Windows } from '../../store/assignments.ts';
import type { CourseView } from '../course-view.ts';
import type { Language } from '../views.ts';

/** The tables that there are of a cohort's results. */
export const EXPORT_TABLES = ['learners', 'attempts', 'responses'] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** What a table is made from: a cohort's learners, as the course's pages show them. */
export interface ExportScope {
  readonly context: Context;
  readonly language: Language;
  readonly course: CourseView;
  readonly learners: readonly LearnerFigures[];
  /** Opening and due dates of each learner who has any, by account id. */
  readonly dates: ReadonlyMap<string, Windows>;
}

/** A column with what stands in it. */
export interface FilledColumn<Row> extends Column {
  readonly cell: (row: Row) => Cell;
}

/** A table of these columns; rows are asked for one after the other. */
export function tableOf<Row>(
  { language, context }: ExportScope,
  name: ExportTable,
  columns: readonly FilledColumn<Row>[],
  rows: AsyncIterable<Row>,
): Table {
  return {
    title: language.t(`export.table.${name}`),
    columns,
    rows: cellsOf(columns, rows),
    direction: language.dir,
    timeZone: context.config.timeZone,
  };
}

async function* cellsOf<Row>(
  columns: readonly FilledColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) yield columns.map((column) => column.cell(row));
}

/** The learner's name and address, with which every table begins. */
export function personColumns<Row extends { readonly learner: LearnerFigures }>({
  language: { t },
}: ExportScope): FilledColumn<Row>[] {
  return [
    { key: 'name', title: t('person.name'), cell: ({ learner }) => learner.name },
    { key: 'email', title: t('person.email'), cell: ({ learner }) => learner.email },
  ];
}

/** A share as whole per cent, as pages show it: rounded down, 99.6 % is not yet a hundred. */
export function percentOf(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : Math.floor(share * 100 + 1e-9);
}

/** Marks with two decimals at most, as pages show them. */
export function marksOf(score: number | null): number | null {
  return score === null ? null : Math.round(score * 100 + 1e-9) / 100;
}

/** Milliseconds as minutes with one decimal. */
export function minutesOf(time: number): number {
  return Math.round(time / 6000) / 10;
}
