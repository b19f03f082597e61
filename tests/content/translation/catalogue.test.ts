import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/content/catalogue.ts';
import type { Catalogue, Lesson } from '../../../src/domain/course.ts';
import { inLocale } from '../../../src/domain/course.ts';
import type { Item } from '../../../src/domain/item.ts';
import { keyOf, shuffledIds } from '../../../src/domain/items/registry.ts';
import { itemIn } from '../../../src/domain/wording.ts';
import { replaced } from '../../support/translating.ts';
import { LESSON_PATH, SMALL } from '../small-course.ts';
import { bilingual, FRENCH_LESSON } from './small-translation.ts';

function courseOf(files: ReadonlyMap<string, string>): Catalogue {
  const { catalogue } = readCatalogue(files);
  if (catalogue === null) throw new Error('There is no catalogue.');
  return catalogue;
}

function lessonIn(course: Catalogue, locale: string): Lesson {
  const lesson = inLocale(course, locale).lessons.get('first');
  if (lesson === undefined) throw new Error('There is no lesson.');
  return lesson;
}

const course = courseOf(bilingual());
const [english, french] = [lessonIn(course, 'en'), lessonIn(course, 'fr')];

/** What an item is in whatever language. */
const bare = (item: Item) => ({
  hash: item.hash,
  ref: item.ref,
  points: item.points,
  key: keyOf(item),
  ids: shuffledIds(item),
});

describe('a course in another language', () => {
  test('has its texts in that language', () => {
    const inFrench = inLocale(course, 'fr');
    expect(inFrench).toMatchObject({
      locale: 'fr',
      title: { text: 'FR A short course', lang: 'fr' },
      modules: [{ title: { text: 'FR Basics', lang: 'fr' }, lessons: ['first'] }],
    });
    expect(french.title).toEqual({ text: 'FR The first lesson', lang: 'fr' });
    expect(french.sections[0]?.html).toContain('<strong>FR Now</strong>');
    expect(french.sections[2]?.html).toContain('>Idée clé</h3>');
    expect(inFrench.quizzes.get('first')?.title.text).toBe('FR The first lesson');
    expect(JSON.stringify(inFrench.summary + french.summary)).not.toContain('lang=');
  });

  test('names terms by their names in that language, and the others beside', () => {
    expect(inLocale(course, 'fr').terms.get('fiqh')).toMatchObject({
      term: { text: 'jurisprudence', lang: 'fr' },
      names: { en: 'fiqh', ar: 'الفقه' },
    });
    expect(inLocale(course, 'fr').terms.get('zawiya')?.term).toEqual({
      text: 'zawiya',
      lang: 'en',
    });
  });

  test('words citations in that language and leaves the source its own', () => {
    expect(french.notes[0]).toMatchObject({
      label: 'A. Author 2017, “Principles”, paragraphe 3',
      html: '<span lang="en" dir="ltr">A. Author 2017, “Principles”</span>, paragraphe 3',
    });
    expect(english.notes[0]?.html).toBe('A. Author 2017, “Principles”, paragraph 3');
  });

  test('has the same ids, keys, orders and versions', () => {
    expect(french.items.map(bare)).toEqual(english.items.map(bare));
    expect(french.hash).toBe(english.hash);
    expect(french.sections.map(({ id }) => id)).toEqual(english.sections.map(({ id }) => id));
    expect(inLocale(course, 'fr').quizzes.get('first')?.hash).toBe(
      course.quizzes.get('first')?.hash,
    );
  });

  test('is the base where it has none', () => {
    expect(inLocale(course, 'ar')).toBe(course);
    expect(courseOf(SMALL).translations.size).toBe(0);
    expect(courseOf(SMALL).lessons.get('first')?.items[0]?.wording).toBeUndefined();
  });

  test('leaves the name of each item version as it is without translations', () => {
    const alone = courseOf(SMALL).lessons.get('first');
    expect(english.items.map(({ hash }) => hash)).toEqual(alone?.items.map(({ hash }) => hash));
  });
});

describe('an item', () => {
  test('carries its wordings, named apart from its version', () => {
    const pick = english.items[0];
    if (pick === undefined) throw new Error('There is no item.');
    expect(itemIn(pick, 'fr').prompt).toBe('<p>FR Which one?</p>');
    expect(itemIn(pick, 'ar')).toBe(pick);
    expect(itemIn(pick, 'toString')).toBe(pick);
    const reworded = lessonIn(courseOf(bilingual({ 'items.pick.prompt': 'Lequel ?' })), 'en');
    expect(reworded.items[0]?.hash).toBe(pick.hash);
    expect(reworded.items[0]?.wording?.hash).not.toBe(pick.wording?.hash);
    expect(reworded.items[1]?.wording?.hash).toBe(english.items[1]?.wording?.hash);
  });
});

const MARKED = '<span lang="en" dir="ltr">';

describe('a text without a translation that fits', () => {
  test.each([
    ['missing', bilingual({ 'items.pick.choices.a.text': null })],
    [
      'stale',
      replaced(
        bilingual(),
        LESSON_PATH,
        'text: Alpha, correct: true }\n      - { id: b, text: Beta, feedback: No., credit',
        'text: Alef, correct: true }\n      - { id: b, text: Beta, feedback: No., credit',
      ),
    ],
    ['in error', bilingual({ 'items.pick.choices.a.text': 'FR [@un-res-690]' })],
    [
      'not recorded',
      replaced(
        bilingual(),
        FRENCH_LESSON,
        'items.pick.choices.a.text: ',
        'items.pick.choices.x.text: ',
      ),
    ],
  ])('is the base’s, in its language: %s', (_name, files) => {
    const [item, ...others] = lessonIn(courseOf(files), 'fr').items;
    if (item?.type !== 'single-choice') throw new Error('It is no choice.');
    expect(item.choices[0]?.text).toMatch(new RegExp(`^${MARKED}Al(pha|ef)</span>$`));
    expect(item.choices[0]?.correct).toBe(true);
    expect(item.choices[1]?.text).toBe('FR Beta');
    // The sources that items cite are in English in any case.
    const texts = others.map(({ cite: _cite, ...rest }) => rest);
    expect(JSON.stringify(texts)).not.toContain('lang=');
  });

  test('is marked whatever kind of text it is', () => {
    const lesson = lessonIn(
      courseOf(
        bilingual({
          title: null,
          'sections.opening.title': null,
          'sections.opening.body': null,
          'figures.parts.tiles': null,
          'items.number.unit': null,
          'items.fill.text': null,
          'items.pick.explanation': null,
        }),
      ),
      'fr',
    );
    const [opening] = lesson.sections;
    expect(lesson.title).toEqual({ text: 'The first lesson', lang: 'en' });
    expect(opening?.title.lang).toBe('en');
    expect(opening?.html).toMatch(/^<div lang="en" dir="ltr"><p>/);
    // The figure has a translation of its own, but for its tiles.
    expect(opening?.html).toContain('<div lang="fr" dir="ltr"><figure');
    expect(opening?.html).toContain('>FR Parts</p>');
    expect(opening?.html).toContain(`<strong>${MARKED}Now</span></strong>`);
    expect(lesson.items.find(({ id }) => id === 'number')).toMatchObject({
      unit: 'cells',
      unitLanguage: 'en',
    });
    expect(lesson.items.find(({ id }) => id === 'fill')).toMatchObject({
      partsLanguage: 'en',
      parts: [{ html: 'It began in <em>the year</em> ' }, { gap: 'year' }, {}, { gap: 'who' }, {}],
    });
    // Within a base text, the words that the compiler adds are the base's, too.
    expect(lesson.items[0]?.explanation).toContain('paragraph 3');
  });

  test('never keeps the lesson, nor the rest of its translation, from being served', () => {
    const files = replaced(
      bilingual(),
      FRENCH_LESSON,
      'title: FR The first',
      'titel: FR The first',
    );
    const reading = readCatalogue(files);
    expect(reading.failing.size).toBe(0);
    expect(reading.catalogue?.lessons.has('first')).toBe(true);
    const lesson = lessonIn(courseOf(files), 'fr');
    expect(lesson.title.lang).toBe('en');
    expect(lesson.summary).toBe('FR What it is about.');
  });

  test('is every text of a file that cannot be parsed', () => {
    const files = new Map([...bilingual(), [FRENCH_LESSON, 'title: [FR\n']]);
    const reading = readCatalogue(files);
    expect([...reading.failing]).toEqual([FRENCH_LESSON]);
    expect(lessonIn(courseOf(files), 'fr').title.lang).toBe('en');
    expect(reading.catalogue?.lessons.has('first')).toBe(true);
  });
});

describe('how far a lesson is translated', () => {
  test('is known text by text', () => {
    const files = replaced(
      bilingual({ 'items.pick.prompt': null, 'items.sure.prompt': 'FR 3' }),
      LESSON_PATH,
      'prompt: Type it.',
      'prompt: Type it now.',
    );
    const [state] = courseOf(files).translationStates.get('first') ?? [];
    expect(state?.locale).toBe('fr');
    expect(state?.open).toEqual([
      { unit: 'items.pick.prompt', state: 'missing', base: 'Which one?', present: null },
      {
        unit: 'items.type-it.prompt',
        state: 'stale',
        base: 'Type it now.',
        present: 'FR Type it.',
      },
    ]);
  });

  test('is complete where nothing is open', () => {
    expect(course.translationStates.get('first')).toMatchObject([{ locale: 'fr', open: [] }]);
  });
});

const accepting = (accept: string) =>
  courseOf(replaced(bilingual(), LESSON_PATH, 'accept: [INDH, National Initiative]', accept));
const typed = (catalogue: Catalogue, locale: string) => {
  const item = lessonIn(catalogue, locale).items.find(({ id }) => id === 'type-it');
  if (item?.type !== 'short-text') throw new Error('It is no short text.');
  return item;
};

describe('accepted answers by language', () => {
  test('are all accepted in every language; one’s own are shown first', () => {
    const catalogue = accepting('accept: { en: [initiative, plan], fr: [démarche], ar: [مبادرة] }');
    expect(typed(catalogue, 'en').accept).toEqual(['initiative', 'plan', 'démarche', 'مبادرة']);
    expect(typed(catalogue, 'fr').accept).toEqual(['démarche', 'initiative', 'plan', 'مبادرة']);
    expect(typed(catalogue, 'fr').language).toBeUndefined();
  });

  test('of the base are shown where one’s own has none, and say so', () => {
    const one = accepting('accept: { en: [initiative], ar: [مبادرة] }');
    expect(typed(one, 'fr')).toMatchObject({ accept: ['initiative', 'مبادرة'], language: 'en' });
    expect(typed(course, 'fr')).toMatchObject({
      accept: ['INDH', 'National Initiative'],
      language: 'en',
    });
    expect(typed(course, 'en').language).toBeUndefined();
  });

  test.each([
    ['accept: { en: [] }', '`en` must have at least 1 entry'],
    ['accept: {}', '`accept` must have a list for some language'],
    ['accept: { English: [a] }', '`English` is not a locale such as `fr` or `ar`'],
    ['accept: { en: [2005] }', 'entry 1 of `en` must be text, not a number'],
    ['accept: [2005]', 'entry 1 of `accept` must be text, not a number'],
  ])('are checked: %s', (accept, message) => {
    const files = replaced(SMALL, LESSON_PATH, 'accept: [INDH, National Initiative]', accept);
    expect(readCatalogue(files).diagnostics.map((one) => one.message)).toEqual([message]);
  });
});

describe('the digest of the whole', () => {
  test('changes with a translation, so that kept pages are made again', () => {
    const other = courseOf(bilingual({ summary: 'Autre chose.' }));
    expect(other.hash).not.toBe(course.hash);
    expect(inLocale(other, 'fr').hash).toBe(other.hash);
  });
});
