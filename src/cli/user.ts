import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { passwordProblem } from '../domain/password.ts';
import { hasForbiddenCharacters } from '../domain/text.ts';
import { createAccount } from '../services/administering.ts';
import { createPasswordGate } from '../services/hashing.ts';
import { setPassword } from '../services/passwords.ts';
import { findPersonByEmail, isEmailTaken, listPeople } from '../store/accounts.ts';
import { withDatabase } from './open.ts';

const EVERYBODY = { search: '', role: null, disabled: null };
const MAX_LISTED = 10_000;

/** Adds `manara user add|password|list`. */
export function register(program: Command): void {
  const user = program.command('user').description('make and list accounts');
  user
    .command('add')
    .description('make an account; the password is read from standard input')
    .requiredOption('--email <address>', 'e-mail address to sign in with')
    .requiredOption('--name <name>', 'name as others see it')
    .option('--admin', 'make the account an admin', false)
    .action(addUser);
  user
    .command('password')
    .description('set a password, read from standard input, and sign the person out everywhere')
    .requiredOption('--email <address>', 'e-mail address of the account')
    .action(setUserPassword);
  user.command('list').description('print every account').action(listUsers);
}

interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
}

async function addUser(options: NewUser, command: Command): Promise<void> {
  const { email, name, admin } = options;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return fail(command, `${email} is not an e-mail address`);
  if (name.trim() === '' || hasForbiddenCharacters(name))
    return fail(command, 'the name is not usable');
  const password = readPassword(command, email);
  await withDatabase(command, async (db) => {
    if (await isEmailTaken(db, email)) return fail(command, `${email} has an account already`);
    const account = { email, name: name.trim(), password, isAdmin: admin, locale: 'en' as const };
    const id = await createAccount(db, createPasswordGate(), account, new Date());
    console.log(`Made ${admin ? 'the admin' : 'the account'} ${email} (${id}).`);
  });
}

async function setUserPassword(options: { email: string }, command: Command): Promise<void> {
  const password = readPassword(command, options.email);
  await withDatabase(command, async (db) => {
    const person = await findPersonByEmail(db, options.email);
    if (person === undefined) return fail(command, `nobody has the address ${options.email}`);
    await setPassword(db, createPasswordGate(), person.id, password, new Date());
    console.log(`Set the password of ${person.email}.`);
  });
}

async function listUsers(_options: object, command: Command): Promise<void> {
  await withDatabase(command, async (db) => {
    for (const person of await listPeople(db, EVERYBODY, MAX_LISTED, 0)) {
      const marks = [person.isAdmin ? 'admin' : '', person.disabled ? 'disabled' : ''];
      console.log([person.email, person.name, ...marks].filter(Boolean).join('\t'));
    }
  });
}

/** From standard input, never from an argument: arguments are seen by every user of the machine. */
function readPassword(command: Command, email: string): string {
  if (process.stdin.isTTY) process.stderr.write('Password, then Enter and Ctrl-D: ');
  const password = readFileSync(0, 'utf8').replace(/\r?\n$/, '');
  const problem = passwordProblem(password, email);
  if (problem !== null) return fail(command, `the password is ${problem.replace('-', ' ')}`);
  return password;
}

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: 1 });
}
