import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Database, Db } from './database.ts';
import { ImmediateSqliteDialect } from './dialect.ts';

/** Milliseconds that a statement waits for another process's lock before it fails. */
const BUSY_TIMEOUT = 1000;
/** Marks a file as ours ("mnra"), so that another program's database is never written to. */
export const APPLICATION_ID = 0x6d6e_7261;

/** The file cannot be opened, is not a database of ours, or is damaged. */
export class DatabaseFileError extends Error {
  override readonly name = 'DatabaseFileError';
}

/**
 * Opens (or makes) the SQLite database with full durability: an acknowledged write survives a
 * power cut. `file` is a path or `:memory:`.
 * @throws {DatabaseFileError} when the file is another program's, is damaged (it is left as it is) or
 * cannot be opened.
 */
export function openDatabase(file: string): Db {
  const raw = openFile(file);
  try {
    checkOwnership(raw, file);
    raw.pragma('journal_mode = WAL');
    // The library's own default for WAL is NORMAL, which loses the last writes on a power cut.
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
  } catch (error) {
    raw.close();
    throw error;
  }
  return new Kysely<Database>({ dialect: new ImmediateSqliteDialect(raw) });
}

function openFile(file: string): SqliteDatabase.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return new SqliteDatabase(file, { timeout: BUSY_TIMEOUT });
  } catch (error) {
    throw new DatabaseFileError(`${file} cannot be opened: ${(error as Error).message}`);
  }
}

function checkOwnership(raw: SqliteDatabase.Database, file: string): void {
  try {
    const tables = raw.prepare('select count(*) from sqlite_master').pluck().get();
    const owner = raw.pragma('application_id', { simple: true });
    if (tables !== 0 && owner !== APPLICATION_ID) {
      throw new DatabaseFileError(`${file} is a database of another program; it was not touched.`);
    }
    const health = raw.pragma('quick_check(1)', { simple: true });
    if (health !== 'ok') throw new DatabaseFileError(`${file} is damaged: ${String(health)}`);
    raw.pragma(`application_id = ${APPLICATION_ID}`);
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && /NOTADB|CORRUPT/.test(error.code)) {
      throw new DatabaseFileError(`${file} is damaged or not a database: ${error.message}`);
    }
    throw error;
  }
}
