import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { countWords } from '../../src/content/checks/words.ts';
import { edited, readEdited, SMALL, withFile } from './small-course.ts';

const rules = (diagnostics: readonly { rule: string; severity: string }[]) =>
  diagnostics.map((one) => `${one.severity} ${one.rule}`);

describe('what a lesson cannot have', () => {
  test.each([
    ['id: first', 'id: second', 'lesson-id'],
    ['id: tell-apart', 'id: name-parts', 'duplicate-id'],
    ['id: middle', 'id: opening', 'duplicate-id'],
    ['id: middle', 'id: note-2', 'reserved-id'],
    ['- id: sure', '- id: pick', 'duplicate-id'],
    [
      '{ id: b, text: Beta, feedback: No., credit: 0.5 }',
      '{ id: a, text: Beta, feedback: No. }',
      'duplicate-id',
    ],
    [
      '{ id: b, text: Beta, feedback: No., credit: 0.5 }',
      '{ id: b, text: alpha, feedback: No. }',
      'duplicate-id',
    ],
    ['{ id: c, text: Gamma, feedback: Not that. }', '{ id: c, text: Gamma }', 'missing-feedback'],
    ['{ id: c, text: Gamma, feedback: Not that. }', '{ id: c, text: Gamma, correct: true }', 'key'],
    [
      '{ id: a, text: Alpha, correct: true }\n      - { id: b, text: Beta, feedback: No., ',
      '{ id: a, text: Alpha, feedback: No. }\n      - { id: b, text: Beta, feedback: No., ',
      'key',
    ],
    ['credit: 0.5', 'credit: 1', 'credit'],
    [
      '{ id: a, text: Alpha, correct: true }',
      '{ id: a, text: Alpha, correct: true, credit: 0.5 }',
      'credit',
    ],
    ['{ id: a, text: First., correct: true }', '{ id: a, text: First., feedback: No. }', 'key'],
    ['objective: tell-apart', 'objective: tell', 'unknown-objective'],
    ['match: creed', 'match: credo', 'unknown-target'],
    ['id: creed, text: Creed', 'id: law, text: Creed', 'duplicate-id'],
    ['id: ashari', 'id: malik', 'duplicate-id'],
    ['{ id: b, text: Beta }', '{ id: a, text: Beta }', 'duplicate-id'],
    ['tolerance: 2', 'range: [170, 160]', 'range'],
    ['tolerance: 2', 'range: [169, 170]', 'range'],
    ['tolerance: 2', 'range: [160, 170]\n    tolerance: 2', 'range'],
    ['{{year}}', '{{yeer}}', 'unknown-gap'],
    ['{{year}}', '2005', 'unplaced-gap'],
    ['{{year}}', '`{{year}}`', 'unplaced-gap'],
    ['{{year}}', '{{year}} {{year}}', 'duplicate-id'],
    ['*the year* {{year}}', '*the year {{year}}*', 'gap'],
    [
      'folds: []\n',
      'folds: []\n        choices: [{ id: a, text: A, correct: true }, { id: b, text: B, feedback: No. }]\n',
      'gap',
    ],
    ['        accept: [the Ministry]\n        folds: []\n', '', 'gap'],
    ['        folds: []\n        feedback: Another.\n', '', 'gap'],
    [
      '{ id: y2011, text: "2011", feedback: Later. }',
      '{ id: y2011, text: "2011" }',
      'missing-feedback',
    ],
    ['![](figure:parts)', '![](figure:part)', 'unknown-figure'],
    ['![](figure:parts)', '![](figure:parts)\n\n      ![](figure:parts)', 'duplicate-id'],
    ['![](figure:parts)', 'See ![](figure:parts) there.', 'image'],
    ['![](figure:parts)', '![A cat](https://example.org/cat.png)', 'image'],
    ['cite: [article:principles.3]', 'cite: [article:principles.8]', 'unknown-citation'],
    ['cite: [article:principles.3]', 'cite: [article:principals.3]', 'unknown-citation'],
    ['cite: [article:principles.3]', 'cite: [article]', 'unknown-citation'],
    ['cite: [article:principles.3]', 'cite: [article:principles]', 'unknown-citation'],
    ['cite: [article:principles.3]', 'cite: [un-res-690:a.1]', 'unknown-citation'],
    ['[@article:borders.1]', '[@article:borders.2]', 'unknown-citation'],
    ['[@article:borders.1]', '[@]', 'unknown-citation'],
    ['(term:fiqh)', '(term:fikh)', 'unknown-term'],
    ['(https://example.org/)', '(/admin)', 'link-target'],
    ['(https://example.org/)', '(javascript:alert(1))', 'link-target'],
    ['[the site]', '[]', 'empty-link'],
    ['prompt: Which one?', 'prompt: Which one [@un-res-690]?', 'citation-here'],
    [
      'text: Gamma, feedback: Not that.',
      'text: "[G](https://example.org/)", feedback: No.',
      'link-here',
    ],
    ['prompt: Which one?', 'prompt: |\n      ::: key\n      Which one?\n      :::', 'callout'],
    ['::: key', '::: keys', 'callout'],
    ['      Remember this.\n      :::\n', '      Remember this.\n', 'callout'],
    ['Remember this.', ':::\n\n      More.', 'callout'],
    ['Remember this.', '## Remember', 'heading'],
    ['Remember this.', 'Remember this.\n      ---', 'heading'],
    ['Remember this.', '| a | b |\n      |---|---|\n      | c | d |', 'table'],
  ])('%s → %s: %s', (words, replacement, rule) => {
    const { diagnostics, failing, catalogue } = readEdited(words, replacement);
    expect(rules(diagnostics)).toContain(`error ${rule}`);
    expect([...failing]).toEqual(['basics/first.yaml']);
    expect(catalogue?.lessons.size).toBe(0);
  });
});

describe('what a lesson should not have', () => {
  test.each([
    ['      ![](figure:parts)\n', '', 'warning unplaced-figure'],
    [
      '  - id: explain-why\n    text: explain why\n',
      '  - id: explain-why\n    text: explain why\n  - id: extra\n    text: do more\n',
      'warning objective-without-item',
    ],
    [
      '  - id: tell-apart\n    text: tell them apart\n  - id: explain-why\n    text: explain why\n',
      '',
      'warning lesson-shape',
      true,
    ],
    ['Remember this.', 'Remember <b>this</b>.', 'warning html'],
    ['See [fiqh]', `${'more words '.repeat(100)} See [fiqh]`, 'note section-length'],
  ])('%s → %s: %s', (words, replacement, rule, errors = false) => {
    const { diagnostics, catalogue } = readEdited(words, replacement);
    expect(rules(diagnostics)).toContain(rule);
    if (!errors) expect(catalogue?.lessons.size).toBe(1);
  });

  test('fewer than eight items or four types', () => {
    const { diagnostics, catalogue } = readEdited('  - id: type-it', '#');
    expect(diagnostics.length).toBeGreaterThan(0);
    const text = SMALL.get('basics/first.yaml') ?? '';
    const short = text.slice(0, text.indexOf('  - id: tick'));
    const reading = readCatalogue(withFile('basics/first.yaml', short));
    expect(rules(reading.diagnostics)).toEqual([
      'warning objective-without-item',
      'warning item-bank',
      'warning item-bank',
    ]);
    expect(reading.catalogue?.lessons.size).toBe(1);
    expect(catalogue?.lessons.size).toBe(0);
  });
});

describe('the files of a course', () => {
  test('a listed lesson without a file is a warning at its place in course.yaml', () => {
    const { diagnostics, catalogue } = readCatalogue(
      edited('course.yaml', 'lessons: [first]', 'lessons: [first, second]'),
    );
    expect(diagnostics).toMatchObject([
      { file: 'course.yaml', line: 7, column: 22, severity: 'warning', rule: 'missing-lesson' },
    ]);
    expect(catalogue?.modules[0]?.lessons).toEqual(['first']);
  });

  test('an unlisted file is a warning and is not served', () => {
    const files = withFile(
      'basics/stray.yaml',
      (SMALL.get('basics/first.yaml') ?? '').replace('id: first', 'id: stray'),
    );
    const { diagnostics, catalogue } = readCatalogue(files);
    expect(diagnostics).toMatchObject([
      { file: 'basics/stray.yaml', rule: 'unlisted-file', severity: 'warning' },
    ]);
    expect([...(catalogue?.lessons.keys() ?? [])]).toEqual(['first']);
  });

  test('a lesson in the wrong folder is found', () => {
    const files = new Map(SMALL);
    files.set('other/first.yaml', files.get('basics/first.yaml') ?? '');
    files.delete('basics/first.yaml');
    const { diagnostics } = readCatalogue(files);
    expect(diagnostics.find((one) => one.rule === 'missing-lesson')?.suggestion).toBe(
      'the file stands at other/first.yaml',
    );
  });

  test.each([
    ['course.yaml', 'lessons: [first]', 'lessons: [first, first]'],
    [
      'course.yaml',
      'lessons: [first]\n',
      'lessons: [first]\n  - { id: basics, title: T, summary: S, lessons: [other] }\n',
    ],
    ['sources.yaml', 'id: un-res-690', 'id: article'],
    ['sources.yaml', 'id: borders', 'id: principles'],
    ['glossary.yaml', 'id: zawiya', 'id: fiqh'],
  ])('%s: an id stands twice: %s → %s', (path, words, replacement) => {
    const { diagnostics } = readCatalogue(edited(path, words, replacement));
    expect(rules(diagnostics)).toContain('error duplicate-id');
  });

  test('a broken glossary definition is an error of the glossary', () => {
    const { failing } = readCatalogue(
      edited('glossary.yaml', '[@article:principles.1]', '[@nope]'),
    );
    expect([...failing]).toEqual(['glossary.yaml']);
  });

  test('a glossary that cannot be read does not blame the lessons', () => {
    const { failing, catalogue } = readCatalogue(withFile('glossary.yaml', 'terms: [\n'));
    expect([...failing]).toEqual(['glossary.yaml']);
    expect(catalogue?.lessons.get('first')?.sections[1]?.html).toContain('See fiqh and');
  });

  test('sources that cannot be read do not blame the lessons, and nothing can be served', () => {
    const { failing, catalogue } = readCatalogue(withFile('sources.yaml', 'sources: 3\n'));
    expect([...failing]).toEqual(['sources.yaml']);
    expect(catalogue).toBeNull();
  });

  test.each(['course.yaml', 'sources.yaml'])('without %s nothing can be served', (path) => {
    const files = new Map(SMALL);
    files.delete(path);
    const { catalogue, diagnostics } = readCatalogue(files);
    expect(catalogue).toBeNull();
    expect(rules(diagnostics)).toEqual(['error missing-file']);
  });

  test('no files at all', () => {
    expect(readCatalogue(new Map()).catalogue).toBeNull();
  });
});

test('words are counted as a reader meets them', () => {
  expect(
    countWords('Two words [@article:principles.3].\n\n![](figure:a)\n::: key The title\n'),
  ).toBe(2);
  expect(countWords('[a link](https://example.org/x/y) l’État الفقه')).toBe(4);
});
