import type { Command } from 'commander';
import { hasForbiddenCharacters, MAX_COHORT_NAME_LENGTH } from '../domain/text.ts';
import { createCohort, setMembership } from '../services/administering.ts';
import { foldCode } from '../services/joining.ts';
import { findPersonByEmail } from '../store/accounts.ts';
import { findCohort, findOpenCohort, listCohorts } from '../store/cohorts.ts';
import { registerCode } from './cohort-code.ts';
import { registerInvite } from './cohort-invite.ts';
import { withDatabase } from './open.ts';

/** Adds `manara cohort add|list|member|code|invite`. */
export function register(program: Command): void {
  const cohort = program.command('cohort').description('make and list cohorts, set their members');
  cohort
    .command('add')
    .description('make a cohort and print its join code')
    .argument('<name>', 'name of the cohort')
    .action(addCohort);
  cohort.command('list').description('print every cohort').action(printCohorts);
  cohort
    .command('member')
    .description('add an account to a cohort, or change its role there')
    .requiredOption('--code <code>', 'join code of the cohort')
    .requiredOption('--email <address>', 'e-mail address of the account')
    .option('--instructor', 'as an instructor instead of a student', false)
    .action(addMember);
  registerCode(cohort);
  registerInvite(cohort);
}

async function addCohort(typed: string, _options: object, command: Command): Promise<void> {
  const name = typed.trim();
  if (name === '' || name.length > MAX_COHORT_NAME_LENGTH || hasForbiddenCharacters(name)) {
    return command.error('error: the name is not usable', { exitCode: 1 });
  }
  await withDatabase(command, async (db) => {
    const id = await createCohort(db, null, name, new Date());
    const cohort = await findCohort(db, id);
    console.log(`Made ${name}; its join code is ${cohort?.code}.`);
  });
}

async function printCohorts(_options: object, command: Command): Promise<void> {
  await withDatabase(command, async (db) => {
    for (const cohort of await listCohorts(db)) {
      const { code, name, learners, instructors, archived } = cohort;
      const counts = `${learners} learners, ${instructors} instructors`;
      console.log([code, name, counts, archived ? 'archived' : ''].filter(Boolean).join('\t'));
    }
  });
}

interface NewMember {
  readonly code: string;
  readonly email: string;
  readonly instructor: boolean;
}

async function addMember(options: NewMember, command: Command): Promise<void> {
  await withDatabase(command, async (db) => {
    const cohort = await findOpenCohort(db, foldCode(options.code));
    const person = await findPersonByEmail(db, options.email);
    if (cohort === undefined)
      return command.error('error: no open cohort has this code', { exitCode: 1 });
    if (person === undefined)
      return command.error('error: nobody has this address', { exitCode: 1 });
    const role = options.instructor ? 'instructor' : 'student';
    const change = { actorId: null, cohortId: cohort.id, accountId: person.id, role } as const;
    await setMembership(db, change, new Date());
    console.log(`${person.name} is now ${role} of ${cohort.name}.`);
  });
}
