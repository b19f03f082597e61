import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPasswordGate } from '../../src/services/hashing.ts';
import { signIn } from '../../src/services/signing-in.ts';
import { openDatabase } from '../../src/store/open.ts';
import { createDesk, run, type Desk } from '../support/cli.ts';

const PASSWORD = 'seven blue camels';
let desk: Desk;

beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

const user = async (input: string, ...args: string[]) =>
  await run(['user', ...args], desk.env, input);
const add = async (name: string, email: string, ...more: string[]) =>
  await user(`${PASSWORD}\n`, 'add', '--name', name, '--email', email, ...more);

async function canSignIn(email: string, password: string): Promise<boolean> {
  const db = openDatabase(desk.databaseFile);
  const request = { email, password, address: '192.0.2.1' };
  const outcome = await signIn(db, createPasswordGate(), request, new Date());
  await db.destroy();
  return outcome.kind === 'signed-in';
}

describe('manara user', { timeout: 30_000 }, () => {
  it('makes accounts that can sign in, and lists them', async () => {
    const admin = await add('Root', 'root@example.org', '--admin');
    expect(admin).toMatchObject({ code: 0, stderr: '' });
    expect(admin.stdout).toMatch(/^Made the admin root@example\.org \([0-9a-f-]{36}\)\.\n$/);
    expect((await add('فاطمة', 'fatima@example.org')).code).toBe(0);
    expect(await user('', 'list')).toEqual({
      code: 0,
      stdout: 'root@example.org\tRoot\tadmin\nfatima@example.org\tفاطمة\n',
      stderr: '',
    });
    expect(await canSignIn('root@example.org', PASSWORD)).toBe(true);
  });

  it('sets a password and ends its sessions', async () => {
    await add('Ada', 'ada@example.org');
    const done = await user('nine green lamps\r\n', 'password', '--email', 'ADA@example.org');
    expect(done).toEqual({
      code: 0,
      stdout: 'Set the password of ada@example.org.\n',
      stderr: '',
    });
    expect(await canSignIn('ada@example.org', PASSWORD)).toBe(false);
    expect(await canSignIn('ada@example.org', 'nine green lamps')).toBe(true);
  });

  it.each([
    ['no address', 'ada', 'Ada', PASSWORD, 'is not an e-mail address'],
    ['a name with an override', 'ada@x.org', 'A\u202Eda', PASSWORD, 'the name is not usable'],
    ['an empty name', 'ada@x.org', ' ', PASSWORD, 'the name is not usable'],
    ['a short password', 'ada@x.org', 'Ada', 'short', 'the password is too short'],
    ['a common password', 'ada@x.org', 'Ada', 'password123', 'the password is too common'],
  ])('refuses %s on stderr, with exit code 1', async (_name, email, name, password, words) => {
    const result = await user(password, 'add', '--name', name, '--email', email);
    expect(result.code).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(`error: `);
    expect(result.stderr).toContain(words);
    expect(result.stderr).not.toContain('    at ');
  });

  it('refuses a taken address and an unknown one', async () => {
    await add('Ada', 'ada@example.org');
    const taken = await add('Eve', 'Ada@Example.org');
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toContain('has an account already');
    const unknown = await user(PASSWORD, 'password', '--email', 'who@example.org');
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('nobody has the address who@example.org');
  });

  it('takes no password from the command line', async () => {
    const result = await add('Ada', 'ada@example.org', '--password', PASSWORD);
    expect(result).toMatchObject({ code: 2, stdout: '' });
  });

  it('exits with 2 for a command line that it does not understand', async () => {
    for (const args of [
      ['user', 'add'],
      ['user', 'remove'],
      ['user'],
      ['usr'],
      ['user', 'list', '--all'],
    ]) {
      const { code, stdout, stderr } = await run(args, desk.env);
      expect(code, args.join(' ')).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^error: |Usage: manara/);
    }
  });

  it('explains itself with --help', async () => {
    for (const args of [['--help'], ['user', '--help'], ['user', 'add', '--help']]) {
      const { code, stdout, stderr } = await run(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: manara');
      expect(stderr).toBe('');
    }
  });
});
