import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { SMALL, withFile } from './small-course.ts';

const EVENTS = `events:
  - id: lodge
    date: '0795'
    until: '0859'
    about: true
    text: A *lodge* is built [@un-res-690].
    lesson: first
    cite: [article:principles.1]
  - id: council
    date: '1991-04-29'
    text: A council resolves.
    cite: [un-res-690]
`;

const read = (text: string) => readCatalogue(withFile('timeline.yaml', text));
const edit = (words: string, replacement: string) => {
  expect(EVENTS).toContain(words);
  return read(EVENTS.replace(words, replacement));
};

describe('a timeline', () => {
  test('is read with its texts rendered and its citations looked up', () => {
    const { catalogue, diagnostics } = read(EVENTS);
    expect(diagnostics).toEqual([]);
    expect(catalogue?.timeline).toMatchObject([
      {
        id: 'lodge',
        date: { year: 795, month: null, day: null },
        until: { year: 859, month: null, day: null },
        about: true,
        lesson: 'first',
        cite: [{ ref: 'article:principles.1' }],
      },
      { id: 'council', date: { year: 1991, month: 4, day: 29 }, until: null, lesson: null },
    ]);
    expect(catalogue?.timeline[0]?.text).toContain('A <em>lodge</em> is built (<a href=');
  });

  test('may be left out, and its content is part of the catalogue’s name', () => {
    const without = readCatalogue(SMALL);
    expect(without.diagnostics).toEqual([]);
    expect(without.catalogue?.timeline).toEqual([]);
    expect(read(EVENTS).catalogue?.hash).not.toBe(without.catalogue?.hash);
    expect(edit('A council', 'The council').catalogue?.hash).not.toBe(read(EVENTS).catalogue?.hash);
  });

  test.each([
    ['id: council', 'id: lodge', 'duplicate-id', 'another event is `lodge` already'],
    ["until: '0859'", "until: '0700'", 'timeline-end', '`until` must be later than `date`'],
    ['lesson: first', 'lesson: frist', 'unknown-lesson', '`frist` is not a lesson of the course'],
    ['[un-res-690]', '[un-res-609]', 'unknown-citation', '`un-res-609` is not a source'],
    ['[un-res-690]', '[]', 'schema-size', '`cite` must have at least 1 entry'],
    ["'1991-04-29'", "'1991-04-31'", 'schema-value', '`date` must be a date'],
    ["'1991-04-29'", '1991', 'schema-type', '`date` must be text'],
    ['about: true', 'about: false', 'schema-value', '`about` must be one of `true`'],
    ['about: true', 'abuot: true', 'unknown-key', '`abuot` is not a key'],
  ])('with %s as %s is an error', (words, replacement, rule, message) => {
    const { diagnostics, failing } = edit(words, replacement);
    expect(diagnostics).toMatchObject([{ file: 'timeline.yaml', rule, severity: 'error' }]);
    expect(diagnostics[0]?.message).toContain(message);
    expect([...failing]).toEqual(['timeline.yaml']);
  });

  test('suggests the lesson or source that is meant', () => {
    expect(edit('lesson: first', 'lesson: frist').diagnostics).toMatchObject([
      { suggestion: 'did you mean `first`?', line: 7 },
    ]);
    expect(edit('[un-res-690]', '[un-res-609]').diagnostics).toMatchObject([
      { suggestion: 'did you mean `un-res-690`?' },
    ]);
  });

  test('out of order is a warning, and is served in order', () => {
    const { catalogue, diagnostics } = edit("'1991-04-29'", "'0700'");
    expect(diagnostics).toMatchObject([{ rule: 'timeline-order', severity: 'warning', line: 10 }]);
    expect(catalogue?.timeline.map(({ id }) => id)).toEqual(['council', 'lodge']);
  });

  test('does not lead to a lesson that cannot be served', () => {
    const files = withFile('timeline.yaml', EVENTS);
    const { catalogue, failing } = readCatalogue(
      new Map([...files, ['basics/first.yaml', 'id: [\n']]),
    );
    expect([...failing]).toEqual(['basics/first.yaml']);
    expect(catalogue?.timeline.map(({ lesson }) => lesson)).toEqual([null, null]);
  });

  test('that cannot be read leaves the lessons alone', () => {
    const { catalogue, failing } = read('events: [\n');
    expect([...failing]).toEqual(['timeline.yaml']);
    expect(catalogue?.lessons.size).toBe(1);
  });
});

test('a lesson knows the terms that its text links to', () => {
  const lesson = readCatalogue(SMALL).catalogue?.lessons.get('first');
  expect(lesson?.terms).toEqual(['fiqh']);
});
