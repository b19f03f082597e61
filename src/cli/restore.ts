import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { restoreBackup } from '../services/restoring.ts';
import { fail, findBackup, summary } from './backup.ts';
import { explained } from './open.ts';
import { withBar } from './progress-bar.ts';

/** Adds `manara restore`. */
export function register(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, with the server stopped')
    .argument('<file>', 'path of a backup, or its name in the folder of backups')
    .addHelpText(
      'after',
      '\nThe backup is checked first. The database that it replaces is kept beside it, under a name\nwith the time. Everybody is signed out.',
    )
    .action(async (file: string, _options: object, command: Command) => {
      await explained(command, async () => await restore(file, command));
    });
}

async function restore(file: string, command: Command): Promise<void> {
  const config = readConfig({ ...process.env, NODE_ENV: 'development' });
  const { backupDir, databaseFile } = config;
  const backup = await findBackup(file, backupDir);
  if (backup === null) return command.error(`error: there is no file ${file}`, { exitCode: 2 });
  const outcome = await withBar('Restoring', async (onProgress) =>
    restoreBackup(backup, databaseFile, new Date(), { onProgress }),
  );
  if (outcome.kind === 'refused') return fail(command, backup, outcome.check);
  if (outcome.kind === 'in-use') {
    const message = `error: ${databaseFile} is in use; stop the server first`;
    return command.error(message, { exitCode: 1 });
  }
  console.log(`Restored ${databaseFile} from ${backup}: ${summary(outcome.check)}.`);
  if (outcome.aside !== null) console.log(`The database as it was is ${outcome.aside}.`);
}
