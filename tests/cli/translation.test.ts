import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { LESSON_PATH } from '../content/small-course.ts';
import { bilingual, FRENCH_LESSON } from '../content/translation/small-translation.ts';
import { replaced } from '../support/translating.ts';

let dir: string;
let printed: string[];
let complaints: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-translation-'));
  printed = [];
  complaints = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function fill(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

const manara = (...words: string[]) => run(['node', 'manara', ...words]);
const accept = (...words: string[]) => manara('translation', 'accept', '--lessons', dir, ...words);
const french = async () => await readFile(join(dir, FRENCH_LESSON), 'utf8');

const WHOLE = bilingual();
const STALE = replaced(WHOLE, LESSON_PATH, 'prompt: Type it.', 'prompt: Type it now.');

describe('manara lint --fix', () => {
  test('records what is not recorded, and leaves no other file behind', async () => {
    const bare = (WHOLE.get(FRENCH_LESSON) ?? '').replace(/made-from:[^]*$/, '');
    await fill(new Map([...WHOLE, [FRENCH_LESSON, bare]]));
    expect(await manara('lint', '--strict', dir)).toBe(1);
    expect(await manara('lint', '--strict', '--fix', dir)).toBe(0);
    expect(await french()).toBe(WHOLE.get(FRENCH_LESSON));
    expect(complaints.join('\n')).toMatch(/^recorded translations: \d+ lines in 1 files$/);
    expect((await readdir(join(dir, 'basics'))).toSorted()).toEqual([
      'first.fr.yaml',
      'first.yaml',
    ]);
  });

  test('never records again what is out of date', async () => {
    await fill(STALE);
    await manara('lint', '--fix', dir);
    expect(await french()).toBe(WHOLE.get(FRENCH_LESSON));
    expect(printed.join('\n')).toContain('warning translation-stale');
  });

  test('says which file it cannot edit, and lints all the same', async () => {
    const flow = (WHOLE.get(FRENCH_LESSON) ?? '').replace(/made-from:[^]*$/, 'made-from: {}\n');
    await fill(new Map([...WHOLE, [FRENCH_LESSON, flow]]));
    expect(await manara('lint', '--fix', dir)).toBe(0);
    expect(complaints.join('\n')).toContain(`${FRENCH_LESSON} cannot be edited`);
    expect(await french()).toBe(flow);
  });
});

describe('manara translation accept', () => {
  test('records the texts that were revised', async () => {
    await fill(STALE);
    expect(await accept('fr', 'first')).toBe(0);
    expect(printed).toEqual([`${FRENCH_LESSON}: 1 text accepted`]);
    expect(await manara('lint', '--strict', dir)).toBe(0);
    expect(await accept('fr', 'first')).toBe(0);
    expect(printed.at(-1)).toBe(`${FRENCH_LESSON}: 0 texts accepted`);
  });

  test('records those that are named, and no other', async () => {
    await fill(replaced(STALE, LESSON_PATH, 'prompt: Order.', 'prompt: Put in order.'));
    await accept('fr', 'first', 'items.sort.prompt');
    await manara('lint', dir);
    const report = printed.join('\n');
    expect(report).toContain('`items.type-it.prompt`');
    expect(report).not.toContain('`items.sort.prompt`');
  });

  test.each([
    [['fr', 'frist'], 'did you mean `first`?'],
    [['ar', 'first'], 'no translation of `first` into `ar`'],
    [['fr', 'first', 'items.sort.promt'], 'did you mean `items.sort.prompt`?'],
    [['fr', 'first', '--lessons', '/nowhere-at-all'], 'there is no folder'],
  ])('refuses %j', async (words, complaint) => {
    await fill(STALE);
    expect(await accept(...words)).toBe(2);
    expect(complaints.join('')).toContain(complaint);
    expect(await french()).toBe(WHOLE.get(FRENCH_LESSON));
  });
});
