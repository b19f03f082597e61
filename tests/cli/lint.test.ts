import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { edited, LESSON_PATH, SMALL } from '../content/small-course.ts';

let dir: string;
let printed: string[];
let complaints: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-lint-'));
  printed = [];
  complaints = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
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

const lint = (...words: string[]) => run(['node', 'manara', 'lint', ...words]);

describe('manara lint', () => {
  test('a clean course exits with 0 and a summary', async () => {
    await fill(SMALL);
    expect(await lint(dir)).toBe(0);
    expect(printed.join('\n')).toBe('4 files: 0 errors, 0 warnings, 0 notes');
  });

  test('an error is printed with its place, frame and suggestion, and exits with 1', async () => {
    await fill(edited(LESSON_PATH, 'match: creed', 'match: cred'));
    expect(await lint(dir)).toBe(1);
    const text = printed.join('\n');
    expect(text).toContain(`${join(dir, LESSON_PATH)}:131:`);
    expect(text).toContain('error unknown-target `cred` is not a target of this item');
    expect(text).toContain('> 131 |');
    expect(text).toContain('→ did you mean `creed`?');
    expect(text).toContain('4 files: 1 error, 0 warnings, 0 notes');
  });

  test('warnings pass, and fail with --strict', async () => {
    await fill(edited(LESSON_PATH, '      ![](figure:parts)\n', ''));
    expect(await lint(dir)).toBe(0);
    expect(await lint('--strict', dir)).toBe(1);
  });

  test('JSON is for tools', async () => {
    await fill(edited(LESSON_PATH, 'minutes: 12', 'minutes: x'));
    expect(await lint('--format', 'json', dir)).toBe(1);
    expect(JSON.parse(printed.join(''))).toMatchObject({
      files: 4,
      errors: 1,
      warnings: 0,
      notes: 0,
      diagnostics: [
        {
          file: join(dir, LESSON_PATH),
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 11,
          severity: 'error',
        },
      ],
    });
  });

  test('a folder that is not there, an unknown option or format exits with 2', async () => {
    expect(await lint(join(dir, 'nowhere'))).toBe(2);
    expect(complaints.join('')).toContain('there is no folder');
    expect(await lint('--fromat', 'json')).toBe(2);
    expect(await lint('--format', 'xml', dir)).toBe(2);
    expect(await run(['node', 'manara', 'lnit'])).toBe(2);
  });

  test('help exits with 0', async () => {
    expect(await lint('--help')).toBe(0);
    expect(printed.join('')).toContain('--strict');
  });
});
