import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { upperTail } from '../../src/content/checks/chance.ts';
import type { RuleId } from '../../src/content/rules.ts';
import { choiceItem, withItems } from './rule-fixtures.ts';
import { LESSON_PATH, pointedAt, SMALL } from './small-course.ts';

function found(rule: RuleId, ...items: readonly string[]) {
  const files = withItems(...items);
  const text = files.get(LESSON_PATH) ?? '';
  return readCatalogue(files)
    .diagnostics.filter((one) => one.rule === rule)
    .map((one) => ({ ...one, pointed: pointedAt(text, one) }));
}

describe('the exact chance of so many events or more', () => {
  test.each([
    // (1/3)³ = 1/27; P(3 or 4 of 4 coins) = 5/16; 1 − 1/2·2/3 = 2/3; 1/2·1/3 = 1/6.
    [[1 / 3, 1 / 3, 1 / 3], 3, 1 / 27],
    [[0.5, 0.5, 0.5, 0.5], 3, 5 / 16],
    [[0.5, 1 / 3], 1, 2 / 3],
    [[0.5, 1 / 3], 2, 1 / 6],
    [[0.2, 0.7], 0, 1],
    [[0.2, 0.7], 3, 0],
    [[], 0, 1],
  ])('of %j, at least %i: %f', (chances, atLeast, expected) => {
    expect(upperTail(chances, atLeast)).toBeCloseTo(expected, 12);
  });
});

/** Its right choice is clearly the longest. */
const long = (id: string) =>
  choiceItem(id, ['one', 'two', '=a good deal longer than these', 'six']);

const wrong = (id: string) => choiceItem(id, ['a good deal longer than these', '=one', 'six']);

const close = (id: string) => choiceItem(id, ['one and two', '=one and a two', 'three']);

describe('the length of the right choice', () => {
  test('is not blamed for two of two questions, and is for three of three', () => {
    expect(found('key-longest', long('a'), long('b'))).toEqual([]);
    const [finding] = found('key-longest', long('a'), long('b'), long('c'));
    expect(finding?.message).toContain('in 3 of the 3 questions');
    expect(finding?.message).toContain('in 1.6 % of cases');
    expect(finding?.suggestion).toContain('`a`, `b`, `c`');
    expect(finding?.pointed).toBe('items');
  });

  test('is not blamed where wrong choices are the longest as often as chance has it', () => {
    const rest = ['d', 'e', 'f', 'g'].map(wrong);
    expect(found('key-longest', long('a'), long('b'), long('c'), ...rest)).toEqual([]);
  });

  test('counts only where the difference is clear', () => {
    expect(found('key-longest', close('a'), close('b'), close('c'), close('d'))).toEqual([]);
  });
});

const at = (id: string, place: number) =>
  choiceItem(
    id,
    ['one', 'two', 'three', 'four'].map((word, n) => (n === place ? `=${word}` : word)),
  );

describe('the place of the right choice', () => {
  test('is not blamed for three alike, and is for many', () => {
    expect(found('key-position', at('a', 0), at('b', 0))).toEqual([]);
    const [finding] = found('key-position', ...['a', 'b', 'c', 'd', 'e'].map((id) => at(id, 2)));
    expect(finding?.message).toContain('5 of the 6 right choices stand in position 3');
  });

  test('is not blamed where places are spread', () => {
    const spread = [0, 1, 2, 3, 0, 1, 2, 3].map((place, n) => at(`q${n}`, place));
    expect(found('key-position', ...spread)).toEqual([]);
  });

  test('is judged over the course as well, where no lesson shows it', () => {
    const lesson = SMALL.get(LESSON_PATH) ?? '';
    const ids = ['first', 'second', 'third', 'fourth', 'fifth'];
    const files = new Map(SMALL);
    files.set(
      'course.yaml',
      (SMALL.get('course.yaml') ?? '').replace('[first]', `[${ids.join(', ')}]`),
    );
    for (const id of ids) files.set(`basics/${id}.yaml`, lesson.replace('id: first', `id: ${id}`));
    // Each lesson has one question with its key in the first of three places: 3 · (1/3)⁵ = 1/81.
    const [finding, ...others] = readCatalogue(files).diagnostics;
    expect(finding).toMatchObject({ file: 'course.yaml', rule: 'key-position' });
    expect(finding?.message).toContain('5 of the 5');
    expect(finding?.message).toContain('1.2 % of cases');
    expect(others).toEqual([]);
  });
});

describe('a choice about the other choices', () => {
  test.each([
    'All of the above',
    'None of these.',
    'none of the above answers',
    'Both',
    'A and C',
    'Toutes les réponses ci-dessus',
    'Aucune de ces propositions',
    'Tous ceux-ci',
    'Les deux',
    'كلّ ما سبق',
    'جميع الإجابات صحيحة',
    'لا شيء مما ذُكر',
  ])('is seen in “%s”', (words) => {
    expect(found('catch-all-choice', choiceItem('q', ['=One', words, 'Two']))).toHaveLength(1);
  });

  test.each([
    'All regions of the country',
    'None',
    'Both kings and their heirs',
    'Les deux rives',
    'كل المدن',
  ])('is not seen in “%s”', (words) => {
    expect(found('catch-all-choice', choiceItem('q', ['=One', words, 'Two']))).toEqual([]);
  });
});

describe('an absolute word', () => {
  test.each([
    ['It never rains', 'never'],
    ['The king decides everything', 'everything'],
    ['Il pleut toujours', 'toujours'],
    ['تمطر دائمًا', 'دائمًا'],
  ])('in “%s” is pointed at', (words, word) => {
    const [finding] = found('absolute-word', choiceItem('q', ['=It may rain', words, 'Snow']));
    expect(finding?.pointed).toBe(word);
  });

  test.each([
    ['the right choice has it too', ['=It never snows', 'It never rains', 'Hail']],
    ['the right choice has it', ['=It never snows', 'It rains', 'Hail']],
    ['it is the whole choice', ['=The king', 'Nobody', 'The people']],
    ['it claims nothing', ['=It rains', 'Above all snow', 'Not only hail']],
    ['it is part of another word', ['=It rains', 'A small allowance', 'Hail']],
  ])('is left alone where %s', (_why, choices) => {
    expect(found('absolute-word', choiceItem('q', choices))).toEqual([]);
  });
});

describe('overlapping choices', () => {
  test.each([
    ['10–20', '20–30'],
    ['From 1,000 to 2,000 cells', '1,500 to 3,000 cells'],
    ['more than 30', 'more than 100'],
    ['at least 50', '20-60'],
    ['Rabat', 'Rabat and Fez'],
    ['the King, the government', 'The King'],
    ['Rabat et Fès', 'Fès'],
    ['de 5 à 10', 'entre 8 et 12'],
  ])('“%s” and “%s” are', (one, other) => {
    expect(found('overlapping-choices', choiceItem('q', [`=${one}`, other, 'x']))).toHaveLength(1);
  });

  test.each([
    ['10–19', '20–29'],
    ['more than 30', 'less than 30'],
    ['over 30', 'at most 30'],
    ['Rabat', 'Rabat-Salé'],
    ['law', 'law of the sea'],
    ['2005', '2005 again'],
    ['Rabat and Fez', 'Fez and Tangier'],
  ])('“%s” and “%s” are not', (one, other) => {
    expect(found('overlapping-choices', choiceItem('q', [`=${one}`, other, 'x']))).toEqual([]);
  });
});

const asked = (prompt: string) =>
  found('unmarked-negation', choiceItem('q', ['=a', 'b', 'c'], prompt));

describe('a negation in a prompt', () => {
  test.each([
    ['Which is not a pillar?', 'not'],
    ['All hold, except which?', 'except'],
    ['Which of these doesn’t hold?', 'doesn’t'],
    ['The king spoke. Which place did he never visit?', 'never'],
    ['Mark the sentences that do not name an owner.', 'not'],
    ['Lequel n’est pas un pilier ?', 'pas'],
    ['أي مما يلي ليس ركنا؟', 'ليس'],
  ])('is seen in “%s”', (prompt, word) => {
    expect(asked(prompt).map((one) => one.pointed)).toEqual([word]);
  });

  test.each([
    'Which is **not** a pillar?',
    'Which is *not* a pillar?',
    'Which is NOT a pillar?',
    'The article does not say when. What does it say?',
    'What does “it was not implemented” mean?',
    'Not only law: what else?',
    'Mark what is a judgement, not a fact.',
    'Match each place with its date. A date may be used twice or not at all.',
  ])('is not seen in “%s”', (prompt) => expect(asked(prompt)).toEqual([]));
});

const clues = (prompt: string, ...choices: readonly string[]) =>
  found('clueing-words', choiceItem('q', choices, prompt)).map((one) => [
    one.severity,
    one.pointed,
  ]);

describe('words that give the right choice away', () => {
  test('are seen in whatever number they stand', () => {
    expect(clues('Who chairs the councils?', '=The council', 'The king', 'A judge')).toEqual([
      ['note', 'council'],
    ]);
  });

  test('are a warning from two on', () => {
    expect(clues('Which council of wisdom sat?', '=The council of wisdom', 'x', 'y')).toEqual([
      ['warning', 'council'],
    ]);
  });

  test.each([
    ['a wrong choice has them too', 'Which council?', ['=High council', 'Low council', 'A judge']],
    ['they are short', 'Which law?', ['=The law', 'The king', 'A judge']],
    ['they carry no content', 'Which of these should be?', ['=What these should be', 'x', 'y']],
  ])('are not seen where %s', (_why, prompt, choices) => {
    expect(clues(prompt, ...choices)).toEqual([]);
  });
});
