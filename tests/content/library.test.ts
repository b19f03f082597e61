import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Library } from '../../src/content/library.ts';
import { openLibrary } from '../../src/content/library.ts';
import { edited, LESSON_PATH, SMALL } from './small-course.ts';

let dir: string;
let library: Library | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manara-lessons-'));
  for (const [path, text] of SMALL) await write(path, text);
});

afterEach(async () => {
  await library?.close();
  library = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
}

const title = () => library?.catalogue?.lessons.get('first')?.title.text;
const rules = () => library?.diagnostics.map((one) => one.rule);
const RENAMED = edited(LESSON_PATH, 'The first lesson', 'A new title').get(LESSON_PATH) ?? '';
const BROKEN = 'id: first\ntitle: [\n';

describe('a library', () => {
  test('serves what is on disk and gives it for keeping', async () => {
    library = await openLibrary({ dir });
    expect(title()).toBe('The first lesson');
    expect(library.diagnostics).toEqual([]);
    expect(library.goodFiles()).toEqual(SMALL);
    expect(library.stale.size).toBe(0);
  });

  test('serves a good change, and says so once', async () => {
    const onChange = vi.fn<(changed: Library) => void>();
    library = await openLibrary({ dir, onChange });
    onChange.mockClear();
    await write(LESSON_PATH, RENAMED);
    expect(await library.reload()).toBe(true);
    expect(await library.reload()).toBe(false);
    expect(title()).toBe('A new title');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  test('keeps serving the last good version of a broken file and shows what is wrong', async () => {
    library = await openLibrary({ dir });
    const hash = library.catalogue?.hash;
    await write(LESSON_PATH, BROKEN);
    await write(
      'glossary.yaml',
      edited('glossary.yaml', 'A lodge.', 'A house.').get('glossary.yaml') ?? '',
    );
    await library.reload();
    expect(title()).toBe('The first lesson');
    expect(library.catalogue?.terms.get('zawiya')?.definition).toBe('A house.');
    expect(library.catalogue?.hash).not.toBe(hash);
    expect(library.diagnostics[0]?.file).toBe(LESSON_PATH);
    expect([...library.stale]).toEqual([LESSON_PATH]);
    await write(LESSON_PATH, RENAMED);
    await library.reload();
    expect(title()).toBe('A new title');
    expect(library.diagnostics).toEqual([]);
    expect(library.stale.size).toBe(0);
  });

  test('serves the last good version over a restart', async () => {
    library = await openLibrary({ dir });
    const lastGood = library.goodFiles();
    await write(LESSON_PATH, BROKEN);
    const next = await openLibrary({ dir, lastGood });
    expect(next.catalogue?.lessons.get('first')?.title.text).toBe('The first lesson');
    expect(next.diagnostics.length).toBeGreaterThan(0);
    expect(next.goodFiles()).toEqual(SMALL);
  });

  test('keeps everything where old and new files do not fit together', async () => {
    library = await openLibrary({ dir });
    const hash = library.catalogue?.hash;
    // The lesson still links to the term, and is broken besides, so that its old version is needed.
    const glossary = (SMALL.get('glossary.yaml') ?? '').replaceAll('fiqh', 'law');
    await write('glossary.yaml', glossary);
    await write(LESSON_PATH, BROKEN);
    await library.reload();
    expect(library.catalogue?.hash).toBe(hash);
    expect(rules()).not.toEqual([]);
    expect([...library.stale].sort()).toEqual([LESSON_PATH, 'glossary.yaml']);
  });

  test.each(['course.yaml', 'sources.yaml', LESSON_PATH])(
    'outlives the loss of %s',
    async (path) => {
      library = await openLibrary({ dir });
      await rm(join(dir, path));
      await library.reload();
      expect(title()).toBe('The first lesson');
      expect(library.diagnostics.length).toBeGreaterThan(0);
      expect([...library.stale]).toEqual([path]);
    },
  );

  test('outlives the loss of the folder', async () => {
    library = await openLibrary({ dir });
    await rm(dir, { recursive: true });
    await library.reload();
    expect(title()).toBe('The first lesson');
    expect(rules()).toContain('unreadable');
  });

  test('lets a lesson go that course.yaml no longer lists', async () => {
    const second = RENAMED.replace('id: first', 'id: second');
    await write('basics/second.yaml', second);
    await write(
      'course.yaml',
      edited('course.yaml', '[first]', '[first, second]').get('course.yaml') ?? '',
    );
    library = await openLibrary({ dir });
    expect(library.catalogue?.lessons.size).toBe(2);
    await rm(join(dir, 'basics/second.yaml'));
    await library.reload();
    expect(library.catalogue?.lessons.size).toBe(2);
    await write('course.yaml', SMALL.get('course.yaml') ?? '');
    await library.reload();
    expect([...(library.catalogue?.lessons.keys() ?? [])]).toEqual(['first']);
    expect(library.goodFiles()).toEqual(SMALL);
  });

  test('serves the sound lessons where there is nothing older', async () => {
    await write('basics/second.yaml', BROKEN);
    await write(
      'course.yaml',
      edited('course.yaml', '[first]', '[first, second]').get('course.yaml') ?? '',
    );
    library = await openLibrary({ dir });
    expect([...(library.catalogue?.lessons.keys() ?? [])]).toEqual(['first']);
    expect([...library.goodFiles().keys()]).not.toContain('basics/second.yaml');
  });

  test('has nothing to serve where there is nothing, and does not throw', async () => {
    library = await openLibrary({ dir: join(dir, 'nowhere') });
    expect(library.catalogue).toBeNull();
    expect(rules()).toContain('unreadable');
    expect(library.goodFiles().size).toBe(0);
  });

  test('a last good set from an older format does no harm', async () => {
    library = await openLibrary({ dir, lastGood: new Map([['course.yaml', 'modules: 3\n']]) });
    expect(title()).toBe('The first lesson');
  });

  test('reads a link to a file, and says what cannot be read', async () => {
    await mkdir(join(dir, 'basics/folder.yaml'));
    await write('basics/old.yml', 'a: 1\n');
    library = await openLibrary({ dir });
    expect(title()).toBe('The first lesson');
    expect(library.diagnostics).toMatchObject([{ file: 'basics/old.yml', rule: 'file-name' }]);
  });

  test('watches its folder', async () => {
    const seen = new Promise<Library>((resolve) => {
      void openLibrary({ dir, onChange: resolveOnRename(resolve) }).then((opened) => {
        library = opened;
        return opened.watch().then(() => write(LESSON_PATH, RENAMED));
      });
    });
    expect((await seen).catalogue?.lessons.get('first')?.title.text).toBe('A new title');
  });
});

function resolveOnRename(resolve: (library: Library) => void) {
  return (changed: Library) => {
    if (changed.catalogue?.lessons.get('first')?.title.text === 'A new title') resolve(changed);
  };
}
