import type { Command } from 'commander';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { Db } from '../store/database.ts';
import { migrateToLatest } from '../store/migrations.ts';
import { DatabaseFileError, openDatabase } from '../store/open.ts';

/**
 * Runs a command's work on the configured database, migrated, and closes it; what the person at
 * the keyboard can mend is told on stderr with exit code 1.
 */
export async function withDatabase(
  command: Command,
  work: (db: Db, file: string, config: Config) => Promise<void>,
): Promise<void> {
  try {
    const config = readConfig({ ...process.env, NODE_ENV: 'development' });
    const { databaseFile } = config;
    const db = openDatabase(databaseFile);
    try {
      await migrateToLatest(db);
      await work(db, databaseFile, config);
    } finally {
      await db.destroy();
    }
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof DatabaseFileError;
    if (expected) return command.error(`error: ${error.message}`, { exitCode: 1 });
    throw error;
  }
}
