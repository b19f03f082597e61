import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { openLibrary } from '../content/library.ts';
import { buildPreview } from '../web/preview/server.ts';

/** Where a preview listens: this machine and nobody else. */
const HOST = '127.0.0.1';
const DEFAULT_PORT = '3100';
const MAX_PORT = 65_535;
/** Exit code for a command line that names what is not there. */
const USAGE = 2;

/** Adds `manara preview`. */
export function register(program: Command): void {
  program
    .command('preview')
    .description('show a course while you write it; needs neither database nor sign-in')
    .argument('[dir]', 'the lessons folder', process.env['LESSONS_DIR'] || 'lessons')
    .option('--port <n>', 'where to listen; 0 for any free port', DEFAULT_PORT)
    .action(preview);
}

async function preview(dir: string, options: { port: string }, command: Command): Promise<void> {
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) return fail(command, `there is no folder ${dir}`);
  const port = /^\d{1,5}$/.test(options.port) ? Number(options.port) : MAX_PORT + 1;
  if (port > MAX_PORT) return fail(command, `${options.port} is no port`);
  const tell = { change: () => {} };
  const library = await openLibrary({ dir: resolve(dir), onChange: () => tell.change() });
  const config = readConfig({ LESSONS_DIR: dir });
  const { app, events } = await buildPreview(config, { dir: resolve(dir), library });
  tell.change = events.send;
  await library.watch();
  try {
    const address = await app.listen({ host: HOST, port });
    console.log(`Preview of ${dir} at ${address.replace(HOST, 'localhost')}/en/`);
  } catch (error) {
    await library.close();
    if (!isTaken(error)) throw error;
    return fail(command, `port ${port} is taken; choose another with --port`);
  }
  const stop = () => void Promise.all([app.close(), library.close()]).then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: USAGE });
}
