import { open } from 'node:fs/promises';

/**
 * Sees to it that a file, or the names in a folder, are on the disk: without it a power cut may
 * take back what was written, or the new name of a file.
 */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
