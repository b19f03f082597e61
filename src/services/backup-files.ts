import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { COUNTED_TABLES, DATABASE_PROBLEMS, type DatabaseCheck } from '../store/database-check.ts';

/** A backup that stands in the folder of backups. */
export interface BackupFile {
  /** File name, which also names it in addresses. */
  readonly name: string;
  readonly path: string;
  readonly madeAt: Date;
  /** Bytes. */
  readonly size: number;
  /** Null where nobody has looked since the file was made or changed. */
  readonly check: RecordedCheck | null;
}

/** A check with when it was made. */
export interface RecordedCheck extends DatabaseCheck {
  readonly at: Date;
}

const NAME = /^manara-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/;
const UNFINISHED = /^manara-.*\.part(-journal)?$/;
/** Milliseconds after which an unfinished copy is nobody's any more. */
const FORGOTTEN = 86_400_000;
/** Only the server's own user may read a backup: it holds everybody's answers and marks. */
const PRIVATE_FILE = 0o600;

const count = z.int().min(0);
const recorded = z.strictObject({
  at: z.iso.datetime().transform((text) => new Date(text)),
  /** Size of the file that was checked: another file under the same name was not. */
  size: count,
  problems: z.array(z.strictObject({ kind: z.enum(DATABASE_PROBLEMS), detail: z.string() })),
  counts: z.record(z.enum(COUNTED_TABLES), count).nullable(),
  migration: z.string().nullable(),
  sampled: count,
});

/** The file name of a backup made at this moment, in UTC; colons are not for file names. */
export function backupName(at: Date): string {
  return `manara-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
}

/** The moment that a backup's name says; null for anything else than a backup's name. */
export function backupTime(name: string): Date | null {
  const parts = NAME.exec(name);
  if (parts === null) return null;
  const [, day, hour, minute, second] = parts;
  const at = new Date(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The backups in a folder, newest first; none where the folder is not there. */
export async function listBackups(dir: string): Promise<BackupFile[]> {
  const names = await readdir(dir).catch(() => []);
  const files = await Promise.all(names.map(async (name) => await readBackup(dir, name)));
  return files
    .filter((file) => file !== null)
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/** One backup of the folder by its name; null where there is none, or the name is no backup's. */
export async function readBackup(dir: string, name: string): Promise<BackupFile | null> {
  const madeAt = backupTime(name);
  if (madeAt === null) return null;
  const path = join(dir, name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  return { name, path, madeAt, size: found.size, check: await readCheck(path, found.size) };
}

async function readCheck(path: string, size: number): Promise<RecordedCheck | null> {
  const text = await readFile(checkFile(path), 'utf8').catch(() => null);
  if (text === null) return null;
  const { data } = recorded.safeParse(parseJson(text));
  return data?.size === size ? data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps what a check found beside the backup. */
export async function recordCheck(path: string, check: DatabaseCheck, at: Date): Promise<void> {
  const { size } = await stat(path);
  const text = JSON.stringify({ at: at.toISOString(), size, ...check }, null, 2);
  await writeFile(checkFile(path), `${text}\n`, { mode: PRIVATE_FILE });
}

/** Removes all but the newest `keep` backups, and copies that were never finished; gives the names. */
export async function pruneBackups(dir: string, keep: number, now: Date): Promise<string[]> {
  const old = (await listBackups(dir)).slice(keep);
  for (const { path } of old) {
    await rm(path, { force: true });
    await rm(checkFile(path), { force: true });
  }
  for (const name of await readdir(dir)) {
    if (UNFINISHED.test(name)) await removeForgotten(join(dir, name), now);
  }
  return old.map(({ name }) => name);
}

async function removeForgotten(path: string, now: Date): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && now.getTime() - found.mtimeMs > FORGOTTEN) await rm(path, { force: true });
}

function checkFile(path: string): string {
  return path.replace(/\.db$/, '') + '.check.json';
}

/** True for a file that stands under a backup's name. */
export function isBackup(path: string): boolean {
  return backupTime(basename(path)) !== null;
}
