import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMALL_COURSE } from './small-site-course.ts';

const BIN = fileURLToPath(new URL('../../bin/manara.mjs', import.meta.url));

/** A folder of its own for a test of the command line: a course, and a place for the database. */
export interface Desk {
  readonly folder: string;
  readonly databaseFile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clear: () => Promise<void>;
}

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes the folder with the small course in it. */
export async function createDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'manara-cli-'));
  const lessons = join(folder, 'lessons');
  for (const [path, text] of SMALL_COURSE) {
    await mkdir(dirname(join(lessons, path)), { recursive: true });
    await writeFile(join(lessons, path), text);
  }
  const databaseFile = join(folder, 'data', 'manara.db');
  const env = { DATABASE_URL: `file:${databaseFile}`, LESSONS_DIR: lessons, LOG_LEVEL: 'error' };
  const clear = async () => await rm(folder, { recursive: true, force: true });
  return { folder, databaseFile, env, clear };
}

/** Starts `manara` as a process of its own, with nothing of this process's environment but the path. */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const path = process.env['PATH'] ?? '';
  return spawn(process.execPath, [BIN, ...args], { env: { PATH: path, ...env }, stdio: 'pipe' });
}

/** Runs `manara` to its end; `input` is what is typed at it. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Result> {
  const child = start(args, env);
  child.stdin?.end(input);
  return await ending(child);
}

/** What a process printed and how it ended. */
export async function ending(child: ChildProcess): Promise<Result> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}
