import type { Command } from 'commander';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { BackupError } from '../services/backing-up.ts';
import type { Db } from '../store/database.ts';
import { migrateToLatest } from '../store/migrations.ts';
import { DatabaseFileError, openDatabase } from '../store/open.ts';

/** Errors of the file system that the person at the keyboard can mend. */
const FILE_ERRORS: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENOTDIR',
]);

/**
 * Runs a command's work on the configured database, migrated, and closes it; what the person at
 * the keyboard can mend is told on stderr with exit code 1.
 */
export async function withDatabase(
  command: Command,
  work: (db: Db, file: string, config: Config) => Promise<void>,
): Promise<void> {
  await explained(command, async () => {
    const config = readConfig({ ...process.env, NODE_ENV: 'development' });
    const { databaseFile } = config;
    const db = openDatabase(databaseFile);
    try {
      await migrateToLatest(db);
      await work(db, databaseFile, config);
    } finally {
      await db.destroy();
    }
  });
}

/** Runs a command's work; what the person at the keyboard can mend ends it with exit code 1. */
export async function explained(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isExpected(error)) return command.error(`error: ${error.message}`, { exitCode: 1 });
    throw error;
  }
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof DatabaseFileError ||
    error instanceof BackupError ||
    (error instanceof Error && 'code' in error && FILE_ERRORS.has(error.code))
  );
}
