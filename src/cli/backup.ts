import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { copyWhole, makeBackup } from '../services/backing-up.ts';
import { isBackup, listBackups, pruneBackups, recordCheck } from '../services/backup-files.ts';
import { checkDatabase, type DatabaseCheck } from '../store/database-check.ts';
import { explained } from './open.ts';
import { withBar } from './progress-bar.ts';

/** Exit code for a file that is not there. */
const NO_FILE = 2;

/** Adds `manara backup`, `manara backup list` and `manara backup verify`. */
export function register(program: Command): void {
  const backup = program
    .command('backup')
    .description('copy the database, also while the server runs, and check the copy')
    .option(
      '--out <file>',
      'where to; the folder of backups by default, where old ones are removed',
    )
    .addHelpText(
      'after',
      '\nThe course is in the lessons folder; its last good files are copied, too.',
    )
    .action(async (options: BackupOptions, command: Command) => {
      await explained(command, async () => await backUp(options, command));
    });
  backup
    .command('list')
    .description('print the backups of the folder, newest first')
    .action(async (_options: object, command: Command) => {
      await explained(command, printBackups);
    });
  backup
    .command('verify')
    .description('look a backup over: structure, references, schema, sums of marks')
    .argument('<file>', 'path of a backup, or its name in the folder of backups')
    .action(async (file: string, _options: object, command: Command) => {
      await explained(command, async () => await verify(file, command));
    });
}

interface BackupOptions {
  readonly out?: string;
}

async function backUp({ out }: BackupOptions, command: Command): Promise<void> {
  const { databaseFile, backupDir, backupKeep } = readSettings();
  const now = new Date();
  if (out !== undefined) await checkPlace(out, command);
  const path = await withBar('Copying', async (onProgress) => {
    if (out === undefined) return await makeBackup(databaseFile, backupDir, now, { onProgress });
    await copyWhole(databaseFile, out, { onProgress });
    return out;
  });
  const check = checkDatabase(path);
  if (out === undefined) await recordCheck(path, check, now);
  if (check.problems.length > 0) return fail(command, path, check);
  console.log(`Made ${path}: ${summary(check)}.`);
  const removed = out === undefined ? await pruneBackups(backupDir, backupKeep, now) : [];
  for (const name of removed) console.log(`Removed ${name}.`);
}

async function checkPlace(out: string, command: Command): Promise<void> {
  if (await isFile(out)) command.error(`error: ${out} is there already`, { exitCode: 1 });
  const folder = await stat(dirname(out)).catch(() => null);
  if (!folder?.isDirectory()) {
    command.error(`error: there is no folder ${dirname(out)}`, { exitCode: NO_FILE });
  }
}

async function printBackups(): Promise<void> {
  for (const { name, size, check } of await listBackups(readSettings().backupDir)) {
    const problems = check?.problems.map(({ kind }) => kind).join(', ');
    const state = check === null ? 'not checked' : problems || 'whole';
    console.log([name, `${size} bytes`, state].join('\t'));
  }
}

async function verify(file: string, command: Command): Promise<void> {
  const { backupDir } = readSettings();
  const path = await findBackup(file, backupDir);
  if (path === null) return command.error(`error: there is no file ${file}`, { exitCode: NO_FILE });
  const check = checkDatabase(path);
  const kept = isBackup(path) && resolve(dirname(path)) === resolve(backupDir);
  if (kept) await recordCheck(path, check, new Date());
  if (check.problems.length > 0) return fail(command, path, check);
  console.log(`${path} is whole: ${summary(check)}.`);
}

/** The path of a backup by what was typed: a path, or a name in the folder; null for no such file. */
export async function findBackup(file: string, backupDir: string): Promise<string | null> {
  if (await isFile(file)) return file;
  const inside = join(backupDir, basename(file));
  return basename(file) === file && (await isFile(inside)) ? inside : null;
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

/** What a check found, in one line. */
export function summary({ counts, migration, sampled }: DatabaseCheck): string {
  const rows = Object.entries(counts ?? {}).map(([table, count]) => `${count} × ${table}`);
  return `${rows.join(', ')}; schema ${migration}; marks of ${sampled} attempts added up`;
}

/** Says what is wrong with a file, with exit code 1. */
export function fail(command: Command, path: string, { problems }: DatabaseCheck): never {
  const lines = problems.map(({ kind, detail }) => `  ${kind}: ${detail}`);
  return command.error([`error: ${path} is not whole:`, ...lines].join('\n'), { exitCode: 1 });
}

function readSettings() {
  return readConfig({ ...process.env, NODE_ENV: 'development' });
}
