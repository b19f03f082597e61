import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { formatDiagnostic } from '../../src/content/format.ts';
import { readFolder } from '../../src/content/source-files.ts';
import { coverageOf } from '../../src/domain/coverage.ts';
import { fieldsOf } from '../../src/domain/items/fields.ts';
import { gradeItem, keyOf, readResponse } from '../../src/domain/items/registry.ts';

const folder = await readFolder(fileURLToPath(new URL('../../lessons', import.meta.url)));
const { catalogue, diagnostics } = readCatalogue(folder.files);

describe('the shipped course', () => {
  test('gives the linter nothing to find, not even a note', () => {
    const found = [...folder.diagnostics, ...diagnostics];
    expect(found.map((one) => formatDiagnostic(one))).toEqual([]);
  });

  test('has every lesson that course.yaml lists', () => {
    const listed = catalogue?.modules.flatMap((module) => module.lessons) ?? [];
    expect(listed.length).toBeGreaterThan(0);
    expect([...(catalogue?.lessons.keys() ?? [])]).toEqual(listed);
  });

  test('has ids that stand once on each lesson’s page', () => {
    for (const lesson of catalogue?.lessons.values() ?? []) {
      const html = lesson.sections.map((section) => section.html).join('');
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      const all = [...ids, ...lesson.sections.map((section) => section.id)];
      expect(new Set(all).size, lesson.id).toBe(all.length);
    }
  });

  const items = [...(catalogue?.lessons.values() ?? [])].flatMap((lesson) => lesson.items);

  test('covers the article, every paragraph but the abstract, in lessons and in questions', () => {
    if (catalogue === null) throw new Error('The course cannot be read.');
    const paragraphs = coverageOf(catalogue)
      .filter(({ source, cover }) => source === 'article' && cover)
      .flatMap((section) => section.paragraphs);
    // 44 of the text, 32 notes.
    expect(paragraphs).toHaveLength(76);
    expect(paragraphs.filter(({ lessons }) => lessons.length === 0)).toEqual([]);
    expect(paragraphs.filter(({ items: tested }) => tested.length === 0)).toEqual([]);
  });

  test('is whole in each of its languages', () => {
    expect(catalogue?.locale).toBe('en');
    expect([...(catalogue?.translations.keys() ?? [])]).toEqual(['fr', 'ar']);
    const open = [...(catalogue?.translationStates ?? [])].flatMap(([lesson, states]) =>
      states.filter((state) => state.open.length > 0).map((state) => [lesson, state.locale]),
    );
    expect(open).toEqual([]);
    expect(items.length).toBeGreaterThanOrEqual(180);
    expect(catalogue?.terms.size).toBeGreaterThanOrEqual(60);
    for (const term of catalogue?.terms.values() ?? []) {
      expect(Object.keys(term.names).toSorted(), term.id).toEqual(['ar', 'fr']);
    }
  });

  const keyed = items.filter((item) => item.type !== 'essay');

  test.each(keyed.map((item) => [item.ref, item] as const))(
    'gives %s, answered with its own key, all its points',
    (_ref, item) => {
      const reading = readResponse(item, fieldsOf(keyOf(item)));
      expect(reading).toMatchObject({ ok: true });
      const response = reading.ok ? reading.response : null;
      expect(response).not.toBeNull();
      expect(gradeItem(item, response)).toEqual({ share: 1 });
      expect(gradeItem(item, null)).toEqual({ share: 0 });
    },
  );

  test('has at least eight items in at least four types in every lesson', () => {
    for (const lesson of catalogue?.lessons.values() ?? []) {
      expect(lesson.items.length, lesson.id).toBeGreaterThanOrEqual(8);
      const types = new Set(lesson.items.map((item) => item.type));
      expect(types.size, lesson.id).toBeGreaterThanOrEqual(4);
    }
  });
});
