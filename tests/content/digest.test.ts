import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { canonicalJson, digest } from '../../src/content/digest.ts';
import { edited, LESSON_PATH, lessonOf, readEdited, SMALL } from './small-course.ts';

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  test('keeps the order of lists', () => {
    expect(digest([1, 2])).not.toBe(digest([2, 1]));
  });

  test('sorts by code unit on every machine', () => {
    expect(canonicalJson({ é: 1, z: 2, Z: 3 })).toBe('{"Z":3,"z":2,"é":1}');
  });

  test('a digest is 32 characters of hex and never changes for the same data', () => {
    expect(digest({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad808');
    expect(digest({ a: 1 })).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('content digests', () => {
  const before = readCatalogue(SMALL);
  const item = (reading = before, id = 'pick') =>
    lessonOf(reading).items.find((one) => one.id === id)?.hash;

  test('are the same for the same files', () => {
    expect(readCatalogue(new Map([...SMALL].reverse())).catalogue?.hash).toBe(
      before.catalogue?.hash,
    );
  });

  test('do not depend on how YAML is written', () => {
    const after = readEdited(
      'title: The first lesson\nsummary: What it is about.',
      '# a comment\nsummary: "What it is about."\ntitle: "The first lesson"',
    );
    expect(after.catalogue?.hash).toBe(before.catalogue?.hash);
  });

  test('of an item change with the item alone', () => {
    const after = readEdited('prompt: Which one?', 'prompt: Which one, then?');
    expect(item(after)).not.toBe(item());
    expect(item(after, 'sure')).toBe(item(before, 'sure'));
    expect(lessonOf(after).hash).not.toBe(lessonOf(before).hash);
    expect(after.catalogue?.hash).not.toBe(before.catalogue?.hash);
  });

  test.each([
    ['text: Beta, feedback: No., credit: 0.5', 'text: Beta, feedback: No., credit: 0.4'],
    ['text: Gamma, feedback: Not that.', 'text: Gamma, feedback: Not that!'],
    ['tags: [recall]', 'tags: [recalled]'],
    [
      'id: a, text: Alpha, correct: true }\n      - { id: b, text: Beta, feedback: No., credit: 0.5 }',
      'id: z, text: Alpha, correct: true }\n      - { id: b, text: Beta, feedback: No., credit: 0.5 }',
    ],
  ])('of an item change with %s', (words, replacement) => {
    expect(item(readEdited(words, replacement))).not.toBe(item());
  });

  test('of the catalogue change with every file', () => {
    const hashes = [
      edited('course.yaml', 'A short course', 'Another course'),
      edited('sources.yaml', 'year: 2017', 'year: 2018'),
      edited('glossary.yaml', 'A lodge.', 'A house.'),
      edited(LESSON_PATH, 'minutes: 12', 'minutes: 13'),
    ].map((files) => readCatalogue(files).catalogue?.hash);
    expect(new Set([...hashes, before.catalogue?.hash]).size).toBe(5);
  });
});
