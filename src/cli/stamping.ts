import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sidecar, Stamps } from '../content/translation/stamping.ts';
import { listSidecars, missingStamps, stamped } from '../content/translation/stamping.ts';
import { readFolder } from '../content/source-files.ts';

/** How much was changed. */
export interface Fixed {
  readonly files: number;
  readonly texts: number;
  /** Why some files were left as they are. */
  readonly problems: readonly string[];
}

/** Records the texts of all translations that are not recorded yet, and forgets those that are gone. */
export async function fixTranslations(dir: string): Promise<Fixed> {
  const { files } = await readFolder(dir);
  const problems: string[] = [];
  const changes: number[] = [];
  for (const sidecar of listSidecars(files)) {
    try {
      changes.push(await writeStamps(dir, sidecar, missingStamps(sidecar)));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const texts = changes.reduce((sum, count) => sum + count, 0);
  return { files: changes.filter((count) => count > 0).length, texts, problems };
}

/**
 * Writes a translation with its record changed, all or nothing; gives the number of lines that were.
 * @throws when the record cannot be edited, and what the file system throws.
 */
export async function writeStamps(dir: string, sidecar: Sidecar, stamps: Stamps): Promise<number> {
  const count = stamps.set.size + stamps.drop.size;
  if (count === 0) return 0;
  const text = stamped(sidecar, stamps);
  const path = join(dir, sidecar.path);
  // In the same folder, so that it can be renamed; with a dot, so that nobody reads it as content.
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return count;
}
