import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a database takes, and what its disk has left; bytes. */
export interface DiskRoom {
  readonly size: number;
  readonly free: number;
}

/** The room of a database file; null where there is no such file, as for one in memory. */
export async function readRoom(file: string): Promise<DiskRoom | null> {
  const size = await sizeOf(file);
  if (size === null) return null;
  return { size, free: await freeAt(dirname(file)) };
}

/** Bytes that this user may still write to the disk of a folder. */
export async function freeAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Bytes of a file; null where there is none. */
export async function sizeOf(file: string): Promise<number | null> {
  return await stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
