import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
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
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complaints.push(line));
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

const at = (path: string) => join(dir, path);
const LESSON = SMALL.get(LESSON_PATH) ?? '';

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

  test.each([
    ['warnings', '      ![](figure:parts)\n', ''],
    ['notes', 'Remember this.', 'See the red bar.'],
  ])('%s pass, and fail with --strict', async (_what, words, replacement) => {
    await fill(edited(LESSON_PATH, words, replacement));
    expect(await lint(dir)).toBe(0);
    expect(await lint('--strict', dir)).toBe(1);
  });

  test('a clean course passes --strict', async () => {
    await fill(SMALL);
    expect(await lint('--strict', dir)).toBe(0);
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

  test('SARIF is for tools that show findings beside the lines', async () => {
    await fill(edited(LESSON_PATH, 'minutes: 12', 'minutes: x'));
    expect(await lint('--format', 'sarif', dir)).toBe(1);
    const log = JSON.parse(printed.join(''));
    expect(log.runs[0].results).toMatchObject([{ ruleId: 'schema-type', level: 'error' }]);
  });

  test('the rules are listed without a folder', async () => {
    expect(await lint('--rules')).toBe(0);
    expect(printed.join('\n')).toMatch(/^warning {2}key-longest +Where one choice/m);
    printed = [];
    expect(await lint('--rules', '--format', 'json')).toBe(0);
    expect(JSON.parse(printed.join(''))).toContainEqual(expect.objectContaining({ id: 'html' }));
  });

  test('wording that another text has is found with --against', async () => {
    await fill(SMALL);
    const other = join(dir, 'other.txt');
    await writeFile(other, 'Seven eight nine ten: a claim, and two.');
    expect(await lint(dir, '--strict', '--against', other)).toBe(1);
    expect(printed.join('\n')).toContain('8 words in a row as in other.txt: “seven eight nine');
    expect(await lint(dir, '--against', join(dir, 'nowhere.txt'))).toBe(2);
    expect(complaints.join('')).toContain('there is no text');
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

describe('manara lint --fix', () => {
  test('mends files, keeps their mode, tells what it did, and checks what came of it', async () => {
    await fill(SMALL);
    await writeFile(at(LESSON_PATH), `\uFEFF${LESSON.replaceAll('\n', '\r\n').trimEnd()}`);
    await chmod(at(LESSON_PATH), 0o640);
    expect(await lint(dir)).toBe(1);
    expect(await lint('--fix', '--strict', dir)).toBe(0);
    expect(await readFile(at(LESSON_PATH), 'utf8')).toBe(LESSON);
    expect((await stat(at(LESSON_PATH))).mode & 0o777).toBe(0o640);
    expect(complaints.join('')).toContain(
      `${at(LESSON_PATH)}: removed the byte order mark, replaced Windows line ends, ended the last line`,
    );
    expect(await readdir(join(dir, 'basics'))).toEqual(['first.yaml']);
  });

  test('renames .yml, and never over a file that is there', async () => {
    await fill(SMALL);
    await rename(at('glossary.yaml'), at('glossary.yml'));
    await writeFile(at('sources.yml'), 'other');
    expect(await lint('--fix', dir)).toBe(0);
    expect(complaints.join('')).toContain(`${at('glossary.yaml')}: renamed from glossary.yml`);
    expect(await readFile(at('glossary.yaml'), 'utf8')).toBe(SMALL.get('glossary.yaml'));
    expect(await readFile(at('sources.yaml'), 'utf8')).toBe(SMALL.get('sources.yaml'));
    expect(await readFile(at('sources.yml'), 'utf8')).toBe('other');
  });

  test('touches no file that is in order, that cannot be mended, or that is a link', async () => {
    await fill(SMALL);
    const broken = 'a: [1';
    const latin = Uint8Array.of(0x61, 0x3a, 0x20, 0xe9);
    await writeFile(at('basics/broken.yaml'), broken);
    await writeFile(at('basics/latin.yaml'), latin);
    await writeFile(at('elsewhere.txt'), 'a: 1');
    await symlink(at('elsewhere.txt'), at('basics/linked.yaml'));
    const before = await stat(at(LESSON_PATH));
    await lint('--fix', dir);
    expect(complaints.join('')).toBe('');
    expect(await readFile(at('basics/broken.yaml'), 'utf8')).toBe(broken);
    expect(Uint8Array.from(await readFile(at('basics/latin.yaml')))).toEqual(latin);
    expect(await readFile(at('elsewhere.txt'), 'utf8')).toBe('a: 1');
    expect((await lstat(at('basics/linked.yaml'))).isSymbolicLink()).toBe(true);
    expect((await stat(at(LESSON_PATH))).ino).toBe(before.ino);
  });

  test('leaves stdout to the findings', async () => {
    await fill(SMALL);
    await writeFile(at(LESSON_PATH), LESSON.trimEnd());
    expect(await lint('--fix', '--format', 'json', dir)).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ errors: 0 });
  });
});
