import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { formatDiagnostic } from '../../src/content/format.ts';
import { readFolder } from '../../src/content/source-files.ts';

const folder = await readFolder(fileURLToPath(new URL('../../lessons', import.meta.url)));
const { catalogue, diagnostics } = readCatalogue(folder.files);

describe('the shipped course', () => {
  test('has no errors and no warnings', () => {
    const serious = [...folder.diagnostics, ...diagnostics].filter(
      (one) => one.severity !== 'note',
    );
    expect(serious.map((one) => formatDiagnostic(one))).toEqual([]);
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
});
