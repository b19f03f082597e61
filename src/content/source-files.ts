import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from './diagnostic.ts';
import { FILE_START } from './diagnostic.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import type { RuleId } from './rules.ts';

/** Most files that a lessons folder may hold. */
const MAX_FILES = 1000;

/** The content of a lessons folder, and what could not be read of it. */
export interface FolderReading {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the YAML files of a lessons folder and of its module folders. Never throws. */
export async function readFolder(dir: string): Promise<FolderReading> {
  const files = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  const paths = await listPaths(dir, diagnostics);
  if (paths.length > MAX_FILES) {
    diagnostics.push(problem('.', 'too-many-files', `more than ${MAX_FILES} files`));
  }
  for (const path of paths.slice(0, MAX_FILES)) {
    try {
      files.set(path, await readBounded(join(dir, path)));
    } catch (error) {
      diagnostics.push(problem(path, 'unreadable', `the file cannot be read: ${reason(error)}`));
    }
  }
  return { files, diagnostics };
}

async function listPaths(dir: string, diagnostics: Diagnostic[]): Promise<string[]> {
  const top = await list(dir, '.', diagnostics);
  const folders = top.filter((entry) => isFolder(entry)).map((entry) => entry.name);
  const nested = await Promise.all(
    folders.map(async (folder) => {
      const entries = await list(join(dir, folder), folder, diagnostics);
      return yamlNames(entries, diagnostics, `${folder}/`);
    }),
  );
  return [...yamlNames(top, diagnostics, ''), ...nested.flat()].sort();
}

async function list(dir: string, name: string, diagnostics: Diagnostic[]): Promise<Dirent[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries.filter((entry) => !entry.name.startsWith('.'));
  } catch (error) {
    diagnostics.push(problem(name, 'unreadable', `the folder cannot be read: ${reason(error)}`));
    return [];
  }
}

function isFolder(entry: Dirent): boolean {
  return entry.isDirectory();
}

function yamlNames(
  entries: readonly Dirent[],
  diagnostics: Diagnostic[],
  prefix: string,
): string[] {
  const names = entries.filter((entry) => !isFolder(entry)).map((entry) => prefix + entry.name);
  for (const name of names.filter((one) => one.endsWith('.yml'))) {
    diagnostics.push({
      ...problem(name, 'file-name', 'the file’s name must end in .yaml'),
      severity: 'warning',
    });
  }
  return names.filter((name) => name.endsWith('.yaml'));
}

/** Reads one byte more than is allowed, so that a huge file is seen to be too large and not loaded. */
async function readBounded(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length)
        return Uint8Array.from(buffer.subarray(0, length));
    }
  } finally {
    await handle.close();
  }
}

function problem(file: string, rule: RuleId, message: string): Diagnostic {
  return { file, ...FILE_START, severity: 'error', rule, message };
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
