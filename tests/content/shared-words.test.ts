import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { namesIn, sharedWords } from '../../src/content/shared-words.ts';
import { SMALL } from './small-course.ts';

const ARTICLE = 'He said: “The kingdom chose a long and patient road towards reform”, and left.';

function shared(lesson: string, other = ARTICLE, names: readonly string[] = []) {
  return sharedWords(new Map([['a.yaml', lesson]]), { name: 'article.md', text: other }, names);
}

describe('wording shared with another text', () => {
  test('is found from eight words on, with its place and its words', () => {
    const found = shared(
      'title: A\nbody: |\n  So the kingdom chose a long and patient road, it is said.\n',
    );
    expect(found).toMatchObject([
      { file: 'a.yaml', line: 3, column: 6, endLine: 3, endColumn: 47, rule: 'shared-words' },
    ]);
    expect(found[0]?.message).toBe(
      '8 words in a row as in article.md: “the kingdom chose a long and patient road”',
    );
  });

  test('is not found with seven', () => {
    expect(shared('body: So the kingdom chose a long and patient way.\n')).toEqual([]);
  });

  test.each([
    ['case', 'THE KINGDOM chose a Long and Patient road'],
    ['punctuation and quotation marks', 'the kingdom «chose», a “long” – and – patient road!'],
    ['Markdown', 'the **kingdom** chose *a long* [and](https://example.org/x) patient road'],
    ['citations', 'the kingdom chose [@article:principles.2] a long and patient road'],
    ['line breaks', 'the kingdom chose a\n  long and patient\n  road'],
    ['accents', 'thé kingdom chosé a long and patient road'],
  ])('does not depend on %s', (_what, wording) => {
    expect(shared(`body: |\n  ${wording}\n`)).toHaveLength(1);
  });

  test('is told once for a longer run, whole', () => {
    const [finding, ...more] = shared(
      'a: the kingdom chose a long and patient road towards reform and left\n',
    );
    expect(finding?.message).toContain('12 words in a row');
    expect(more).toEqual([]);
  });

  test('is found in Arabic, whatever its vowel marks', () => {
    const other = 'اختارت المملكة طريقا طويلا وصبورا نحو الإصلاح الديني الشامل';
    const lesson = 'نص: اِختارت المملكة طريقًا طويلًا وصبورًا نحو الإصلاح الديني\n';
    expect(shared(lesson, other)).toHaveLength(1);
  });

  test('is found in a file that cannot be read as YAML', () => {
    expect(shared('a: [the kingdom chose a long and patient road\n')).toHaveLength(1);
  });

  test('does not count the words of names, though they do not end a run', () => {
    const other = 'In 2005 the National Initiative for Human Development began in every poor town.';
    const name = 'National Initiative for Human Development';
    // Twelve words less five of the name make seven.
    const lesson = 'a: In 2005 the National Initiative for Human Development began in every poor\n';
    expect(shared(lesson, other)).toHaveLength(1);
    expect(shared(lesson, other, [name])).toEqual([]);
    expect(shared(lesson.replace('poor', 'poor town'), other, [name])).toHaveLength(1);
  });
});

test('names are the titles and owners of sources and the terms of the glossary', () => {
  const { catalogue } = readCatalogue(SMALL);
  if (catalogue === null) throw new Error('the course cannot be read');
  const names = namesIn(catalogue);
  expect(names).toEqual(
    expect.arrayContaining([
      'The title',
      'A. Author',
      'UN Security Council',
      'fiqh',
      'jurisprudence',
      'الفقه',
    ]),
  );
  expect(names).not.toContain('Borders');
});
