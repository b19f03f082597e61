import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { formatDiagnostic } from '../../src/content/format.ts';
import { edited, LESSON_PATH, pointedAt, readEdited, SMALL } from './small-course.ts';

describe('the place of a diagnostic', () => {
  test('the small course has nothing to complain of', () => {
    expect(readCatalogue(SMALL).diagnostics).toEqual([]);
  });

  test.each([
    ['minutes: 12', 'minutes: twelve', 'schema-type', 'twelve'],
    ['minutes: 12', 'minuts: 12', 'unknown-key', 'minuts'],
    ['objective: tell-apart', 'objective: tell-appart', 'unknown-objective', 'tell-appart'],
    ['cite: [un-res-690]', 'cite: [un-res-609]', 'unknown-citation', 'un-res-609'],
    ['match: creed', 'match: kreed', 'unknown-target', 'kreed'],
    [
      '[@un-res-690; @article:principles.3]',
      '[@un-res-690; @article:principles.8]',
      'unknown-citation',
      '@article:principles.8',
    ],
    ['(term:fiqh)', '(term:fikh)', 'unknown-term', 'term:fikh'],
    ['::: key', '::: kee', 'callout', '::: kee'],
    ['{{who}}', '{{whom}}', 'unknown-gap', '{{whom}}'],
    ['figure:parts', 'figure:party', 'unknown-figure', 'figure:party'],
  ])('%s → %s: %s points at “%s”', (words, replacement, rule, pointed) => {
    const files = edited(LESSON_PATH, words, replacement);
    const text = files.get(LESSON_PATH) ?? '';
    const found = readCatalogue(files).diagnostics.find((one) => one.rule === rule);
    if (!found) throw new Error('not found');
    const line = text.split('\n').findIndex((one) => one.includes(pointed)) + 1;
    const column = (text.split('\n')[line - 1] ?? '').indexOf(pointed) + 1;
    expect(found).toMatchObject({ file: LESSON_PATH, line, column });
    expect(pointedAt(text, found)).toBe(pointed);
  });

  test('a missing key is pointed at through its parent', () => {
    const { diagnostics } = readEdited('    title: The turn\n', '');
    const line = (SMALL.get(LESSON_PATH) ?? '').split('\n').indexOf('  - id: turn') + 1;
    expect(diagnostics).toMatchObject([
      { line, column: 5, rule: 'schema-missing', message: '`title` is missing; it must be text' },
    ]);
  });

  test('a key without a value is pointed at itself', () => {
    const { diagnostics } = readEdited('title: The first lesson', 'title:');
    expect(diagnostics).toMatchObject([
      { line: 2, column: 1, message: '`title` is empty; it must be text' },
    ]);
  });

  test('the same mistake twice is pointed at twice', () => {
    const { diagnostics } = readEdited(
      'See [fiqh](term:fiqh)',
      'See [a](term:nope) [b](term:nope)',
    );
    const [first, second] = diagnostics;
    expect(first?.line).toBe(second?.line);
    expect(second?.column).toBe((first?.column ?? 0) + '[b](term:nope) '.length);
  });

  test('columns count from 1 after Arabic text as editors count them', () => {
    const { diagnostics } = readEdited('Remember this.', 'الفقه [@nope]');
    expect(diagnostics[0]).toMatchObject({ column: '      الفقه ['.length + 1 });
  });
});

describe('a printed diagnostic', () => {
  test('has its place, rule, frame and suggestion', () => {
    const files = edited(LESSON_PATH, 'minutes: 12', 'minuts: 12');
    const [first, second] = readCatalogue(files).diagnostics;
    if (!first || !second) throw new Error('two findings expected');
    expect([first.rule, second.rule]).toEqual(['schema-missing', 'unknown-key']);
    const printed = formatDiagnostic(second, files.get(LESSON_PATH));
    expect(printed).toContain('basics/first.yaml:4:1 error unknown-key `minuts` is not a key');
    expect(printed).toContain('> 4 | minuts: 12');
    expect(printed).toContain('| ^^^^^^');
    expect(printed).toContain('→ did you mean `minutes`?');
  });

  test('is one line where the text is not at hand', () => {
    const printed = formatDiagnostic({
      file: 'a.yaml',
      line: 1,
      column: 2,
      severity: 'note',
      rule: 'html',
      message: 'm',
    });
    expect(printed).toBe('a.yaml:1:2 note html m');
  });
});
