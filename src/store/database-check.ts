import SqliteDatabase from 'better-sqlite3';
import { openReader } from './copy.ts';
import { MIGRATION_NAMES } from './migrations.ts';
import { APPLICATION_ID, DatabaseFileError } from './open.ts';

/** What can be wrong with a database file. */
export const DATABASE_PROBLEMS = [
  'unreadable',
  'other-program',
  'damaged',
  'broken-links',
  'unknown-migration',
  'sums-differ',
] as const;

export interface DatabaseProblem {
  readonly kind: (typeof DATABASE_PROBLEMS)[number];
  /** What exactly, in English, for those who look into it. */
  readonly detail: string;
}

/** Tables whose rows are counted, the ones that a person can compare with what they know. */
export const COUNTED_TABLES = ['account', 'cohort', 'attempt', 'response', 'audit_event'] as const;
export type CountedTable = (typeof COUNTED_TABLES)[number];

export interface DatabaseCheck {
  /** None where the file is whole and can be restored. */
  readonly problems: readonly DatabaseProblem[];
  /** Rows by table; null where the file could not be read so far. */
  readonly counts: Readonly<Record<CountedTable, number>> | null;
  /** Name of the newest migration in it. */
  readonly migration: string | null;
  /** Graded attempts whose marks were added up again. */
  readonly sampled: number;
}

/** Attempts whose marks are added up, from either end of time. */
const SAMPLE = 250;
/** Marks are sums of floating-point numbers. */
const TOLERANCE = 1e-6;

/**
 * Looks a database file over without changing it: structure and indexes, references, owner, schema,
 * and, for a sample of attempts, that the marks of the answers make the mark of the attempt. Takes
 * time in proportion to the file, in which this thread does nothing else.
 */
export function checkDatabase(file: string): DatabaseCheck {
  try {
    const reader = openReader(file);
    try {
      reader.exec('begin');
      return examine(reader);
    } finally {
      reader.close();
    }
  } catch (error) {
    const expected =
      error instanceof DatabaseFileError || error instanceof SqliteDatabase.SqliteError;
    if (!expected) throw error;
    const damaged = 'code' in error && error.code === 'SQLITE_CORRUPT';
    return failed({ kind: damaged ? 'damaged' : 'unreadable', detail: error.message });
  }
}

function failed(problem: DatabaseProblem): DatabaseCheck {
  return { problems: [problem], counts: null, migration: null, sampled: 0 };
}

function examine(reader: SqliteDatabase.Database): DatabaseCheck {
  const damage = reader.pragma('integrity_check(3)') as { integrity_check: string }[];
  const details = damage.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  if (details.length > 0) return failed({ kind: 'damaged', detail: details.join('; ') });
  if (reader.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    return failed({ kind: 'other-program', detail: 'The file is not marked as one of Manara.' });
  }
  const migrations = listMigrations(reader);
  const unknown = migrations.find((name, index) => name !== MIGRATION_NAMES[index]);
  if (unknown !== undefined || migrations.length === 0) {
    const detail = unknown ?? 'The file has no schema yet.';
    return failed({ kind: 'unknown-migration', detail });
  }
  const sums = addUp(reader);
  return {
    problems: [...findBrokenLinks(reader), ...sums.problems],
    counts: countRows(reader),
    migration: migrations.at(-1) ?? null,
    sampled: sums.sampled,
  };
}

function listMigrations(reader: SqliteDatabase.Database): string[] {
  if (!hasColumn(reader, 'kysely_migration', 'name')) return [];
  const names = reader.prepare('select name from kysely_migration order by name').pluck().all();
  return names.map(String);
}

function findBrokenLinks(reader: SqliteDatabase.Database): DatabaseProblem[] {
  const broken = reader.pragma('foreign_key_check') as { table: string; parent: string }[];
  const pairs = new Set(broken.map(({ table, parent }) => `${table} without its ${parent}`));
  return [...pairs].map((detail) => ({ kind: 'broken-links', detail }));
}

function countRows(reader: SqliteDatabase.Database): Record<CountedTable, number> {
  const count = (table: CountedTable) =>
    Number(reader.prepare(`select count(*) from ${table}`).pluck().get());
  return {
    account: count('account'),
    cohort: count('cohort'),
    attempt: count('attempt'),
    response: count('response'),
    audit_event: count('audit_event'),
  };
}

interface SampledAttempt {
  readonly id: string;
  readonly score: number;
  readonly max: number;
  readonly sum: number | null;
}

function addUp(reader: SqliteDatabase.Database): { problems: DatabaseProblem[]; sampled: number } {
  // A backup of before `0008-publishing` has no dropped questions.
  const counting = hasColumn(reader, 'response', 'dropped') ? 'and dropped = 0' : '';
  const sample = (order: 'asc' | 'desc') =>
    reader
      .prepare(
        `select id, score, max_score as max,
          (select sum(score) from response where attempt_id = attempt.id ${counting}) as sum
        from attempt where state = 'graded' order by id ${order} limit ${SAMPLE}`,
      )
      .all() as SampledAttempt[];
  const attempts = new Map([...sample('asc'), ...sample('desc')].map((one) => [one.id, one]));
  const wrong = [...attempts.values()].filter(
    ({ score, max, sum }) => Math.abs(score - Math.min(max, sum ?? 0)) > TOLERANCE,
  );
  const problems = wrong.slice(0, 3).map(({ id, score, sum }): DatabaseProblem => ({
    kind: 'sums-differ',
    detail: `attempt ${id} has ${score}, its answers ${sum ?? 0}`,
  }));
  return { problems, sampled: attempts.size };
}

function hasColumn(reader: SqliteDatabase.Database, table: string, column: string): boolean {
  const columns = reader.pragma(`table_info(${table})`) as { name: string }[];
  return columns.some(({ name }) => name === column);
}
