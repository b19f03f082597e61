import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

const manara = async (...args: string[]) => await run(args, desk.env, 'seven blue camels');

describe('manara cohort', { timeout: 120_000 }, () => {
  it('makes a cohort, adds members to it and lists it', async () => {
    const made = await manara('cohort', 'add', ' Spring ');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const code = /^Made Spring; its join code is ([A-Z2-9]{8})\.\n$/.exec(made.stdout)?.[1] ?? '';
    await manara('user', 'add', '--name', 'Ada', '--email', 'ada@example.org');
    const typed = `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`;
    const member = ['cohort', 'member', '--code', typed, '--email', 'ada@example.org'];
    expect(await manara(...member)).toMatchObject({
      code: 0,
      stdout: 'Ada is now student of Spring.\n',
    });
    const list = async () => (await manara('cohort', 'list')).stdout;
    expect(await list()).toBe(`${code}\tSpring\t1 learners, 0 instructors\n`);
    expect((await manara(...member, '--instructor')).stdout).toContain('now instructor of Spring');
    expect(await list()).toBe(`${code}\tSpring\t0 learners, 1 instructors\n`);
  });

  it('limits the join code of a cohort, says how it stands and makes another', async () => {
    const code = (await manara('cohort', 'add', 'Spring')).stdout.slice(-10, -2);
    const limits = ['--expires', '2099-03-01T18:00', '--places', '30'];
    expect((await manara('cohort', 'code', code, ...limits)).stdout).toBe(
      `${code}\tuntil 2099-03-01T18:00\t0 of 30 places taken\n`,
    );
    expect((await manara('cohort', 'code', code, '--places', 'any')).stdout).toBe(
      `${code}\tuntil 2099-03-01T18:00\t0 joined\n`,
    );
    const renewed = (await manara('cohort', 'code', code, '--renew', '--expires', 'never')).stdout;
    expect(renewed).toMatch(/^[A-Z2-9]{8}\tuntil it is changed\t0 joined\n$/);
    expect(renewed).not.toContain(code);
    expect(await manara('cohort', 'code', code)).toMatchObject({ code: 1, stdout: '' });
    const now = renewed.slice(0, 8);
    for (const wrong of [
      ['--expires', 'soon'],
      ['--places', '0'],
      ['--places', '1.5'],
    ]) {
      const refused = await manara('cohort', 'code', now, ...wrong);
      expect(refused, wrong.join(' ')).toMatchObject({ code: 2, stdout: '' });
    }
  });

  it('invites five thousand people from a file, after a dry run that does nothing', async () => {
    const code = (await manara('cohort', 'add', 'Spring')).stdout.slice(-10, -2);
    const file = join(desk.folder, 'people.csv');
    const rows = Array.from({ length: 5000 }, (_, n) => `Person ${n};p${n}@example.org;student`);
    await writeFile(file, ['\uFEFFname;email;role', ...rows].join('\r\n'));
    const dry = await manara('cohort', 'invite', code, file, '--dry-run');
    // No bar where nobody watches.
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toContain('2\tinvite\tp0@example.org\tstudent\n');
    expect(dry.stdout).toContain('Nobody was invited: invite 5000.\n');
    expect(await manara('cohort', 'invite', code, file, '--locale', 'fr')).toEqual({
      code: 0,
      stdout: 'invite 5000.\n',
      stderr: '',
    });
    await writeFile(file, 'Bo,bo@example.org\nCy,cy\n,di@example.org\n');
    const wrong = await manara('cohort', 'invite', code, file);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('row 2: has no e-mail address\nrow 3: has no name\n');
    expect(await manara('cohort', 'invite', code, 'no-such.csv')).toMatchObject({ code: 2 });
  });

  it('refuses unknown codes and people on stderr, with exit code 1', async () => {
    const noCode = await manara('cohort', 'member', '--code', 'X', '--email', 'ada@example.org');
    expect(noCode).toMatchObject({ code: 1, stdout: '' });
    expect(noCode.stderr).toContain('error: no open cohort has this code');
    const code = (await manara('cohort', 'add', 'Spring')).stdout.slice(-10, -2);
    const nobody = await manara('cohort', 'member', '--code', code, '--email', 'who@example.org');
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toContain('error: nobody has this address');
  });

  it.each(['', '  ', 'x'.repeat(101), 'a\u202Eb', 'a\nb'])(
    'refuses the name %j with exit code 1',
    async (name) => {
      expect(await manara('cohort', 'add', name)).toMatchObject({ code: 1, stdout: '' });
      expect((await manara('cohort', 'list')).stdout).toBe('');
    },
  );

  it('exits with 2 for a command line that it does not understand', async () => {
    for (const args of [['cohort'], ['cohort', 'add'], ['cohort', 'member', '--code', 'X']]) {
      expect(await manara(...args)).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await manara('cohort', '--help')).toMatchObject({ code: 0, stderr: '' });
  });
});
