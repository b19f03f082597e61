import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { readingGrade } from '../../src/content/checks/reading.ts';
import { stem } from '../../src/content/language/stem.ts';
import type { RuleId } from '../../src/content/rules.ts';
import { edited, LESSON_PATH, pointedAt, readEdited, SMALL } from './small-course.ts';

const found = (rule: RuleId, words: string, replacement: string) =>
  readEdited(words, replacement).diagnostics.filter((one) => one.rule === rule);

/** The callout of the lesson cites article:borders.1 as contested. */
const ask = (prompt: string, cite = 'article:borders.1') =>
  found(
    'unattributed-claim',
    'prompt: Is it so?\n    explanation: It is.\n    cite: [un-res-690]',
    `prompt: ${JSON.stringify(prompt)}\n    explanation: It is.\n    cite: [${cite}]`,
  );

describe('a contested claim', () => {
  test.each(['Is it so?', 'True or false: the wall is long.', 'Name the city.'])(
    'has no owner in “%s”',
    (prompt) => expect(ask(prompt)).toHaveLength(1),
  );

  test.each([
    'According to the article, is it so?',
    'What does Author call it?',
    'Which number does the UN Security Council give?',
    'One side argues that it is so. Is it?',
    'Selon l’autrice, est-ce vrai ?',
    'بحسب المقال، هل هذا صحيح؟',
  ])('has an owner in “%s”', (prompt) => expect(ask(prompt)).toEqual([]));

  test('is none where the passage is not contested, or a source is cited as a whole', () => {
    expect(ask('Is it so?', 'article:principles.3')).toEqual([]);
    expect(ask('Is it so?', 'un-res-690')).toEqual([]);
  });

  test('may be contested in another lesson', () => {
    const lesson = SMALL.get(LESSON_PATH) ?? '';
    const files = edited('course.yaml', '[first]', '[first, second]');
    const other = lesson
      .replace('::: contested Who', '::: example Who')
      .replace('id: first', 'id: second');
    files.set(
      'basics/second.yaml',
      other.replaceAll('cite: [article:principles.3]', 'cite: [article:borders.1]'),
    );
    const { diagnostics } = readCatalogue(files);
    expect(diagnostics).toMatchObject([{ file: 'basics/second.yaml', rule: 'unattributed-claim' }]);
  });

  test('is not asked for where the item asks for an order', () => {
    const order = 'prompt: Order.\n    explanation: Ordered.\n    cite: ';
    expect(
      found('unattributed-claim', `${order}[un-res-690]`, `${order}[article:borders.1]`),
    ).toEqual([]);
  });
});

test('the prompt of an essay may be twice as long as others', () => {
  const prompt = `prompt: ${'word '.repeat(100)}`;
  const essay = `${prompt}
    explanation: Written.
    cite: [un-res-690]
    rubric: { criteria: [{ id: a, text: A, levels: [{ id: b, text: B, share: 0 }, { id: c, text: C, share: 1 }] }] }
`;
  const last = '      - { id: d, text: Fourth., feedback: No. }\n';
  const item = `${last}  - id: write\n    type: essay\n    objective: name-parts\n    ${essay}`;
  expect(readEdited(last, item).diagnostics).toEqual([]);
  expect(found('prompt-length', 'prompt: Which one?', prompt)).toHaveLength(1);
});

describe('the words of a link', () => {
  test.each([
    'here',
    'Click here',
    'this link',
    'read more',
    'ici',
    'Cliquez ici',
    'en savoir plus',
    'هنا',
    'اضغط هنا',
    '**here**',
  ])('“%s” say nothing', (words) =>
    expect(found('vague-link', '[the site]', `[${words}]`)).toHaveLength(1),
  );

  test.each(['the report of 2004', 'where it is now', 'الموقع الرسمي', 'Lire le rapport'])(
    '“%s” say where it leads',
    (words) => expect(found('vague-link', '[the site]', `[${words}]`)).toEqual([]),
  );
});

describe('a colour that points', () => {
  test.each([
    ['See the red bar.', 'the red bar'],
    ['Prisons are shown in green.', 'shown in green'],
    ['Voir la barre rouge.', 'la barre rouge'],
    ['انظر إلى الشريط الأحمر.', 'الشريط الأحمر'],
  ])('is found in “%s”', (text, words) => {
    const files = edited(LESSON_PATH, 'Remember this.', text);
    const [finding] = readCatalogue(files).diagnostics;
    expect(finding?.rule).toBe('colour-pointer');
    expect(finding && pointedAt(files.get(LESSON_PATH) ?? '', finding)).toBe(words);
  });

  test.each(['The Green March of 1975.', 'Reporters crossed red lines.', 'Le Livre blanc.'])(
    'is not found in “%s”',
    (text) => expect(found('colour-pointer', 'Remember this.', text)).toEqual([]),
  );
});

describe('paragraphs of a source', () => {
  test('are named together, with runs drawn together', () => {
    const { diagnostics } = readCatalogue(
      edited('sources.yaml', 'paragraphs: 7, cover: false', 'paragraphs: 7'),
    );
    expect(diagnostics.map(({ file, line, message }) => [file, line, message])).toEqual([
      ['sources.yaml', 10, 'no lesson cites paragraphs 1–2, 4–6 of `article:principles`'],
      ['sources.yaml', 10, 'lessons cite paragraph 7 of `article:principles`, and no item does'],
    ]);
  });

  test('are not asked for while a listed lesson is missing', () => {
    const files = edited('sources.yaml', 'paragraphs: 7, cover: false', 'paragraphs: 7');
    files.set(
      'course.yaml',
      (SMALL.get('course.yaml') ?? '').replace('[first]', '[first, second]'),
    );
    expect(readCatalogue(files).diagnostics.map((one) => one.rule)).toEqual(['missing-lesson']);
  });
});

describe('the Flesch–Kincaid grade', () => {
  test('is that of the formula', () => {
    // Ten times a sentence of 6 words and 6 syllables: 0.39·6 + 11.8·1 − 15.59 = −1.45.
    const easy = 'The cat sat on the mat. '.repeat(10);
    expect(readingGrade(easy)).toBeCloseTo(-1.45, 10);
    // One sentence of 60 words: 0.39·60 + 11.8 − 15.59 = 19.61.
    expect(readingGrade(easy.replaceAll('.', ''))).toBeCloseTo(19.61, 10);
  });

  test('is not given to what is short or not in English', () => {
    expect(readingGrade('The cat sat on the mat.')).toBeNull();
    expect(readingGrade('Le chat était assis devant la porte. '.repeat(10))).toBeNull();
    expect(readingGrade('جلس القط أمام الباب. '.repeat(20))).toBeNull();
  });

  test('counts neither citations nor the targets of links, and each point of a list as a sentence', () => {
    const plain = 'The cat sat on the mat. '.repeat(10);
    const cited =
      'The cat sat on [the mat](https://example.org/a-very-long-address) [@article:principles.3]. ';
    expect(readingGrade(cited.repeat(10))).toBeCloseTo(readingGrade(plain) ?? NaN, 10);
    expect(readingGrade('\n- The cat sat on the mat'.repeat(10))).toBeCloseTo(-1.45, 10);
  });
});

test.each([
  ['policies', 'policy'],
  ['borders', 'border'],
  ['Councils', 'council'],
  ['services', 'service'],
  ['process', 'process'],
  ['status', 'status'],
  ['Morocco’s', 'morocco'],
])('the stem of “%s” is “%s”', (word, stemmed) => expect(stem(word)).toBe(stemmed));
