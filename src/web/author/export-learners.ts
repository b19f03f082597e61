import type { Lesson } from '../../domain/course.ts';
import type { Table } from '../../interchange/tables/table.ts';
import type { LearnerFigures } from '../../services/cohort-figures.ts';
import {
  minutesOf,
  percentOf,
  personColumns,
  tableOf,
  type ExportScope,
  type FilledColumn,
} from './export-tables.ts';

interface LearnerRow {
  readonly learner: LearnerFigures;
}

/** A row for each learner: where they stand, then what they did in each lesson. */
export function learnerTable(scope: ExportScope): Table {
  const columns = [
    ...personColumns<LearnerRow>(scope),
    ...standingColumns(scope),
    ...[...scope.course.course.lessons.values()].flatMap((lesson) => lessonColumns(scope, lesson)),
  ];
  return tableOf(scope, 'learners', columns, rowsOf(scope));
}

async function* rowsOf({ learners }: ExportScope): AsyncGenerator<LearnerRow> {
  for (const learner of learners) yield { learner };
}

function standingColumns({ language }: ExportScope): FilledColumn<LearnerRow>[] {
  const { t } = language;
  const column = (key: string, cell: FilledColumn<LearnerRow>['cell']) => {
    return { key, title: t(`export.column.${key}`), cell };
  };
  return [
    column('joined', ({ learner }) => learner.joinedAt),
    column('standing', ({ learner }) => t(`export.standing.${learner.state}`)),
    column('reasons', ({ learner }) =>
      learner.reasons.map(({ kind }) => t(`export.reason.${kind}`)).join(t('list.comma')),
    ),
    column('lessonsPassed', ({ learner }) => learner.standing.passed),
    column('coursePassed', ({ learner }) =>
      t(learner.standing.coursePassed ? 'export.yes' : 'export.no'),
    ),
    column('mastery', ({ learner }) => percentOf(learner.standing.mastery)),
    column('minutes', ({ learner }) => minutesOf(learner.standing.time)),
    column('lastActive', ({ learner }) => learner.lastActiveAt),
  ];
}

function lessonColumns({ language }: ExportScope, lesson: Lesson): FilledColumn<LearnerRow>[] {
  const { t } = language;
  const column = (
    key: 'state' | 'best' | 'attempts' | 'minutes',
    cell: (
      work: ReturnType<LearnerFigures['lessons']['get']>,
    ) => ReturnType<FilledColumn<LearnerRow>['cell']>,
  ): FilledColumn<LearnerRow> => ({
    key: `${lesson.id}.${key}`,
    title: `${lesson.number}. ${lesson.title.text} – ${t(`export.column.${key}`)}`,
    cell: ({ learner }) => cell(learner.lessons.get(lesson.id)),
  });
  return [
    column('state', (work) => t(`state.${work?.state ?? 'not-started'}`)),
    column('best', (work) => percentOf(work?.bestShare)),
    column('attempts', (work) => work?.attempts ?? 0),
    column('minutes', (work) => minutesOf(work?.time ?? 0)),
  ];
}
