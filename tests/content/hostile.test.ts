import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { MAX_FILE_BYTES } from '../../src/content/limits.ts';
import { POLICIES } from '../../src/content/markdown/context.ts';
import { renderInline } from '../../src/content/markdown/render.ts';
import {
  edited,
  LESSON_PATH,
  lessonOf,
  readEdited,
  renderSection,
  SMALL,
  withFile,
} from './small-course.ts';

const LESSON = SMALL.get(LESSON_PATH) ?? '';

function readWhole(content: string | Uint8Array) {
  return readCatalogue(withFile(LESSON_PATH, content));
}

const nested = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('');

// Each level hides behind a block scalar, whose text begins at column 1.
const hidden = (depth: number) =>
  Array.from(
    { length: depth },
    (_, n) => `${' '.repeat(n)}a: |\n${' '.repeat(n + 1)}x\n${' '.repeat(n)}b:\n`,
  ).join('');

describe('a file that is too much is refused before it is parsed', () => {
  test.each([
    ['2 KB of brackets', '['.repeat(2000), 'too-deep'],
    ['half a megabyte of brackets', '['.repeat(MAX_FILE_BYTES - 1), 'too-deep'],
    ['brackets closed in comments only', '[ # ]\n'.repeat(2000), 'too-deep'],
    ['brackets closed in quotes only', '["]", '.repeat(2000), 'too-deep'],
    ['braces', '{a: '.repeat(2000), 'too-deep'],
    ['dashes on one line', '- '.repeat(2000), 'too-deep'],
    ['question marks on one line', '? '.repeat(2000), 'too-deep'],
    ['900 levels of indentation', nested(900), 'too-deep'],
    ['300 levels behind block scalars', hidden(300), 'too-deep'],
    [
      '40,000 keys',
      Array.from({ length: 40_000 }, (_, n) => `k${n}: 1\n`).join(''),
      'too-many-keys',
    ],
    [
      '100,000 keys in braces',
      `{${Array.from({ length: 100_000 }, (_, n) => n.toString(36)).join(',')}}\n`,
      'too-many-keys',
    ],
    ['200,000 entries', '- a\n'.repeat(130_000), 'too-many-keys'],
    ['more than 512 KiB', `title: ${'a'.repeat(MAX_FILE_BYTES)}\n`, 'file-size'],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n', 'yaml-alias'],
    ['an alias to itself', 'a: &a [*a]\n', 'yaml-alias'],
    ['a tag', 'a: !!js/function "alert(1)"\n', 'yaml-tag'],
    ['a directive', '%YAML 1.1\n---\na: 1\n', 'yaml-directive'],
    ['nothing', '', 'file-empty'],
    ['only space', ' \n\n', 'file-empty'],
    ['a NUL', 'title: a\0b\n', 'control-character'],
    ['a direction override', 'title: a\u202eb\n', 'control-character'],
  ])('%s', (_name, content, rule) => {
    const text = content.endsWith('\n') || content === '' ? content : `${content}\n`;
    const { diagnostics, catalogue } = readWhole(
      text.slice(0, rule === 'file-size' ? undefined : MAX_FILE_BYTES),
    );
    expect(diagnostics.map((one) => one.rule)).toContain(rule);
    expect(diagnostics.every((one) => one.line >= 1 && one.column >= 1)).toBe(true);
    expect(catalogue?.lessons.size).toBe(0);
  });

  test('as many keys as are allowed are parsed', () => {
    const keys = Array.from({ length: 9990 }, (_, n) => `k${n}: 1\n`).join('');
    expect(readWhole(keys).diagnostics.map((one) => one.rule)).toContain('unknown-key');
  });

  test.each([
    ['[@'],
    ['!['],
    [']('],
    ['{{'],
    ['*a'],
    ['<a'],
    ['['],
    ['> '],
    ['- '],
    ['`'],
    [' '],
    ['::: key '],
    ['[a](term:x) '],
  ])('a section full of “%s” does not run away', (piece) => {
    const body = piece.repeat(Math.floor(9000 / piece.length));
    expect(readEdited('      Remember this.', `      x${body}`).failing.size).toBeLessThan(2);
  });

  test('a file with thousands of mistakes does not tell them all', () => {
    const items = '  - { id: A, type: nope }\n'.repeat(2000);
    expect(readWhole(`id: first\nitems:\n${items}`).diagnostics.length).toBeLessThan(250);
  });

  test('ordinary punctuation in prose is not syntax', () => {
    const prose = '( [ { } not closed: “a, b, c”? & * ! % # @ `'.repeat(20);
    expect(
      readWhole(LESSON.replace('Remember this.', prose)).diagnostics.map((one) => one.rule),
    ).not.toContain('too-deep');
  });
});

describe('a file in another encoding', () => {
  const cafe = LESSON.replace('The first lesson', 'Le café');

  test('Windows-1252 is named with the place and the letter', () => {
    const { diagnostics } = readWhole(Buffer.from(cafe, 'latin1'));
    expect(diagnostics).toMatchObject([{ rule: 'encoding', line: 2, column: 14 }]);
    expect(diagnostics[0]?.message).toContain('0xE9');
    expect(diagnostics[0]?.message).toContain('“é”');
  });

  test('a character cut in two at the end', () => {
    const bytes = Buffer.from(`${LESSON}# é`);
    const { diagnostics } = readWhole(bytes.subarray(0, -1));
    expect(diagnostics).toMatchObject([
      { rule: 'encoding', line: LESSON.split('\n').length, column: 3 },
    ]);
  });

  test('UTF-16 is named', () => {
    const { diagnostics } = readWhole(Buffer.from(`\ufeff${LESSON}`, 'utf16le'));
    expect(diagnostics).toMatchObject([
      { rule: 'encoding', message: 'the file is UTF-16; save it as UTF-8' },
    ]);
  });

  test('UTF-8 with a byte order mark and Windows line ends reads the same', () => {
    const plain = readWhole(LESSON);
    const windows = readWhole(`\ufeff${LESSON.replaceAll('\n', '\r\n')}`);
    expect(windows.diagnostics).toEqual([]);
    expect(lessonOf(windows).hash).toBe(lessonOf(plain).hash);
  });

  test('tabs in the indentation are pointed at', () => {
    const { diagnostics } = readWhole(LESSON.replace('  - id: tell-apart', '\t- id: tell-apart'));
    expect(diagnostics).toMatchObject([{ rule: 'tab-indent', line: 8, column: 1 }]);
  });
});

describe('a file that was cut short', () => {
  test('is an error wherever it does not end with a line', () => {
    const bytes = Buffer.from(LESSON);
    for (let length = 0; length < bytes.length; length += 7) {
      const cut = bytes.subarray(0, length);
      const { failing } = readWhole(cut);
      if (cut.at(-1) !== 0x0a) expect([...failing], `at byte ${length}`).toEqual([LESSON_PATH]);
    }
  });

  test('never throws at the end of a line either', () => {
    const lines = LESSON.split('\n');
    for (let count = 1; count < lines.length; count += 1) {
      expect(() => readWhole(`${lines.slice(0, count).join('\n')}\n`)).not.toThrow();
    }
  });
});

/** Renders one line whatever is wrong with it. */
function inline(text: string): string {
  return renderInline(text, {
    policy: POLICIES.section,
    world: { sources: new Map(), terms: new Set(), locale: 'en' },
    language: 'en',
    report: () => undefined,
    section: null,
    gaps: null,
  });
}

describe('text that would be code elsewhere stays text', () => {
  test('HTML in Markdown', () => {
    const html = renderSection('<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt;');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &lt;b&gt;');
    expect(html).not.toMatch(/<(script|img|b)\b/);
  });

  test('a template’s marks', () => {
    expect(renderSection('<%= 7 %> ${7} {{7*7}} <%~ x %>')).toContain(
      '<p>&lt;%= 7 %&gt; ${7} {{7*7}} &lt;%~ x %&gt;</p>',
    );
    const reading = readEdited('prompt: Which one?', 'prompt: "<%= 7 %> {{x}}"');
    expect(lessonOf(reading).items[0]?.prompt).toBe('<p>&lt;%= 7 %&gt; {{x}}</p>');
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java%73cript:alert(1)',
    '&#106;avascript:alert(1)',
    'vbscript:x',
    'data:text/html,alert(1)',
    'file:///etc/passwd',
    '//evil.example',
    '/en/admin',
    '#main',
    'https:evil',
    'https:///evil',
    'term:fiqh"onclick="x',
    'mailto:a@example.org',
  ])('a link to %s is an error and is never printed', (target) => {
    for (const words of [`[x](${target})`, `[x](<${target}>)`]) {
      expect([...readEdited('See [fiqh](term:fiqh)', `See ${words}`).failing]).toEqual([
        LESSON_PATH,
      ]);
      expect(inline(words)).toBe('x');
    }
  });

  test('an address between angle brackets is a link only to the web', () => {
    expect(inline('<https://example.org/>')).toBe(
      '<a href="https://example.org/">https://example.org/</a>',
    );
    expect(inline('<javascript:alert(1)>')).toBe('javascript:alert(1)');
  });

  test('attributes cannot be broken out of', () => {
    const reading = readCatalogue(
      edited('sources.yaml', 'A. Author', "'\"><script>alert(1)</script>'"),
    );
    const all = JSON.stringify(
      [...(reading.catalogue?.terms.values() ?? [])].map((term) => term.definition),
    );
    expect(all).toContain('&lt;script&gt;');
    expect(all).not.toContain('<script>');
  });

  test('titles are plain text', () => {
    const { catalogue } = readEdited('Who says what', '<b>Who</b> & *what*');
    const html = catalogue?.lessons.get('first')?.sections[2]?.html;
    expect(html).toContain('>&lt;b&gt;Who&lt;/b&gt; &amp; *what*</h3>');
  });
});
