import type { Command } from 'commander';
import { ConfigError, readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from '../services/demonstration/people.ts';
import { seedDemonstration } from '../services/demonstration/seed.ts';
import { countAdmins } from '../store/accounts.ts';
import { DatabaseFileError } from '../store/open.ts';
import { NoCourseError, startServer, type Running } from '../start.ts';

/** Milliseconds that requests under way have to finish after a signal. */
const STOP_DEADLINE = 10_000;

/** Adds `manara serve`. */
export function register(program: Command): void {
  program
    .command('serve')
    .description('serve the course; settings come from the environment, see the README')
    .action(serve);
}

async function serve(_options: object, command: Command): Promise<void> {
  try {
    const config = readConfig(process.env);
    const running = await startServer(config, prepare);
    await announce(running);
    stopOnSignals(running);
  } catch (error) {
    if (isExpected(error)) return command.error(`error: ${error.message}`, { exitCode: 1 });
    throw error;
  }
}

function isExpected(error: unknown): error is Error {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  return (
    taken ||
    error instanceof ConfigError ||
    error instanceof DatabaseFileError ||
    error instanceof NoCourseError
  );
}

async function prepare(context: Context): Promise<void> {
  if (!context.config.demo) return;
  const { db, gate, library, now } = context;
  const seeded = await seedDemonstration(db, gate, library.catalogue(), now());
  if (seeded) console.log('Made a demonstration cohort of 24 learners.');
}

async function announce({ context, address }: Running): Promise<void> {
  const { config } = context;
  const shown = config.production ? config.baseUrl : address.replace('127.0.0.1', 'localhost');
  console.log(`\nManara is at ${shown}\n`);
  if (config.demo) {
    for (const { email, name } of DEMO_SIGN_INS) console.log(`  ${email.padEnd(24)} ${name}`);
    console.log(`  password: ${DEMO_PASSWORD}\n`);
  } else if ((await countAdmins(context.db)) === 0) {
    console.log('Nobody is an admin yet; make the first with: npx manara user add --admin');
  }
}

async function finish(running: Running): Promise<void> {
  await running.stop();
  process.exit(0);
}

function stopOnSignals(running: Running): void {
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_DEADLINE).unref();
    void finish(running);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
