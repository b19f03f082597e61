import { Command, CommanderError } from 'commander';
import { register as registerBackup } from './backup.ts';
import { register as registerCohort } from './cohort.ts';
import { register as registerInterchange } from './interchange.ts';
import { register as registerDiff } from './diff.ts';
import { register as registerKey } from './key.ts';
import { register as registerLint } from './lint.ts';
import { register as registerMigrate } from './migrate.ts';
import { register as registerNew } from './new.ts';
import { register as registerPreview } from './preview.ts';
import { register as registerRestore } from './restore.ts';
import { register as registerRoutes } from './routes.ts';
import { register as registerSchema } from './schema.ts';
import { register as registerServe } from './serve.ts';
import { register as registerTranslation } from './translation.ts';
import { register as registerUser } from './user.ts';
import { register as registerXapi } from './xapi.ts';

/** Exit code for a command line that cannot be understood. */
const USAGE = 2;

/** The command line's table of contents: each command stands in a file of its own. */
export function createProgram(): Command {
  const program = new Command('manara')
    .description('Manara: a quiz platform whose courses are YAML files.')
    .exitOverride();
  registerServe(program);
  registerMigrate(program);
  registerLint(program);
  registerTranslation(program);
  registerInterchange(program);
  registerDiff(program);
  registerNew(program);
  registerSchema(program);
  registerPreview(program);
  registerUser(program);
  registerCohort(program);
  registerKey(program);
  registerBackup(program);
  registerRestore(program);
  registerXapi(program);
  registerRoutes(program);
  return program;
}

/**
 * Runs a command line.
 * @param argv as in `process.argv`, with the program's two words first.
 * @returns the exit code; a command may set `process.exitCode` itself.
 */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // What commands say themselves has the code that they gave; all else is Commander's own.
    if (error.code === 'commander.error') return error.exitCode;
    return error.exitCode === 0 ? 0 : USAGE;
  }
}
