import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { lint } from '../../src/cli/lint.ts';
import { run } from '../../src/cli/program.ts';
import { interactions } from '../../src/domain/items/registry.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

let dir: string;
let printed: string[];
let complaints: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-new-'));
  for (const [path, text] of SMALL_COURSE) await put(path, text);
  printed = [];
  complaints = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(dir, { recursive: true, force: true });
});

const make = (...words: string[]) => run(['node', 'manara', 'new', ...words, '--dir', dir]);
const read = (path: string) => readFile(join(dir, path), 'utf8');

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
}

/** What the linter says of one file. */
async function findings(path: string) {
  const { diagnostics } = await lint(dir);
  return diagnostics.filter((one) => one.file === join(dir, path));
}

const TYPES = Object.keys(interactions);
const GAMMA = 'first-module/gamma.yaml';

describe('manara new lesson', () => {
  test('makes a lesson of which only what is to be written is found wanting', async () => {
    expect(await make('lesson', 'first-module/gamma')).toBe(0);
    const found = await findings(GAMMA);
    expect(found.map((one) => one.message)).toEqual([
      '`title` is empty; it must be text',
      '`summary` is empty; it must be text',
      '`minutes` is empty; it must be a number',
      '`text` is empty; it must be text',
      '`title` is empty; it must be text',
      '`body` is empty; it must be text',
    ]);
    expect((await read(GAMMA)).split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../schemas/lesson.schema.json',
    );
  });

  test.each([
    [
      'in brackets',
      '    lessons: [alpha, beta] # both\n',
      '    lessons: [alpha, beta, gamma] # both\n',
    ],
    [
      'in lines, with comments',
      '    # in order\n    lessons:\n    - alpha # first\n    - beta # last\n    # - delta\n',
      '    # in order\n    lessons:\n    - alpha # first\n    - beta # last\n    - gamma\n    # - delta\n',
    ],
    [
      'over several lines of brackets',
      '    lessons: [\n      alpha,\n      beta,\n    ]\n',
      '    lessons: [\n      alpha,\n      beta, gamma,\n    ]\n',
    ],
    [
      'with Windows line ends',
      '    lessons:\r\n      - alpha\r\n      - beta\r\n',
      '    lessons:\r\n      - alpha\r\n      - beta\r\n      - gamma\r\n',
    ],
  ])('lists it in course.yaml and leaves the rest as it was: %s', async (_how, before, after) => {
    await put('course.yaml', course(before));
    expect(await make('lesson', 'first-module/gamma')).toBe(0);
    expect(await read('course.yaml')).toBe(course(after));
  });

  test('says what to add where the module is not there yet', async () => {
    const before = await read('course.yaml');
    expect(await make('lesson', 'second-module/gamma')).toBe(0);
    expect(printed.join('\n')).toContain('Please add a module `second-module`');
    expect(await read('course.yaml')).toBe(before);
  });

  test.each([
    ['a lesson that is there', 'first-module/alpha'],
    ['a lesson of this name in another module', 'second-module/alpha'],
    ['a place outside of the folder', '../gamma'],
    ['a place further down', 'a/b/c'],
    ['a name that is no id', 'first-module/Gamma Ray'],
    ['a name without a module', 'gamma'],
  ])('refuses %s and writes nothing', async (_what, place) => {
    const before = await Promise.all([...SMALL_COURSE.keys()].map(read));
    expect(await make('lesson', place)).toBe(2);
    expect(complaints.join('')).toContain('error: ');
    expect(await Promise.all([...SMALL_COURSE.keys()].map(read))).toEqual(before);
  });
});

describe('manara new item', () => {
  beforeEach(async () => {
    await make('lesson', 'first-module/gamma');
  });

  test.each(TYPES)('adds a question of type %s that is still to be written', async (type) => {
    expect(await make('item', 'gamma', type)).toBe(0);
    const found = await findings(GAMMA);
    expect(found.filter((one) => !/ is (empty|missing); it must be /.test(one.message))).toEqual(
      [],
    );
    expect(printed.at(-1)).toMatch(/^Added gamma\/[a-z-]+-1 at .*gamma\.yaml:\d+\.$/);
    const line = Number(printed.at(-1)?.match(/:(\d+)\.$/)?.[1]);
    expect((await read(GAMMA)).split('\n')[line - 1]).toBe(`  - id: ${type}-1`);
  });

  test('makes questions of every type that are in order once they are written', async () => {
    for (const type of TYPES) expect(await make('item', 'gamma', type)).toBe(0);
    await put(GAMMA, written(await read(GAMMA)));
    expect((await findings(GAMMA)).filter((one) => one.severity === 'error')).toEqual([]);
  });

  test('adds at the end and leaves the rest as it was', async () => {
    const before = await read('first-module/alpha.yaml');
    await put('first-module/alpha.yaml', `${before}# the end\n`);
    expect(await make('item', 'alpha', 'true-false', 'third')).toBe(0);
    const after = await read('first-module/alpha.yaml');
    expect(after.startsWith(before)).toBe(true);
    expect(after.endsWith('# the end\n')).toBe(true);
    expect(after.slice(before.length)).toContain('  - id: third\n    type: true-false\n');
    expect(after.slice(before.length)).toContain('objective: # one of: know, use\n');
  });

  test('numbers questions of one type', async () => {
    await make('item', 'gamma', 'essay');
    await make('item', 'gamma', 'essay');
    expect((await read(GAMMA)).match(/id: essay-\d/g)).toEqual(['id: essay-1', 'id: essay-2']);
  });

  test.each([
    ['a lesson that is not there', ['nowhere', 'essay']],
    ['a type that is not there', ['gamma', 'riddle']],
    ['an id that is taken', ['alpha', 'essay', 'pick']],
    ['an id that is none', ['gamma', 'essay', 'My essay']],
  ])('refuses %s', async (_what, words) => {
    const before = await Promise.all([GAMMA, 'first-module/alpha.yaml'].map(read));
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    expect(await make('item', ...words)).toBe(2);
    expect(await Promise.all([GAMMA, 'first-module/alpha.yaml'].map(read))).toEqual(before);
  });

  test('says what to write where the file cannot be read, and leaves it alone', async () => {
    await put(GAMMA, 'id: gamma\nitems: [\n');
    expect(await make('item', 'gamma', 'essay')).toBe(2);
    expect(complaints.join('')).toContain('    type: essay');
    expect(await read(GAMMA)).toBe('id: gamma\nitems: [\n');
  });
});

describe('manara new translation', () => {
  const ALPHA = 'first-module/alpha.fr.yaml';

  beforeEach(async () => {
    await put('course.yaml', `locales: [en, fr]\n${await read('course.yaml')}`);
  });

  test('makes a translation that has every place, with the base above it', async () => {
    expect(await make('translation', 'fr', 'alpha')).toBe(0);
    expect(printed.join('')).toContain(join(dir, ALPHA));
    const text = await read(ALPHA);
    const base: unknown = parse(await read('first-module/alpha.yaml'));
    const { title } = z.object({ title: z.string() }).parse(base);
    expect(text).toContain(`# ${title}\ntitle: # to be written\n`);
    const rules = new Set((await findings(ALPHA)).map((one) => one.rule));
    expect([...rules]).toEqual(['schema-missing']);
  });

  test('is whole when every empty place is filled and recorded', async () => {
    await make('translation', 'fr', 'alpha');
    const filled = (await read(ALPHA)).replaceAll(/: # to be written/g, ': Des mots');
    await put(ALPHA, filled.replaceAll('- # to be written', '- Des mots'));
    await run(['node', 'manara', 'lint', dir, '--fix']);
    const rules = (await findings(ALPHA)).map((one) => one.rule);
    expect(rules.filter((rule) => rule.startsWith('schema') || rule.endsWith('missing'))).toEqual(
      [],
    );
  });

  test.each([
    ['a file that is not there', ['fr', 'nowhere']],
    ['a language that is none', ['French words', 'alpha']],
  ])('refuses %s', async (_what, words) => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    expect(await make('translation', ...words)).toBe(2);
  });

  test('never writes over a translation', async () => {
    await put(ALPHA, 'title: Le phare\n');
    expect(await make('translation', 'fr', 'alpha')).toBe(2);
    expect(await read(ALPHA)).toBe('title: Le phare\n');
  });
});

/** A course.yaml around a list of lessons. */
function course(list: string): string {
  return `# My course
title: A small course
summary: For tests.
modules:
  - id: first-module
    title: First module
    summary: The only one.
${list}quiz:
  id: whole
  title: Whole
  summary: All.
  draw: [{ count: 1 }]
`;
}

/** The lesson with something in every empty place. */
function written(text: string): string {
  const own: Readonly<Record<string, string>> = {
    minutes: '10',
    objective: 'first-objective',
    cite: '[article:part.1]',
    accept: '[lamp]',
  };
  let count = 0;
  let type = '';
  return text.replaceAll(/^( *(?:- )?)([a-z]+): *(.*)$/gm, (line, indent, key, rest) => {
    if (key === 'type') type = rest;
    if (
      !rest.startsWith('#') ||
      [
        'objectives',
        'sections',
        'items',
        'choices',
        'gaps',
        'rows',
        'targets',
        'entries',
        'sentences',
        'criteria',
      ].includes(key)
    )
      return line;
    count += 1;
    if (key === 'answer') return `${indent}answer: ${type === 'numeric' ? 7 : 'true'}`;
    if (rest.includes('{{first}}')) return `${indent}text: The light is a {{first}}.`;
    return `${indent}${key}: ${own[key] ?? `Words ${count}`}`;
  });
}
