import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { edited, LESSON_PATH } from './small-course.ts';

const TITLE = 'title: The first lesson';

describe('messages of the schema speak to an author', () => {
  test.each([
    [TITLE, 'title: 2005', '`title` must be text, not a number', 'put it in quotes: "2005"'],
    [TITLE, 'title: true', '`title` must be text, not true or false', 'put it in quotes: "true"'],
    [TITLE, 'title: [a]', '`title` must be text, not a list', undefined],
    [TITLE, 'title: " "', '`title` is empty; it must be text', undefined],
    [
      TITLE,
      `title: ${'a'.repeat(10_001)}`,
      '`title` must have at most 10000 characters',
      undefined,
    ],
    ['minutes: 12', 'minutes: 1.5', '`minutes` must be a whole number, not 1.5', undefined],
    ['minutes: 12', 'minutes: 0', '`minutes` must be at least 1', undefined],
    [
      'answer: 168',
      'answer: .inf',
      '`answer` must be a number, not an endless or undefined one',
      undefined,
    ],
    ['points: 2', 'points: 11', '`points` must be at most 10', undefined],
    [
      'id: first',
      'id: First',
      '`id` must be lower-case letters, digits and single hyphens, beginning with a letter',
      undefined,
    ],
    [
      'type: numeric',
      'type: numerical',
      '`type` must be one of `single-choice`, `true-false`, `multiple-response`, `short-text`, `numeric`, `cloze`, `matching`, `ordering`, `hot-text`, `essay`',
      'did you mean `numeric`?',
    ],
    [
      'kind: tiles',
      'kind: tile',
      '`kind` must be one of `table`, `timeline`, `tiles`, `steps`, `bars`, `line`',
      'did you mean `tiles`?',
    ],
    ['cite: [un-res-690]', 'cite: []', '`cite` must have at least 1 entry', undefined],
    [
      'accept: [INDH, ',
      'accept: [2005, ',
      'entry 1 of `accept` must be text, not a number',
      'put it in quotes: "2005"',
    ],
    [
      'folds: []',
      'folds: [accent]',
      'entry 1 of `folds` must be one of `case`, `accents`, `punctuation`, `arabic`',
      'did you mean `accents`?',
    ],
    [
      'scoring: exact',
      'scorring: exact',
      '`scorring` is not a key in entry 9 of `items`',
      'did you mean `scoring`?',
    ],
    [
      '{ id: a, text: Alpha, correct: true }',
      '{ id: a, txt: Alpha, correct: true }',
      '`txt` is not a key in entry 1 of `choices`',
      'did you mean `text`?',
    ],
    ['items:\n', 'items: none\nthings:\n', '`items` must be a list, not text', undefined],
    ['quiz:\n  pass: 60', 'quiz:\n  pass: 160', '`pass` must be at most 100', undefined],
    [
      'objectives:\n',
      '__proto__: { polluted: true }\nobjectives:\n',
      '`__proto__` is not a key',
      undefined,
    ],
  ])('%s → %s', (words, replacement, message, suggestion) => {
    const { diagnostics, failing } = readCatalogue(edited(LESSON_PATH, words, replacement));
    const found = diagnostics.find((one) => one.message === message);
    expect(found, diagnostics.map((one) => one.message).join('\n')).toBeDefined();
    if (suggestion !== undefined) expect(found?.suggestion).toBe(suggestion);
    expect([...failing]).toEqual([LESSON_PATH]);
  });

  test.each([
    ['sources.yaml', 'standing: primary', 'standing: primal', '`standing` must be one of'],
    [
      'sources.yaml',
      'https://example.org/article',
      'javascript:alert(1)',
      '`url` must be a web address',
    ],
    ['sources.yaml', 'year: 1991', 'year: "1991"', '`year` must be a number, not text'],
    [
      'glossary.yaml',
      'fr: jurisprudence',
      'Fr_x: jurisprudence',
      '`Fr_x` is not a locale such as `fr` or `ar`',
    ],
    ['course.yaml', 'lessons: [first]', 'lessons: []', '`lessons` must have at least 1 entry'],
  ])('%s: %s → %s', (path, words, replacement, message) => {
    const { diagnostics } = readCatalogue(edited(path, words, replacement));
    expect(diagnostics.map((one) => one.message).join('\n')).toContain(message);
    expect(diagnostics.every((one) => one.line >= 1 && one.column >= 1)).toBe(true);
  });

  test('nothing that zod says by itself reaches the author', () => {
    const { diagnostics } = readCatalogue(edited(LESSON_PATH, 'minutes: 12', 'minutes: []'));
    expect(JSON.stringify(diagnostics)).not.toMatch(/Invalid|received|undefined|expected/);
  });
});
