import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';
import { BackupError, makeBackup } from './backing-up.ts';
import { listBackups, pruneBackups, readBackup, type BackupFile } from './backup-files.ts';

/** What is done about backups just now. */
export type BackupWork =
  | { readonly kind: 'none' }
  | { readonly kind: 'copying'; readonly since: Date; readonly share: number }
  | { readonly kind: 'checking'; readonly since: Date; readonly name: string };

/** The backups of a running site; one is made or checked at a time. */
export interface Backups {
  readonly work: () => BackupWork;
  /** What went wrong last since the start; null when what was done last went well. */
  readonly lastFailure: () => { readonly at: Date; readonly message: string } | null;
  readonly list: () => Promise<BackupFile[]>;
  readonly find: (name: string) => Promise<BackupFile | null>;
  /**
   * Makes a backup, checks it and removes the oldest; `actorId` null for the site itself. Undefined
   * where something is under way already, else the promise of its end.
   */
  readonly make: (actorId: string | null, now: Date) => Promise<void> | undefined;
  /** Checks a backup; as {@link Backups.make}. */
  readonly check: (backup: BackupFile, now: Date) => Promise<void> | undefined;
  /** Gives up what is under way, and waits until it has ended. */
  readonly stop: () => Promise<void>;
}

export interface BackupSettings {
  readonly databaseFile: string;
  readonly backupDir: string;
  readonly backupKeep: number;
}

export function createBackups(db: Db, settings: BackupSettings): Backups {
  const { databaseFile, backupDir, backupKeep } = settings;
  const stopping = new AbortController();
  let work: BackupWork = { kind: 'none' };
  let failure: { at: Date; message: string } | null = null;
  let underWay: Promise<void> | null = null;

  const alone = (now: Date, deed: () => Promise<void>): Promise<void> | undefined => {
    if (underWay !== null || stopping.signal.aborted) return undefined;
    failure = null;
    underWay = deed()
      .catch((error: unknown) => {
        failure = { at: now, message: error instanceof Error ? error.message : String(error) };
        throw error;
      })
      .finally(() => {
        work = { kind: 'none' };
        underWay = null;
      });
    return underWay;
  };
  const checkApart = async (name: string, since: Date): Promise<void> => {
    work = { kind: 'checking', name, since };
    await verifyApart(join(backupDir, name), backupDir, stopping.signal);
  };
  const make = async (actorId: string | null, now: Date): Promise<void> => {
    work = { kind: 'copying', since: now, share: 0 };
    const onProgress = (share: number): void => {
      work = { kind: 'copying', since: now, share };
    };
    const { signal } = stopping;
    const path = await makeBackup(databaseFile, backupDir, now, { onProgress, signal });
    const name = basename(path);
    await recordEvent(db, { actorId, action: 'backup-made', subject: name }, now);
    await checkApart(name, now);
    const made = await readBackup(backupDir, name);
    // A backup that is not whole must not push out one that is.
    if (made?.check?.problems.length !== 0) throw new BackupError(`${name} is not whole.`);
    await pruneBackups(backupDir, backupKeep, now);
  };
  return {
    work: () => work,
    lastFailure: () => failure,
    list: async () => await listBackups(backupDir),
    find: async (name) => await readBackup(backupDir, name),
    make: (actorId, now) => alone(now, async () => await make(actorId, now)),
    check: (backup, now) => alone(now, async () => await checkApart(backup.name, now)),
    stop: async () => {
      stopping.abort(new BackupError('The server was stopped meanwhile.'));
      await underWay?.catch(() => {});
    },
  };
}

/**
 * Checks a backup in a process of its own: SQLite looks through the whole file without a pause,
 * for which no page should wait. The command keeps what it finds beside the backup.
 */
async function verifyApart(path: string, backupDir: string, signal: AbortSignal): Promise<void> {
  const command = [join(packageRoot, 'bin', 'manara.mjs'), 'backup', 'verify', path];
  const env = { PATH: process.env['PATH'], BACKUP_DIR: backupDir };
  const child = spawn(process.execPath, command, { env, stdio: 'ignore', signal });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // 1 is a backup with problems, which the record beside it tells.
  if (code !== 0 && code !== 1)
    throw new BackupError(`The check of ${path} ended early (${code}).`);
}
