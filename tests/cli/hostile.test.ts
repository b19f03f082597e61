import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import { MAX_FILE_BYTES } from '../../src/content/limits.ts';
import { packageRoot } from '../../src/package-root.ts';
import { createDesk, ending, start, type Desk, type Result } from '../support/cli.ts';

/** Milliseconds after which a file counts as having hung the program; it takes well under a second. */
const PATIENCE = 20_000;
const ALPHA = 'first-module/alpha.yaml';

let desk: Desk;

beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => {
  await desk.clear();
});

/** Lints the folder as a process that is killed if it hangs. */
async function lint(): Promise<Result> {
  const child = start(['lint', join(desk.folder, 'lessons'), '--format', 'json'], desk.env);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  const result = await ending(child);
  clearTimeout(timer);
  return result;
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  const file = join(desk.folder, 'lessons', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function alpha(): Promise<string> {
  return await readFile(join(desk.folder, 'lessons', ALPHA), 'utf8');
}

const bomb = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`);
const title = 'title: Lesson alpha';

type Make = (text: string) => string | Uint8Array;

const CASES: readonly (readonly [string, string, Make])[] = [
  [
    '900 levels',
    'too-deep',
    () => Array.from({ length: 900 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
  ],
  ['a bomb of aliases', 'yaml-alias', () => `a0: &a0 boom\n${bomb.join('')}`],
  [
    '100,000 keys',
    'file-size',
    () => Array.from({ length: 100_000 }, (_, n) => `k${n}: 1\n`).join(''),
  ],
  [
    'as many keys as fit into a file',
    'too-many-keys',
    () => `{${Array.from({ length: 80_000 }, (_, n) => n.toString(36)).join(',')}}\n`,
  ],
  ['half a megabyte of brackets', 'too-deep', () => `${'['.repeat(MAX_FILE_BYTES - 2)}\n`],
  ['Windows-1252', 'encoding', (text) => Buffer.from(text.replace(title, 'title: café'), 'latin1')],
  ['UTF-16', 'encoding', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['tabs', 'tab-indent', (text) => text.replaceAll('  - {', '\t- {')],
  ['a NUL', 'control-character', (text) => text.replace(title, 'title: Lesson\0alpha')],
  ['an escaped NUL', 'schema-value', (text) => text.replace(title, String.raw`title: "a\0b"`)],
  ['half a pair of surrogates', 'encoding', (text) => withBytes(text, [0xed, 0xa0, 0x80])],
  [
    'an escaped half of a pair of surrogates',
    'schema-value',
    (text) => text.replace(title, String.raw`title: "a\ud800b"`),
  ],
  [
    'an escaped direction override',
    'schema-value',
    (text) => text.replace(title, String.raw`title: "a\u202eb"`),
  ],
  ['a file that ends in a line', 'cut-short', (text) => text.slice(0, -9)],
  ['nothing', 'file-empty', () => ''],
];

describe('a hostile file is answered with a diagnostic, and the program lives', () => {
  test.each(CASES)('%s', async (_name, rule, make) => {
    await put(ALPHA, make(await alpha()));
    const { code, stdout } = await lint();
    expect(code).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
    const about = diagnostics.filter(({ file }) => file.endsWith(ALPHA));
    expect(about.map((one) => one.rule)).toContain(rule);
  });

  test('a byte order mark and Windows line ends are no harm', async () => {
    await put(ALPHA, `\uFEFF${(await alpha()).replaceAll('\n', '\r\n')}`);
    const { code, stdout } = await lint();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ errors: 0 });
  });
});

describe('a lesson of the course that was cut short', () => {
  test('at any byte is answered', async () => {
    const script = join(packageRoot, 'tests', 'support', 'cut-lesson.mjs');
    const lesson = join(packageRoot, 'lessons', 'pillars', 'sufism.yaml');
    const child = spawn(process.execPath, [script, lesson], { stdio: 'pipe' });
    const timer = setTimeout(() => child.kill('SIGKILL'), 3 * PATIENCE);
    const { code, stdout, stderr } = await ending(child);
    clearTimeout(timer);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { bytes, silent } = JSON.parse(stdout) as { bytes: number; silent: readonly number[] };
    const text = await readFile(lesson);
    expect(bytes).toBe(text.length);
    // A lesson that is cut behind a whole question reads as a shorter one.
    expect(silent.filter((length) => text[length - 1] !== 0x0a)).toEqual([]);
  });
});

/** The text with bytes within its title. */
function withBytes(text: string, bytes: readonly number[]): Uint8Array {
  const at = text.indexOf(title) + title.length;
  return Buffer.concat([
    Buffer.from(text.slice(0, at)),
    Uint8Array.from(bytes),
    Buffer.from(text.slice(at)),
  ]);
}
