import { setImmediate } from 'node:timers/promises';
import { isLate } from '../../domain/assignment.ts';
import type { PlannedItem } from '../../domain/attempt.ts';
import { itemIn } from '../../domain/wording.ts';
import type { Item } from '../../domain/item.ts';
import type { Table } from '../../interchange/tables/table.ts';
import { wordsOf } from '../../interchange/html.ts';
import type { LearnerFigures } from '../../services/cohort-figures.ts';
import type { Attempt } from '../../store/attempts.ts';
import { listAttemptsAfter, listResponsesOf } from '../../store/cohort-work.ts';
import { getShownItems } from '../../store/item-versions.ts';
import type { SavedResponse } from '../../store/responses.ts';
import { quizTitle } from '../course-view.ts';
import { answerInWords } from './answer-in-words.ts';
import {
  marksOf,
  percentOf,
  personColumns,
  tableOf,
  type ExportScope,
  type FilledColumn,
} from './export-tables.ts';

/**
 * Attempts that are held in memory at a time, with their responses; between two pages others are
 * served, so it is a matter of milliseconds, too.
 */
const PAGE = 20;

interface AttemptRow {
  readonly learner: LearnerFigures;
  readonly attempt: Attempt;
}

interface ResponseRow extends AttemptRow {
  readonly planned: PlannedItem;
  /** Place in the attempt, from 1. */
  readonly number: number;
  readonly item: Item;
  readonly saved: SavedResponse | undefined;
}

/** A row for each attempt, by learner and in the order in which they were begun. */
export function attemptTable(scope: ExportScope): Table {
  const columns = [...personColumns<AttemptRow>(scope), ...attemptColumns(scope)];
  return tableOf(scope, 'attempts', columns, attemptRows(scope));
}

/** A row for each question of each submitted attempt. */
export function responseTable(scope: ExportScope): Table {
  const columns = [
    ...personColumns<ResponseRow>(scope),
    ...quizColumns(scope),
    ...responseColumns(scope),
  ];
  return tableOf(scope, 'responses', columns, responseRows(scope));
}

async function* attemptPages({
  context: { db },
  learners,
}: ExportScope): AsyncGenerator<{ learner: LearnerFigures; attempts: readonly Attempt[] }> {
  for (const learner of learners) {
    let after: string | null = null;
    do {
      // Reading from SQLite waits for nothing: without this a fast reader would stop the server.
      await setImmediate();
      const attempts: Attempt[] = await listAttemptsAfter(db, learner.accountId, after, PAGE);
      if (attempts.length > 0) yield { learner, attempts };
      after = attempts.length < PAGE ? null : (attempts.at(-1)?.id ?? null);
    } while (after !== null);
  }
}

async function* attemptRows(scope: ExportScope): AsyncGenerator<AttemptRow> {
  for await (const { learner, attempts } of attemptPages(scope)) {
    for (const attempt of attempts) yield { learner, attempt };
  }
}

async function* responseRows(scope: ExportScope): AsyncGenerator<ResponseRow> {
  const { db } = scope.context;
  for await (const { learner, attempts } of attemptPages(scope)) {
    // What is not submitted is nobody's but its learner's.
    const submitted = attempts.filter(({ state }) => state !== 'in-progress');
    const responses = await listResponsesOf(
      db,
      submitted.map(({ id }) => id),
    );
    for (const attempt of submitted) {
      const items = await getShownItems(db, attempt.plan);
      const saved = responses.get(attempt.id);
      for (const [index, planned] of attempt.plan.entries()) {
        const item = items[index];
        if (item === undefined) continue;
        yield { learner, attempt, planned, item, number: index + 1, saved: saved?.get(item.ref) };
      }
    }
  }
}

function quizColumns<Row extends AttemptRow>({
  language,
  course,
}: ExportScope): FilledColumn<Row>[] {
  const { t } = language;
  return [
    {
      key: 'quiz',
      title: t('export.column.quiz'),
      cell: ({ attempt }) => quizTitle(course, attempt).text,
    },
    { key: 'attempt', title: t('export.column.attempt'), cell: ({ attempt }) => attempt.number },
  ];
}

function attemptColumns(scope: ExportScope): FilledColumn<AttemptRow>[] {
  const { t } = scope.language;
  const column = (
    key: string,
    cell: (attempt: Attempt) => ReturnType<FilledColumn<AttemptRow>['cell']>,
  ) => {
    return { key, title: t(`export.column.${key}`), cell: (row: AttemptRow) => cell(row.attempt) };
  };
  return [
    ...quizColumns<AttemptRow>(scope),
    column('progress', ({ state }) => t(`export.progress.${state}`)),
    column('started', ({ startedAt }) => startedAt),
    column('submitted', ({ submittedAt }) => submittedAt),
    column('late', (attempt) => lateness(scope, attempt)),
    column('score', (attempt) => marksOf(scoreOf(attempt))),
    column('maxScore', ({ maxScore }) => marksOf(maxScore)),
    column('percent', (attempt) => percentOf(shareOf(attempt))),
  ];
}

/** Whether it was submitted after the learner’s due date; nothing where there is none. */
function lateness({ dates, language: { t } }: ExportScope, attempt: Attempt): string | null {
  const { accountId, quizId, submittedAt } = attempt;
  const window = dates.get(accountId)?.get(quizId);
  if (window?.dueAt === undefined || window.dueAt === null || submittedAt === null) return null;
  return t(isLate(window, submittedAt) ? 'export.yes' : 'export.no');
}

/** There is a result once everything is graded, on the pages too. */
function scoreOf({ state, score }: Attempt): number | null {
  return state === 'graded' ? score : null;
}

function shareOf(attempt: Attempt): number | null {
  const score = scoreOf(attempt);
  return score === null || attempt.maxScore === 0 ? null : score / attempt.maxScore;
}

function responseColumns({ language }: ExportScope): FilledColumn<ResponseRow>[] {
  const { t, locale } = language;
  const column = (key: string, cell: FilledColumn<ResponseRow>['cell']) => {
    return { key, title: t(`export.column.${key}`), cell };
  };
  return [
    column('number', ({ number }) => number),
    column('item', ({ item }) => item.ref),
    column('version', ({ item }) => item.hash),
    column('question', ({ item }) => wordsOf(itemIn(item, locale).prompt)),
    column('answer', (row) => answerOf(row, language)),
    column('score', ({ saved }) => (saved?.dropped ? null : marksOf(saved?.score ?? null))),
    column('maxScore', ({ planned, saved }) => (saved?.dropped ? null : planned.points)),
    column('certainty', ({ saved }) => saved?.certainty ?? null),
  ];
}

/** A text that is to be graded without a name does not stand beside one before it is. */
function answerOf(
  { item, saved, attempt }: ResponseRow,
  { locale, t }: ExportScope['language'],
): string {
  const waits = item.type === 'essay' && saved?.score === null && saved.response !== null;
  if (waits && attempt.settings.anonymousGrading) return t('export.withheld');
  return answerInWords(itemIn(item, locale), saved?.response ?? null, t);
}
