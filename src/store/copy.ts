import { rm } from 'node:fs/promises';
import SqliteDatabase from 'better-sqlite3';
import { syncPath } from '../sync-path.ts';
import { APPLICATION_ID, DatabaseFileError } from './open.ts';

/** Pages copied in one turn of the event loop: two megabytes, a few milliseconds. */
const PAGES_PER_TURN = 500;
/** Milliseconds to wait for a lock of another process. */
const BUSY_TIMEOUT = 1000;

/** What a copy tells and is told while it goes on. */
export interface CopyWatch {
  /** Hears how much is copied, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the copy early; what was written of it is removed. */
  readonly signal?: AbortSignal;
}

/**
 * Copies a database as it is at this moment into a new file, also while it is written to, by this
 * process or another; writers do not wait. The copy is one file, whole and on disk at the end.
 * @throws {DatabaseFileError} when the source is not a database of ours.
 */
export async function copyDatabase(
  source: string,
  target: string,
  { onProgress, signal }: CopyWatch = {},
): Promise<void> {
  const reader = openReader(source);
  try {
    // Held open, the transaction keeps the copy at one moment. Without it SQLite would begin the
    // copy anew after each write of another process, and never end on a busy site.
    reader.exec('begin');
    checkOurs(reader, source);
    await reader.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        signal?.throwIfAborted();
        onProgress?.(1 - remainingPages / totalPages);
        return PAGES_PER_TURN;
      },
    });
    await settle(target);
  } catch (error) {
    for (const rest of ['', '-journal', '-wal', '-shm']) await rm(target + rest, { force: true });
    if (!(error instanceof SqliteDatabase.SqliteError)) throw error;
    throw new DatabaseFileError(`${source} cannot be copied to ${target}: ${error.message}`);
  } finally {
    reader.close();
  }
}

/** @throws {DatabaseFileError} when there is no such file or it cannot be opened. */
export function openReader(file: string): SqliteDatabase.Database {
  try {
    return new SqliteDatabase(file, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT,
    });
  } catch (error) {
    throw new DatabaseFileError(`${file} cannot be opened: ${(error as Error).message}`);
  }
}

function checkOurs(reader: SqliteDatabase.Database, source: string): void {
  try {
    reader.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    throw new DatabaseFileError(`${source} is damaged or not a database: ${String(error)}`);
  }
  if (reader.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new DatabaseFileError(`${source} is not a database of Manara.`);
  }
}

/** Makes the copy a single file that can be read without writing anything beside it. */
async function settle(file: string): Promise<void> {
  const copy = new SqliteDatabase(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  await syncPath(file);
}
