import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaLine, withSchemaLine } from '../../src/content/mend/schema-line.ts';
import { jsonSchemas, schemaFileFor } from '../../src/content/json-schema/files.ts';
import { readFolder } from '../../src/content/source-files.ts';
import { packageRoot } from '../../src/package-root.ts';

const LESSONS = join(packageRoot, 'lessons');

describe('the schemas for editors', () => {
  test('are those of the program: run `npx manara schema` after a change of the format', async () => {
    const folder = join(packageRoot, 'schemas');
    const files = await readdir(folder);
    const written = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    expect(new Map(files.map((name, index) => [name, written[index]]))).toEqual(
      new Map([...jsonSchemas()].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    );
  });

  test('refuse unknown keys, ask for what must be there, and say what a key is for', () => {
    const lesson = JSON.parse(jsonSchemas().get('lesson.schema.json') ?? '');
    expect(lesson).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Manara lesson',
      additionalProperties: false,
      properties: { minutes: { type: 'integer', maximum: 240, description: 'Reading time.' } },
    });
    expect(lesson.required).toContain('objectives');
    expect(lesson.required).not.toContain('figures');
    const items = lesson.properties.items.items;
    const types = (items.oneOf ?? items.anyOf).map(
      (one: { properties: { type: { const: string } } }) => one.properties.type.const,
    );
    expect(types).toHaveLength(10);
  });

  test('fit every file of the course, as its first line says', async () => {
    const ajv = new Ajv({ allowUnionTypes: true, validateFormats: false });
    const checks = new Map(
      [...jsonSchemas()].map(([name, text]) => [name, ajv.compile(JSON.parse(text))]),
    );
    const { files } = await readFolder(LESSONS);
    expect(files.size).toBeGreaterThan(60);
    for (const [path, bytes] of files) {
      const text = new TextDecoder().decode(bytes);
      const name = schemaFileFor(path) ?? '';
      expect(text.split('\n')[0], path).toBe(schemaLine(path));
      const check = checks.get(name);
      expect(check?.(parse(text)), `${path}: ${ajv.errorsText(check?.errors)}`).toBe(true);
    }
  });

  test('of translations refuse what the base cannot have, and require nothing', () => {
    const check = new Ajv({ allowUnionTypes: true }).compile(
      JSON.parse(jsonSchemas().get('lesson-translation.schema.json') ?? ''),
    );
    expect(check({})).toBe(true);
    expect(
      check({ items: { a: { choices: { b: { text: 'Oui' } } } }, 'made-from': { title: 'a' } }),
    ).toBe(true);
    expect(check({ minutes: 10 })).toBe(false);
    expect(check({ items: { a: { choices: { b: { correct: true } } } } })).toBe(false);
    expect(check({ items: [{ id: 'a', prompt: 'Quoi ?' }] })).toBe(false);
  });

  test.each([
    ['course.yaml', 'course.schema.json'],
    ['glossary.yaml', 'glossary.schema.json'],
    ['sources.yaml', 'sources.schema.json'],
    ['pillars/sufism.yaml', 'lesson.schema.json'],
    ['timeline.yaml', 'timeline.schema.json'],
    ['pillars/sufism.fr.yaml', 'lesson-translation.schema.json'],
    ['course.fr.yaml', 'course-translation.schema.json'],
    ['timeline.ar.yaml', 'timeline-translation.schema.json'],
    ['sources.fr.yaml', null],
    ['notes.yaml', null],
  ])('belong to files by their path: %s', (path, name) => {
    expect(schemaFileFor(path)).toBe(name);
  });
});

describe('the line that names a schema', () => {
  test('leads from the file to the folder beside the lessons', () => {
    expect(schemaLine('course.yaml')).toBe(
      '# yaml-language-server: $schema=../schemas/course.schema.json',
    );
    expect(schemaLine('pillars/sufism.yaml')).toBe(
      '# yaml-language-server: $schema=../../schemas/lesson.schema.json',
    );
  });

  test('is put first, once, and changes nothing else', () => {
    const text = '# A note\nid: sufism\n';
    const once = withSchemaLine(text, 'pillars/sufism.yaml');
    expect(once).toBe(`${schemaLine('pillars/sufism.yaml')}\n${text}`);
    expect(withSchemaLine(once, 'pillars/sufism.yaml')).toBe(once);
    expect(withSchemaLine('\uFEFFid: a\r\n', 'x/a.yaml')).toBe(
      `\uFEFF${schemaLine('x/a.yaml')}\r\nid: a\r\n`,
    );
  });

  test('leaves files alone that have another, or for which there is no schema', () => {
    const other = '# yaml-language-server: $schema=https://example.org/mine.json\nid: a\n';
    expect(withSchemaLine(other, 'x/a.yaml')).toBe(other);
    expect(withSchemaLine('title: A\n', 'sources.fr.yaml')).toBe('title: A\n');
  });

  test('leads to a schema that is there in the course of the guide', async () => {
    const course = join(packageRoot, 'docs', 'first-course');
    for (const path of ['course.yaml', 'sources.yaml', 'first/recall.yaml']) {
      const [first = ''] = (await readFile(join(course, path), 'utf8')).split('\n');
      const target = first.replace('# yaml-language-server: $schema=', '');
      const schema = await readFile(join(dirname(join(course, path)), target), 'utf8');
      expect(schema, path).toBe(jsonSchemas().get(schemaFileFor(path) ?? ''));
    }
  });
});
