import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../support/cli.ts';
import { edited, LESSON_PATH, SMALL } from '../content/small-course.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manara-diff-'));
  await put('old', SMALL);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), text);
  }
}

const diff = (...words: string[]) =>
  run(['diff', join(folder, 'old'), join(folder, 'new'), ...words]);

describe('manara diff', () => {
  test('exits with 0 where no question changed', async () => {
    await put('new', SMALL);
    const { code, stdout } = await diff();
    expect(stdout).toBe('0 questions changed, 0 to be decided\n');
    expect(code).toBe(0);
  });

  test('lets other words pass', async () => {
    await put('new', edited(LESSON_PATH, 'prompt: Which one?', 'prompt: Which of them?'));
    const { code, stdout } = await diff();
    expect(stdout).toMatch(
      /^wording {5}first\/\S+ {2}prompt\n1 question changed, 0 to be decided\n$/,
    );
    expect(code).toBe(0);
  });

  test('exits with 1 until somebody decides about another key', async () => {
    await put('new', edited(LESSON_PATH, 'match: creed', 'match: law'));
    const open = await diff();
    expect(open.code).toBe(1);
    const [, ref = ''] =
      /^key {9}(\S+) {2}rows\.\S+\.match {2}\[to be decided\]$/m.exec(open.stdout) ?? [];
    expect(ref).not.toBe('');
    const decided = await diff('--decide', `${ref}=regrade`);
    expect(decided.stdout).toContain('[regrade]');
    expect(decided.code).toBe(0);
  });

  test('says the same to programs', async () => {
    await put('new', edited(LESSON_PATH, 'match: creed', 'match: law'));
    const { code, stdout } = await diff('--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      undecided: 1,
      changes: [
        { change: 'key', needsDecision: true, decision: null, differences: [{ kind: 'key' }] },
      ],
    });
  });

  test.each([
    ['a decision that is none', ['--decide', 'first/pick=forget']],
    ['a decision about what did not change', ['--decide', 'first/nothing=keep']],
    ['a form that is none', ['--format', 'xml']],
  ])('exits with 2 for %s', async (_what, words) => {
    await put('new', SMALL);
    expect((await diff(...words)).code).toBe(2);
  });

  test('exits with 2 for a folder that is not there, and for one with errors', async () => {
    expect((await diff()).stderr).toContain('there is no folder');
    await put('new', edited(LESSON_PATH, 'match: creed', 'match: cred'));
    const { code, stderr } = await diff();
    expect(stderr).toContain('has errors; see "manara lint');
    expect(code).toBe(2);
  });
});
