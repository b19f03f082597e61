import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/content/catalogue.ts';
import type { Text } from '../../../src/content/translation/units.ts';
import { replaced } from '../../support/translating.ts';
import { LESSON_PATH, pointedAt } from '../small-course.ts';
import { bilingual, FRENCH_LESSON } from './small-translation.ts';

const said = (files: ReadonlyMap<string, string>) =>
  readCatalogue(files).diagnostics.map((one) => `${one.file} ${one.severity} ${one.rule}`);

/** What the linter says of the French lesson once its words are replaced. */
const saidOf = (words: string, replacement: string) =>
  said(replaced(bilingual(), FRENCH_LESSON, words, replacement));

describe('a whole translation', () => {
  test('has nothing to be said of', () => {
    expect(said(bilingual())).toEqual([]);
  });
});

describe('what a translation cannot have', () => {
  test.each<[string, string, Text, string]>([
    ['another number', 'items.pick.prompt', 'Lequel des 3 ?', 'warning translation-numbers'],
    ['other citations', 'items.pick.explanation', 'FR rien.', 'error translation-links'],
    [
      'a term that the base does not link',
      'summary',
      'FR [droit](term:fiqh)',
      'error translation-links',
    ],
    ['another kind of callout', 'sections.turn.body', 'FR ::: key', 'error translation-links'],
    ['other gaps', 'items.fill.text', 'FR {{year}} {{whom}}', 'error translation-placeholders'],
    [
      'a shorter list',
      'figures.parts.tiles',
      [{ title: 'FR', text: 'FR' }],
      'error translation-shape',
    ],
    [
      'markup that is not taken',
      'items.pick.choices.a.text',
      '![](https://a.example/b.png)',
      'error translation-links',
    ],
  ])('%s', (_name, unit, text, rule) => {
    const files = bilingual({ [unit]: text });
    expect(said(files)).toEqual([`${FRENCH_LESSON} ${rule}`]);
  });

  test.each([
    [
      'an id that the base has not',
      '  name-parts:\n',
      '  name-partz:\n    text: FR\n  name-parts:\n',
      'error translation-unknown',
    ],
    [
      'an option that the base has not',
      '      c:\n        text: FR Gamma\n        feedback: FR Not that.\n',
      '      c:\n        text: FR Gamma\n        feedback: FR Not that.\n      d:\n        text: FR\n',
      'error translation-options',
    ],
    [
      'a key that the base has not',
      'title: FR The first lesson\n',
      'title: FR The first lesson\ntitel: FR\n',
      'error unknown-key',
    ],
    [
      'feedback where the base has none',
      '        text: FR Alpha\n',
      '        text: FR Alpha\n        feedback: FR\n',
      'error unknown-key',
    ],
    [
      'a record of a text that is gone',
      'made-from:\n',
      'made-from:\n  gone.text: 12ab34cd\n',
      'warning translation-gone',
    ],
    [
      'a block where a text belongs',
      'title: FR The first lesson\n',
      'title: { text: FR }\n',
      'error schema-type',
    ],
    ['an empty text', 'title: FR The first lesson\n', 'title: ""\n', 'error schema-value'],
    [
      'a record that is a list',
      'made-from:\n',
      'made-from: [a]\nx-made-from:\n',
      'error schema-type',
    ],
  ])('%s', (_name, words, replacement, rule) => {
    expect(saidOf(words, replacement)).toContain(`${FRENCH_LESSON} ${rule}`);
  });

  test('fewer options than the base: half a list would be another question', () => {
    const files = bilingual({
      'items.pick.choices.c.text': null,
      'items.pick.choices.c.feedback': null,
    });
    expect(said(files)).toEqual([
      `${FRENCH_LESSON} warning translation-missing`,
      `${FRENCH_LESSON} error translation-options`,
    ]);
  });

  test('problems of Markdown that a text by itself has', () => {
    const files = bilingual({ 'sections.close.body': 'FR # one\n\n# two three' });
    expect(said(files)).toEqual([`${FRENCH_LESSON} error heading`]);
  });
});

describe('what a translation lacks', () => {
  test('is told once, with how many texts and which', () => {
    const files = bilingual({ 'items.pick.prompt': null, 'items.sure.prompt': null });
    expect(readCatalogue(files).diagnostics).toMatchObject([
      { file: FRENCH_LESSON, line: 1, rule: 'translation-missing', severity: 'warning' },
    ]);
    expect(readCatalogue(files).diagnostics[0]?.message).toMatch(
      /^2 of \d+ texts have no translation: `items.pick.prompt`, `items.sure.prompt`$/,
    );
  });

  test('is told of the base where there is no file', () => {
    const files = bilingual();
    files.delete(FRENCH_LESSON);
    expect(said(files)).toEqual([`${LESSON_PATH} warning translation-missing`]);
  });

  test('a text that changed in the base is told with its place', () => {
    const files = replaced(bilingual(), LESSON_PATH, 'prompt: Type it.', 'prompt: Type it now.');
    const { diagnostics } = readCatalogue(files);
    expect(diagnostics).toMatchObject([{ file: FRENCH_LESSON, rule: 'translation-stale' }]);
    const [stale] = diagnostics;
    if (stale === undefined) throw new Error('Nothing is stale.');
    expect(pointedAt(files.get(FRENCH_LESSON) ?? '', stale)).toBe('FR Type it.');
  });

  test('white space and order in the base are no change', () => {
    const files = replaced(bilingual(), LESSON_PATH, 'prompt: Type it.', 'prompt: "Type it. "');
    expect(said(files)).toEqual([]);
  });

  test('texts that are not recorded are told once', () => {
    const whole = bilingual();
    const bare = (whole.get(FRENCH_LESSON) ?? '').replace(/made-from:[^]*$/, '');
    const { diagnostics } = readCatalogue(new Map([...whole, [FRENCH_LESSON, bare]]));
    expect(diagnostics).toMatchObject([{ rule: 'translation-unstamped', severity: 'warning' }]);
  });
});

describe('suggestions', () => {
  test.each([
    ['  name-parts:\n', '  name-part:\n', 'did you mean `name-parts`?'],
    ['title: FR The first', 'titel: FR The first', 'did you mean `title`?'],
  ])('for a slip of the pen in %s', (words, slip, suggestion) => {
    const { diagnostics } = readCatalogue(replaced(bilingual(), FRENCH_LESSON, words, slip));
    expect(diagnostics.map((one) => one.suggestion)).toContain(suggestion);
  });
});

describe('a file beside the course', () => {
  test('that translates nothing is told', () => {
    const files = bilingual();
    files.set('basics/frist.fr.yaml', 'title: FR\n');
    expect(said(files)).toEqual(['basics/frist.fr.yaml warning translation-without-base']);
  });

  test('in a language that the course does not have is told, and not unlisted', () => {
    const files = bilingual();
    files.set('basics/first.de.yaml', 'title: DE\n');
    expect(said(files)).toEqual(['basics/first.de.yaml warning translation-locale']);
  });
});
