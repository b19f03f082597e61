import type { AssignmentWindow } from '../domain/assignment.ts';
import type { AssignmentTable } from './cohort-tables.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';

/** Dates by unit: a lesson, or a quiz of a module or of the course. */
export type Windows = ReadonlyMap<string, AssignmentWindow>;

/** The dates of a cohort, by unit. */
export async function listAssignments(db: Db, cohortId: string): Promise<Windows> {
  const rows = await db
    .selectFrom('assignment')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .execute();
  return new Map(rows.map((row) => [row.unit_id, toWindow(row)]));
}

/** Sets the dates of these units, and of no other; a window without dates takes them away. */
export async function putAssignments(db: Tx, cohortId: string, windows: Windows): Promise<void> {
  const units = [...windows.keys()];
  if (units.length === 0) return;
  await db
    .deleteFrom('assignment')
    .where('cohort_id', '=', cohortId)
    .where('unit_id', 'in', units)
    .execute();
  const rows = [...windows].map(([unitId, { opensAt, dueAt }]) => ({
    cohort_id: cohortId,
    unit_id: unitId,
    opens_at: opensAt?.toISOString() ?? null,
    due_at: dueAt?.toISOString() ?? null,
  }));
  const dated = rows.filter((row) => row.opens_at !== null || row.due_at !== null);
  if (dated.length > 0) await db.insertInto('assignment').values(dated).execute();
}

const selectOf = compileOnce((db) =>
  db
    .selectFrom('membership')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .innerJoin('assignment', 'assignment.cohort_id', 'membership.cohort_id')
    .select(['assignment.unit_id', 'assignment.opens_at', 'assignment.due_at'])
    .where('membership.account_id', '=', '')
    .where('membership.role', '=', 'student')
    .where('cohort.archived_at', 'is', null),
);

/** What the cohorts of a learner say, by unit; cohorts that are archived say nothing. */
export async function listWindowsOf(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, readonly AssignmentWindow[]>> {
  return byUnit(await selectOf(db, [accountId, 'student']));
}

const selectAt = compileOnce((db) =>
  db
    .selectFrom('membership')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .innerJoin('assignment', 'assignment.cohort_id', 'membership.cohort_id')
    .select(['assignment.opens_at', 'assignment.due_at'])
    .where('membership.account_id', '=', '')
    .where('membership.role', '=', 'student')
    .where('assignment.unit_id', '=', '')
    .where('cohort.archived_at', 'is', null),
);

/** The same for one unit. */
export async function listWindowsAt(
  db: Db,
  accountId: string,
  unitId: string,
): Promise<AssignmentWindow[]> {
  const rows = await selectAt(db, [accountId, 'student', unitId]);
  return rows.map(toWindow);
}

/**
 * For each learner of a cohort (by account id) what all their cohorts say, by unit: a learner of
 * two is held to the wider window.
 */
export async function listWindowsOfLearners(
  db: Db,
  cohortId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly AssignmentWindow[]>>> {
  const rows = await db
    .selectFrom('membership as learner')
    .innerJoin('membership', 'membership.account_id', 'learner.account_id')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .innerJoin('assignment', 'assignment.cohort_id', 'membership.cohort_id')
    .select(['learner.account_id', 'assignment.unit_id', 'assignment.opens_at'])
    .select('assignment.due_at')
    .where('learner.cohort_id', '=', cohortId)
    .where('learner.role', '=', 'student')
    .where('membership.role', '=', 'student')
    .where('cohort.archived_at', 'is', null)
    .execute();
  const learners = groups(rows, (row) => row.account_id);
  return new Map([...learners].map(([account, own]) => [account, byUnit(own)]));
}

/** When a learner of a cohort first submitted a unit's quiz. */
export interface FirstSubmission {
  readonly accountId: string;
  readonly unitId: string;
  readonly submittedAt: Date;
}

/**
 * The first submissions of a cohort's learners at these units. Only first attempts are looked up:
 * the cost does not grow with how often the quizzes are taken.
 */
export async function listFirstSubmissions(
  db: Db,
  cohortId: string,
  unitIds: readonly string[],
): Promise<FirstSubmission[]> {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectFrom('membership')
    .innerJoin('attempt', 'attempt.account_id', 'membership.account_id')
    .select(['attempt.account_id', 'attempt.quiz_id', 'attempt.submitted_at'])
    .where('membership.cohort_id', '=', cohortId)
    .where('membership.role', '=', 'student')
    .where('attempt.quiz_id', 'in', unitIds)
    .where('attempt.number', '=', 1)
    .execute();
  return rows.flatMap((row) =>
    row.submitted_at === null
      ? []
      : {
          accountId: row.account_id,
          unitId: row.quiz_id,
          submittedAt: new Date(row.submitted_at),
        },
  );
}

type Dates = Pick<AssignmentTable, 'opens_at' | 'due_at'>;

function byUnit(
  rows: readonly (Dates & Pick<AssignmentTable, 'unit_id'>)[],
): ReadonlyMap<string, readonly AssignmentWindow[]> {
  const units = groups(rows, (row) => row.unit_id);
  return new Map([...units].map(([unit, own]) => [unit, own.map(toWindow)]));
}

function groups<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(keyOf(row));
    if (known === undefined) found.set(keyOf(row), [row]);
    else known.push(row);
  }
  return found;
}

function toWindow({ opens_at: opens, due_at: due }: Dates): AssignmentWindow {
  return {
    opensAt: opens === null ? null : new Date(opens),
    dueAt: due === null ? null : new Date(due),
  };
}
