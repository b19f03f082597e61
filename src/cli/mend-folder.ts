import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { mendText } from '../content/mend/mends.ts';
import { readFolder } from '../content/source-files.ts';

/** A file that was mended, and what was done to it. */
export interface MendedFile {
  /** Path within the folder, after mending. */
  readonly path: string;
  readonly done: readonly string[];
}

/**
 * Mends the files of a lessons folder in place: their names first, then their texts. Each file is
 * replaced whole or not at all; files that are links, or that cannot be written, stay as they are.
 */
export async function mendFolder(dir: string): Promise<readonly MendedFile[]> {
  const renamed = await mendNames(dir);
  const texts: MendedFile[] = [];
  for (const [path, bytes] of (await readFolder(dir)).files) {
    const done = await mendFile(join(dir, path), bytes).catch(giveUp);
    if (done.length > 0) texts.push({ path, done });
  }
  return [...renamed, ...texts];
}

/** What cannot be written is left alone; the linter says what is wrong with it. */
function giveUp(): readonly string[] {
  return [];
}

async function mendNames(dir: string): Promise<readonly MendedFile[]> {
  const { diagnostics } = await readFolder(dir);
  const mended: MendedFile[] = [];
  for (const { file } of diagnostics.filter((one) => one.rule === 'file-name')) {
    const path = file.replace(/\.yml$/, '.yaml');
    const moved = await moveUnlessThere(join(dir, file), join(dir, path)).catch(() => false);
    if (moved) mended.push({ path, done: [`renamed from ${basename(file)}`] });
  }
  return mended;
}

/** Making a second name fails where there is a file of this name; renaming would replace it. */
async function moveUnlessThere(from: string, to: string): Promise<boolean> {
  await link(from, to);
  await unlink(from);
  return true;
}

async function mendFile(path: string, bytes: Uint8Array): Promise<readonly string[]> {
  const text = textOf(bytes);
  const mended = text === null ? null : mendText(text);
  const info = await lstat(path);
  if (mended === null || !info.isFile()) return [];
  await replaceFile(path, mended.text, info.mode);
  return mended.done;
}

/** The text with its byte order mark; null for bytes that are not UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Writes beside the file and renames, so that no reader ever meets half of it. */
async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  // The linter leaves names alone that begin with a dot.
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
