import { chmod, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncPath } from '../sync-path.ts';
import { copyDatabase, type CopyWatch } from '../store/copy.ts';
import { backupName } from './backup-files.ts';
import { freeAt, sizeOf } from './disk-room.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
/** Room asked for besides the copy itself, bytes: the site needs some to go on. */
const RESERVE = 64 * 1024 * 1024;

/** A backup cannot be made, for a reason that a person can mend. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/**
 * Copies the database into the folder of backups under a name that tells the time; gives the path.
 * A file under such a name is whole: the copy gets it when it is finished.
 * @throws {BackupError} when there is no file to copy or no room; file and database errors as they come.
 */
export async function makeBackup(
  source: string,
  dir: string,
  now: Date,
  watch: CopyWatch = {},
): Promise<string> {
  await sizeOfSource(source);
  await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER });
  const target = join(dir, backupName(now));
  await copyWhole(source, target, watch);
  return target;
}

/**
 * Copies the database to a file that is there as a whole or not at all, and only for its owner.
 * @throws as {@link makeBackup}.
 */
export async function copyWhole(
  source: string,
  target: string,
  watch: CopyWatch = {},
): Promise<void> {
  await checkRoom(source, dirname(target));
  const part = `${target}.part`;
  await copyDatabase(source, part, watch);
  await chmod(part, PRIVATE_FILE);
  await rename(part, target);
  await syncPath(dirname(target));
}

async function checkRoom(source: string, dir: string): Promise<void> {
  const size = await sizeOfSource(source);
  const wanted = size + ((await sizeOf(`${source}-wal`)) ?? 0) + RESERVE;
  if ((await freeAt(dir)) < wanted) {
    throw new BackupError(`The disk of ${dir} has no room for a copy of ${size} bytes.`);
  }
}

async function sizeOfSource(source: string): Promise<number> {
  const size = await sizeOf(source);
  if (size === null) throw new BackupError(`There is no database file ${source}.`);
  return size;
}
