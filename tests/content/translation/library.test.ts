import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Library } from '../../../src/content/library.ts';
import { openLibrary } from '../../../src/content/library.ts';
import { replaced } from '../../support/translating.ts';
import { LESSON_PATH } from '../small-course.ts';
import { bilingual, FRENCH_LESSON } from './small-translation.ts';

const WHOLE = bilingual();
let dir: string;
let library: Library;

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-lessons-'));
  for (const [path, text] of WHOLE) await write(path, text);
  library = await openLibrary({ dir });
});
afterEach(async () => {
  await library.close();
  await rm(dir, { recursive: true, force: true });
});

const french = () => library.catalogue?.translations.get('fr')?.lessons.get('first');
const changed = (path: string, words: string, replacement: string) =>
  replaced(WHOLE, path, words, replacement).get(path) ?? '';

describe('a library with translations', () => {
  test('serves and keeps them like other files', () => {
    expect(french()?.title.text).toBe('FR The first lesson');
    expect(library.goodFiles()).toEqual(WHOLE);
    expect(library.diagnostics).toEqual([]);
  });

  test('takes a changed translation, and says so', async () => {
    await write(FRENCH_LESSON, changed(FRENCH_LESSON, 'FR The first', 'FR La première'));
    expect(await library.reload()).toBe(true);
    expect(french()?.title.text).toBe('FR La première lesson');
  });

  test('serves the last good version of one that cannot be parsed', async () => {
    await write(FRENCH_LESSON, 'title: [FR\n');
    await write(LESSON_PATH, changed(LESSON_PATH, 'prompt: Type it.', 'prompt: Type it now.'));
    await library.reload();
    expect(french()?.title.text).toBe('FR The first lesson');
    // The base goes on: what the kept translation was not made from is not shown.
    expect(french()?.items[3]?.prompt).toContain('Type it now.');
    expect([...library.stale]).toEqual([FRENCH_LESSON]);
  });

  test('serves one with an error in it, but for the text that has the error', async () => {
    const text = changed(FRENCH_LESSON, 'title: FR The first lesson', 'title: [FR]\nsummery: FR');
    await write(FRENCH_LESSON, text.replace('FR Which one?', 'FR Laquelle ?'));
    await library.reload();
    expect(french()?.title).toEqual({ text: 'The first lesson', lang: 'en' });
    expect(library.stale.size).toBe(0);
    expect(library.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('serves the base alone once a translation is taken away', async () => {
    await rm(join(dir, FRENCH_LESSON));
    await library.reload();
    expect(french()?.title.lang).toBe('en');
    expect(library.catalogue?.lessons.get('first')?.title.lang).toBe('en');
  });
});
