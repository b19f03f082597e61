import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { APPLICATION_ID, DatabaseFileError } from './open.ts';

/** Milliseconds to wait for a lock of another process. */
const BUSY_TIMEOUT = 1000;

/** The database file is held by this process alone, until `release` is called. */
export interface SoleHold {
  readonly release: () => void;
}

/**
 * Takes a database file for this process alone and brings all changes into the one file, so that it
 * can be put aside. Undefined where another process has it open. A file that is not there, or is
 * too damaged to be opened, is nobody's.
 * @throws {DatabaseFileError} when it is another program's.
 */
export function holdAlone(file: string): SoleHold | undefined {
  if (!existsSync(file)) return { release: () => {} };
  const raw = new SqliteDatabase(file, { timeout: BUSY_TIMEOUT });
  const release = (): void => void raw.close();
  try {
    checkOwner(raw, file);
    // Leaving the write-ahead log needs the file alone, and a running server never lets go of it.
    raw.pragma('journal_mode = DELETE');
    raw.pragma('locking_mode = EXCLUSIVE');
    raw.exec('begin exclusive');
    return { release };
  } catch (error) {
    release();
    if (isBusy(error)) return undefined;
    if (isDamage(error)) return { release: () => {} };
    throw error;
  }
}

function checkOwner(raw: SqliteDatabase.Database, file: string): void {
  const tables = raw.prepare('select count(*) from sqlite_master').pluck().get();
  const owner = raw.pragma('application_id', { simple: true });
  if (tables !== 0 && owner !== APPLICATION_ID) {
    throw new DatabaseFileError(`${file} is a database of another program; it was not touched.`);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function isDamage(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && /NOTADB|CORRUPT/.test(error.code);
}
