import { Migrator, type MigrationProvider } from 'kysely';
import * as firstTables from '../../migrations/0001-first-tables.ts';
import type { Db } from './database.ts';

/** Listed by hand, so that the compiler and the bundle know them; the order is that of the names. */
const provider: MigrationProvider = {
  getMigrations: async () => ({ '0001-first-tables': firstTables }),
};

/**
 * Brings the schema up to date, all or nothing.
 * @returns the names of the migrations that ran, in order.
 * @throws the error of the migration that failed; nothing is left half done.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
