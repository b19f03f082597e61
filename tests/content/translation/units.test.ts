import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { applyTexts } from '../../../src/content/translation/apply.ts';
import { unitDigest } from '../../../src/content/translation/digests.ts';
import { sidecarName } from '../../../src/content/translation/names.ts';
import { translatable, unitsOf } from '../../../src/content/translation/units.ts';
import { LESSON_PATH, SMALL } from '../small-course.ts';

const LESSON = parse(SMALL.get(LESSON_PATH) ?? '') as object;
const units = unitsOf(translatable(LESSON));
const keys = units.map(({ key }) => key);

describe('what is translatable', () => {
  test('is every text for people, named by keys and ids', () => {
    expect(keys).toEqual(
      expect.arrayContaining([
        'title',
        'summary',
        'objectives.name-parts.text',
        'sections.opening.title',
        'sections.opening.body',
        'sections.opening.recall.prompt',
        'sections.opening.recall.answer',
        'figures.parts.title',
        'figures.parts.caption',
        'figures.parts.tiles',
        'items.pick.prompt',
        'items.pick.choices.a.text',
        'items.pick.choices.b.feedback',
        'items.number.unit',
        'items.fill.text',
        'items.fill.gaps.year.choices.y2011.feedback',
        'items.fill.gaps.who.feedback',
        'items.pair.rows.malik.text',
        'items.pair.targets.creed.text',
        'items.sort.entries.c.text',
        'items.mark.sentences.d.feedback',
        'items.type-it.explanation',
      ]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is nothing that says what is right, where it stands or how it counts', () => {
    const strange =
      /(^|\.)(id|kind|type|objective|cite|tags|points|correct|credit|accept|folds|match|scoring|quiz|minutes|tolerance)(\.|$)/;
    expect(keys.filter((key) => strange.test(key))).toEqual([]);
    // The answer of a true-false item is its key; that of a recall is a text.
    expect(keys.filter((key) => key.endsWith('.answer'))).toEqual([
      'sections.opening.recall.answer',
    ]);
  });

  test('takes lists without ids as one, with the texts of their entries only', () => {
    const bars = {
      figures: [{ id: 'b', kind: 'bars', unit: 'cells', bars: [{ label: 'A', value: 3 }] }],
    };
    expect(unitsOf(translatable(bars))).toMatchObject([
      { key: 'figures.b.unit', base: 'cells' },
      { key: 'figures.b.bars', base: [{ label: 'A' }], path: ['figures', 0, 'bars'] },
    ]);
    const events = { events: [{ id: 'one', date: '2011', text: 'It began.', cite: ['a'] }] };
    expect(unitsOf(translatable(events))).toMatchObject([{ key: 'events.one.text' }]);
  });
});

describe('putting texts in', () => {
  test('changes texts alone, and says which are still the base’s', () => {
    const french = new Map<string, string>([['items.pick.prompt', 'Lequel ?']]);
    const { value, untranslated } = applyTexts(LESSON, units, french);
    expect(value).toEqual({
      ...LESSON,
      items: (LESSON as { items: { id: string }[] }).items.map((item) =>
        item.id === 'pick' ? { ...item, prompt: 'Lequel ?' } : item,
      ),
    });
    expect(untranslated(['items', 0, 'prompt'])).toBe(false);
    expect(untranslated(['items', 0, 'explanation'])).toBe(true);
    expect(untranslated(['figures', 0, 'tiles', 1, 'text'])).toBe(true);
    expect(untranslated(['items', 0, 'id'])).toBe(false);
  });

  test('leaves the values of a list’s entries', () => {
    const chart = { figures: [{ id: 'b', bars: [{ label: 'A', value: 3 }] }] };
    const texts = new Map([['figures.b.bars', [{ label: 'Un' }]]]);
    const { value } = applyTexts(chart, unitsOf(translatable(chart)), texts);
    expect(value.figures[0]?.bars).toEqual([{ label: 'Un', value: 3 }]);
  });
});

describe('a unit’s digest', () => {
  test('is eight hexadecimal digits of the text, whatever the YAML style', () => {
    expect(unitDigest('A text')).toMatch(/^[0-9a-f]{8}$/);
    expect(unitDigest('A text\n')).toBe(unitDigest('A text'));
    expect(unitDigest('A text.')).not.toBe(unitDigest('A text'));
    expect(unitDigest([{ label: 'A' }])).toBe(unitDigest([{ label: ' A\n' }]));
    expect(unitDigest(['A', 'B'])).not.toBe(unitDigest(['B', 'A']));
  });
});

describe('the name of a translation', () => {
  test.each([
    ['basics/first.fr.yaml', { base: 'basics/first.yaml', locale: 'fr' }],
    ['course.ar.yaml', { base: 'course.yaml', locale: 'ar' }],
    ['a/b.zgh-Latn.yaml', { base: 'a/b.yaml', locale: 'zgh-Latn' }],
    ['basics/first.yaml', null],
    ['course.yaml', null],
  ])('of %s', (path, name) => expect(sidecarName(path)).toEqual(name));
});
