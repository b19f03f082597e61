import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { LOCALES, type Locale } from '../domain/account.ts';
import { readPeopleCsv, type RowProblem } from '../interchange/people-csv.ts';
import { inviteList, planInvitations, ROW_PLANS } from '../services/inviting-lists.ts';
import { namedCohort } from './named-cohort.ts';
import { withDatabase } from './open.ts';
import { withBar } from './progress-bar.ts';

interface Options {
  readonly dryRun: boolean;
  readonly locale: Locale;
}

const PROBLEMS: Readonly<Record<RowProblem['problem'], string>> = {
  noName: 'has no name',
  longName: 'has a name that is too long',
  badName: 'has a name with characters that cannot be shown safely',
  badEmail: 'has no e-mail address',
  badRole: 'has a role that is neither student nor instructor',
  twice: 'has an address that stands above already',
  notCsv: 'the file is not CSV: a quotation mark is not closed or stands in the wrong place',
};

/** Adds `manara cohort invite`. */
export function registerInvite(cohort: Command): void {
  cohort
    .command('invite')
    .description('invite people to a cohort by mail, from CSV: name, e-mail address, role')
    .argument('<cohort>', 'its join code or id')
    .argument('<file>', 'the CSV file')
    .option('--dry-run', 'say what each row would do, and do nothing', false)
    .addOption(
      new Option('--locale <locale>', 'language of the mails').choices(LOCALES).default('en'),
    )
    .action(inviteFile);
}

async function inviteFile(
  named: string,
  file: string,
  { dryRun, locale }: Options,
  command: Command,
): Promise<void> {
  const { people, problems } = readPeopleCsv(readText(file, command));
  for (const { row, problem } of problems) console.error(`row ${row}: ${PROBLEMS[problem]}`);
  if (problems.length > 0) {
    return command.error(`error: ${problems.length} rows to mend; nobody was invited`, {
      exitCode: 1,
    });
  }
  await withDatabase(command, async (db) => {
    const { id: cohortId } = await namedCohort(db, command, named);
    const planned = await planInvitations(db, cohortId, people, true);
    if (dryRun) {
      for (const { row, email, role, plan } of planned) {
        console.log([row, plan, email, role].join('\t'));
      }
    } else {
      const list = { cohortId, people, locale, invitedBy: null, mayAppoint: true };
      await withBar('Inviting', async (onProgress) =>
        inviteList(db, list, new Date(), (done) => onProgress(done / people.length)),
      );
    }
    const counts = ROW_PLANS.map((plan) => ({
      plan,
      count: planned.filter((one) => one.plan === plan).length,
    }));
    const said = counts
      .filter(({ count }) => count > 0)
      .map(({ plan, count }) => `${plan} ${count}`);
    console.log(
      `${dryRun ? 'Nobody was invited: ' : ''}${said.join(', ') || 'nobody in the file'}.`,
    );
  });
}

/** A file that is not there is a wrong command line. */
function readText(file: string, command: Command): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return command.error(`error: ${file} cannot be read`, { exitCode: 2 });
  }
}
