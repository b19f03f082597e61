import { sql } from 'kysely';
import type { Db } from './database.ts';

/** How the database is really set, not how it was asked to be. */
export interface DatabaseState {
  readonly journalMode: string;
  /** As SQLite numbers it: 2 is FULL. */
  readonly synchronous: number;
  /** Name of the newest migration; null before the first. */
  readonly migration: string | null;
}

export async function readDatabaseState(db: Db): Promise<DatabaseState> {
  const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
  const durability = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  const migrations = await sql<{ name: string }>`
    select name from kysely_migration order by name desc limit 1`.execute(db);
  return {
    journalMode: journal.rows[0]?.journal_mode ?? '',
    synchronous: durability.rows[0]?.synchronous ?? 0,
    migration: migrations.rows[0]?.name ?? null,
  };
}
