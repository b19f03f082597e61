import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncPath } from '../sync-path.ts';
import { toTexts } from './good-files.ts';
import { readFolder } from './source-files.ts';

/** The lessons folder for those who edit it; paths are within it, with forward slashes. */
export interface LessonFolder {
  /** The texts as they are on disk now; what cannot be read is left out. */
  readonly read: () => Promise<ReadonlyMap<string, string>>;
  /** False where the folder is mounted or marked read-only. */
  readonly isWritable: () => Promise<boolean>;
  /** Writes a file whole: whoever reads it meanwhile gets the old text or the new. */
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** `module/file.yaml` or `file.yaml`, nothing hidden. */
const INSIDE = /^(?:[^./\\][^/\\]*\/)?[^./\\][^/\\]*\.yaml$/;
const NEW_FILE_MODE = 0o644;

/** The folder at `dir`. */
export function lessonFolder(dir: string): LessonFolder {
  return {
    read: async () => toTexts((await readFolder(dir)).files),
    isWritable: async () =>
      await access(dir, constants.W_OK).then(
        () => true,
        () => false,
      ),
    write: async (path, text) => writeWhole(await placeOf(dir, path), text),
    remove: async (path) => await rm(await placeOf(dir, path), { force: true }),
  };
}

/**
 * Where a file stands, with its folder made if it was not there.
 * @throws for a path that leads out of the lessons folder, by its name or by a link.
 */
async function placeOf(dir: string, path: string): Promise<string> {
  if (!INSIDE.test(path)) throw new Error(`${path} is no path of a course file.`);
  const root = await realpath(dir);
  const place = join(root, path);
  await mkdir(dirname(place), { recursive: true });
  if ((await realpath(dirname(place))) !== dirname(place)) {
    throw new Error(`${path} stands in a folder that is a link.`);
  }
  return place;
}

async function writeWhole(place: string, text: string): Promise<void> {
  const mode = await stat(place).then(
    (found) => found.mode & 0o777,
    () => NEW_FILE_MODE,
  );
  // Hidden, so that nobody reads it as a lesson.
  const draft = join(dirname(place), `.${basename(place)}.${randomUUID()}.draft`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncPath(dirname(place));
}
