import type { Command } from 'commander';
import { withDatabase } from './open.ts';

/** Adds `manara migrate`. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date; the server does so at every start')
    .action(async (_options: object, command: Command) => {
      await withDatabase(command, async (_db, file) => {
        console.log(`${file} is up to date.`);
      });
    });
}
