import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { lessonOf, readEdited, SMALL } from './small-course.ts';

const lesson = lessonOf(readCatalogue(SMALL));
const item = (id: string) => lesson.items.find((one) => one.id === id);

describe('a compiled lesson', () => {
  test('knows its place and its settings', () => {
    expect(lesson).toMatchObject({
      id: 'first',
      module: 'basics',
      number: 1,
      title: { text: 'The first lesson', lang: 'en' },
      minutes: 12,
    });
    expect(lesson.objectives[0]).toEqual({ id: 'name-parts', text: 'name the <em>parts</em>' });
    expect(lesson.sections[1]?.recall).toBeNull();
  });

  test('has settings where none are given', () => {
    const bare = readEdited('quiz:\n  pass: 60\n  shuffle: { items: true, choices: false }\n', '');
    expect(bare.catalogue?.quizzes.get('first')?.settings).toEqual({
      mode: 'graded',
      pass: 0.7,
      attempts: null,
      counts: 'highest',
      timeLimit: null,
      opensAt: null,
      closesAt: null,
      coolDown: 0,
      certainty: false,
      anonymousGrading: false,
      shuffleItems: false,
      shuffleChoices: true,
      release: {
        marks: 'after-submission',
        'own-answers': 'after-submission',
        'right-answers': 'after-submission',
        explanations: 'after-submission',
      },
    });
  });

  test('has the settings of its file', () => {
    const quiz = readCatalogue(SMALL).catalogue?.quizzes.get('first');
    expect(quiz?.settings).toMatchObject({ pass: 0.6, shuffleItems: true, shuffleChoices: false });
    expect(quiz?.bank).toEqual(lesson.items);
  });
});

describe('compiled items', () => {
  test('have a name, a version, points, tags and citations', () => {
    expect(item('pick')).toMatchObject({
      ref: 'first/pick',
      lesson: 'first',
      objective: 'name-parts',
      points: 1,
      tags: ['recall'],
      cite: [{ ref: 'article:principles.3' }],
    });
    expect(item('sure')).toMatchObject({
      points: 2,
      tags: [],
      answer: true,
      feedback: 'It is so.',
    });
    expect(item('pick')?.hash).toMatch(/^[0-9a-f]{32}$/);
  });

  test('single choice: the key earns all, others nothing unless they say so', () => {
    expect(item('pick')).toMatchObject({
      choices: [
        { id: 'a', text: 'Alpha', correct: true, credit: 1, feedback: null },
        { id: 'b', correct: false, credit: 0.5, feedback: 'No.' },
        { id: 'c', correct: false, credit: 0 },
      ],
    });
  });

  test('scoring has its defaults', () => {
    expect(item('tick')).toMatchObject({ scoring: 'net' });
    expect(item('mark')).toMatchObject({ scoring: 'exact' });
    expect(item('sort')).toMatchObject({ scoring: 'neighbours' });
  });

  test('short text sets aside capitals and punctuation always, accents and Arabic marks by default', () => {
    expect(item('type-it')).toMatchObject({
      accept: ['INDH', 'National Initiative'],
      folds: ['case', 'punctuation', 'accents', 'arabic'],
    });
  });

  test('a number has a range from its tolerance, from its range, or none', () => {
    expect(item('number')).toMatchObject({ min: 166, max: 170, value: 168, unit: 'cells' });
    const ranged = lessonOf(readEdited('tolerance: 2', 'range: [160, 170]'));
    expect(ranged.items[4]).toMatchObject({ min: 160, max: 170, value: 168 });
    const exact = lessonOf(readEdited('    tolerance: 2\n    unit: cells\n', ''));
    expect(exact.items[4]).toMatchObject({ min: 168, max: 168, unit: null });
  });

  test('a cloze text is cut at its gaps and stays inline', () => {
    expect(item('fill')).toMatchObject({
      parts: [
        { html: 'It began in <em>the year</em> ' },
        { gap: 'year' },
        { html: '<br><br>and is led by ' },
        { gap: 'who' },
        { html: '.' },
      ],
      gaps: [
        { id: 'year', kind: 'select', choices: [{ correct: true }, { feedback: 'Later.' }] },
        {
          id: 'who',
          kind: 'text',
          accept: ['the Ministry'],
          folds: ['case', 'punctuation'],
          feedback: 'Another.',
        },
      ],
    });
  });

  test('matching rows know their targets', () => {
    expect(item('pair')).toMatchObject({
      rows: [
        { id: 'malik', text: 'Malik', match: 'law', feedback: 'Law.' },
        { id: 'ashari', match: 'creed', feedback: null },
      ],
      targets: [
        { id: 'law', text: 'Law' },
        { id: 'creed', text: 'Creed' },
      ],
      feedback: 'Look again.',
    });
  });
});
