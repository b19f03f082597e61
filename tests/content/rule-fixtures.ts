import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Files } from '../../src/content/catalogue.ts';
import { readCatalogue } from '../../src/content/catalogue.ts';
import type { Diagnostic } from '../../src/content/diagnostic.ts';
import type { RuleId } from '../../src/content/rules.ts';
import { sharedWords } from '../../src/content/shared-words.ts';
import { readFolder } from '../../src/content/source-files.ts';
import { edited, LESSON_PATH, SMALL, withFile } from './small-course.ts';
import { TRANSLATION_FIXTURES } from './translation/rule-fixtures.ts';

type Findings = readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

const LESSON = SMALL.get(LESSON_PATH) ?? '';
const said = (files: Files) => readCatalogue(files).diagnostics;
const lesson = (words: string, replacement: string) => () =>
  said(edited(LESSON_PATH, words, replacement));
const file = (path: string, words: string, replacement: string) => () =>
  said(edited(path, words, replacement));
const text = (content: string | Uint8Array) => () => said(withFile(LESSON_PATH, content));

/** Findings in the small course with a timeline of these events. */
function timeline(...events: readonly string[]): () => Findings {
  const text = `events:\n${events.map((event) => `  - ${event}\n`).join('')}`;
  return () => said(withFile('timeline.yaml', text));
}

/** Findings in the small course with several places of its lesson replaced. */
function lessonTimes(...pairs: readonly (readonly [string, string])[]): () => Findings {
  return () => {
    const changed = pairs.reduce((all, [words, replacement]) => {
      if (!all.includes(words)) throw new Error(`the lesson does not hold: ${words}`);
      return all.replaceAll(words, () => replacement);
    }, LESSON);
    return said(withFile(LESSON_PATH, changed));
  };
}

/** The small course's lesson with items at its end. */
export function withItems(...items: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...SMALL, [LESSON_PATH, LESSON + items.join('')]]);
}

/** A single-choice item; the right choice begins with `=`. */
export function choiceItem(id: string, choices: readonly string[], prompt = 'Which?'): string {
  const lines = choices.map((words, index) => {
    const right = words.startsWith('=');
    const rest = right ? 'correct: true' : 'feedback: No.';
    return `      - { id: c${index}, text: ${JSON.stringify(words.replace(/^=/, ''))}, ${rest} }\n`;
  });
  return `  - id: ${id}
    type: single-choice
    objective: name-parts
    prompt: ${JSON.stringify(prompt)}
    explanation: So it is.
    cite: [un-res-690]
    choices:
${lines.join('')}`;
}

const items =
  (...list: readonly string[]) =>
  () =>
    said(withItems(...list));

const ESSAY = `  - id: write
    type: essay
    objective: name-parts
    prompt: Write.
    explanation: Written.
    cite: [un-res-690]
    rubric:
      criteria:
        - id: thesis
          text: States a claim
          levels:
            - { id: none, text: None, share: 0.1 }
            - { id: clear, text: Clear, share: 1 }
`;

const WORDS = 'one two three four five six seven eight nine ten';
const LONG_SENTENCE = Array.from(
  { length: 12 },
  () => 'the international organisation of governmental institutions',
).join(' and ');
/** A right choice that is clearly the longest. */
const LONG_KEY = '=a good deal longer than the others';

/** Findings in a folder that `fill` made. */
function inFolder(fill: (dir: string) => Promise<void>): () => Findings {
  return async () => {
    const dir = await mkdtemp(join(tmpdir(), 'manara-rule-'));
    try {
      await fill(dir);
      return (await readFolder(dir)).diagnostics;
    } finally {
      await chmod(dir, 0o700);
      await rm(dir, { recursive: true, force: true });
    }
  };
}

async function fillOver(dir: string): Promise<void> {
  const names = Array.from({ length: 1001 }, (_, index) => join(dir, `f${index}.yaml`));
  await Promise.all(names.map((name) => writeFile(name, 'a: 1\n')));
}

/** For every rule a small course with one fault that it finds, once. */
export const FIXTURES: Readonly<Record<RuleId, () => Findings>> = {
  'file-empty': text(''),
  'file-size': text(`${LESSON}${'# filler\n'.repeat(60_000)}`),
  encoding: text(Uint8Array.of(0x61, 0x3a, 0x20, 0xe9, 0x0a)),
  'control-character': lesson('Remember this.', 'Remember \u202e this.'),
  'tab-indent': lesson('    title: The middle', '\ttitle: The middle'),
  'cut-short': text(LESSON.trimEnd()),
  'too-deep': text(`a: ${'['.repeat(40)}${']'.repeat(40)}\n`),
  'too-many-keys': text(Array.from({ length: 10_001 }, (_, n) => `k${n}: 1\n`).join('')),
  'too-many-files': inFolder(fillOver),
  unreadable: inFolder((dir) => symlink(join(dir, 'nowhere'), join(dir, 'a.yaml'))),
  'missing-file': () => said(new Map([...SMALL].filter(([path]) => path !== 'sources.yaml'))),
  'file-name': inFolder((dir) => writeFile(join(dir, 'a.yml'), 'a: 1\n')),
  'missing-lesson': file('course.yaml', 'lessons: [first]', 'lessons: [first, second]'),
  'unlisted-file': () =>
    said(withFile('basics/stray.yaml', LESSON.replace('id: first', 'id: stray'))),
  'yaml-syntax': lesson('minutes: 12', 'minutes: [12'),
  'yaml-duplicate-key': lesson('minutes: 12', 'minutes: 12\nminutes: 13'),
  'yaml-alias': lesson('minutes: 12', 'minutes: &twelve 12'),
  'yaml-tag': lesson('minutes: 12', 'minutes: !!int 12'),
  'yaml-directive': text(`%YAML 1.2\n---\n${LESSON}`),
  'unknown-key': lesson('minutes: 12', 'minutes: 12\nhours: 1'),
  'schema-missing': lesson('minutes: 12\n', ''),
  'schema-type': lesson('minutes: 12', 'minutes: twelve'),
  'schema-value': file('sources.yaml', 'standing: primary', 'standing: rumour'),
  'schema-size': lesson('minutes: 12', 'minutes: 500'),
  'duplicate-id': lesson('id: middle', 'id: opening'),
  'lesson-id': lesson('id: first', 'id: last'),
  'reserved-id': lesson('id: middle', 'id: note-2'),
  'unknown-objective': lesson('objective: tell-apart', 'objective: tell'),
  'unknown-citation': lesson('cite: [article:principles.3]', 'cite: [article:principles.8]'),
  'unknown-term': lesson('(term:fiqh)', '(term:fikh)'),
  'unknown-figure': lesson('![](figure:parts)', '![](figure:part)'),
  'unknown-target': lesson('match: creed', 'match: credo'),
  'unknown-gap': lesson('{{year}}', '{{yeer}}'),
  'unplaced-gap': lesson('{{year}}', '2005'),
  'unknown-prerequisite': lesson('sections:', 'prerequisites: [{ lesson: other }]\nsections:'),
  'prerequisite-circle': lesson('sections:', 'prerequisites: [{ lesson: first }]\nsections:'),
  'link-target': lesson('(https://example.org/)', '(/admin)'),
  'link-here': lesson(
    'text: Gamma, feedback: Not',
    'text: "[G](https://g.example/)", feedback: Not',
  ),
  'empty-link': lesson('[the site]', '[]'),
  'citation-here': lesson('prompt: Which one?', 'prompt: Which one [@un-res-690]?'),
  'vague-link': lesson('[the site]', '[click here]'),
  'quiz-draw': lesson('  pass: 60', '  pass: 60\n  draw: [{ count: 50 }]'),
  'quiz-window': lesson(
    '  pass: 60',
    '  pass: 60\n  opens: 2026-10-02T08:00:00Z\n  closes: 2026-10-01T08:00:00Z',
  ),
  'lesson-shape': lesson(
    'sections:',
    ['four', 'five', 'six'].map((id) => `  - { id: ${id}, text: know ${id} }\n`).join('') +
      'sections:',
  ),
  'item-bank': text(LESSON.slice(0, LESSON.indexOf('  - id: sort'))),
  'table-shape': lesson(
    'figures:',
    'figures:\n  - { id: rows, kind: table, title: T, caption: C, columns: [A, B], rows: [[a]] }',
  ),
  'series-shape': lesson(
    'figures:',
    'figures:\n  - { id: bars, kind: bars, title: T, caption: C, unit: u, series: [a, b], bars: [{ label: A, values: [1] }, { label: B, values: [1, 2] }] }',
  ),
  'point-order': lesson(
    'figures:',
    "figures:\n  - { id: line, kind: line, title: T, caption: C, unit: u, points: [{ at: '2001', value: 1 }, { at: '2000', value: 2 }] }",
  ),
  'timeline-end': timeline("{ id: one, date: '2001', until: '2000', text: T, cite: [un-res-690] }"),
  'unknown-lesson': timeline(
    "{ id: one, date: '2001', lesson: none, text: T, cite: [un-res-690] }",
  ),
  'timeline-order': timeline(
    "{ id: one, date: '2001', text: T, cite: [un-res-690] }",
    "{ id: two, date: '2000', text: T, cite: [un-res-690] }",
  ),
  ...TRANSLATION_FIXTURES,
  'unplaced-figure': lesson('      ![](figure:parts)\n', ''),
  'figure-caption': lesson('    caption: Two parts [@article:principles.7].\n', ''),
  'colour-pointer': lesson('Remember this.', 'See the red bar.'),
  heading: lesson('Remember this.', '## Remember'),
  table: lesson('Remember this.', '| a | b |\n      |---|---|\n      | c | d |'),
  image: lesson('![](figure:parts)', '![A cat](https://example.org/cat.png)'),
  callout: lesson('::: key', '::: keys'),
  html: lesson('Remember this.', 'Remember <b>this.'),
  'objective-without-item': lesson('sections:', '  - { id: four, text: know }\nsections:'),
  'lesson-cites-nothing-tested': lessonTimes(
    ['[@un-res-690; @article:principles.3]', ''],
    ['[@un-res-690]', ''],
    ['cite: [article:principles.3]', 'cite: [un-res-690]'],
  ),
  'paragraph-uncited': file('sources.yaml', 'paragraphs: 7, cover: false', 'paragraphs: 7'),
  'paragraph-untested': file('sources.yaml', 'paragraphs: 1, cover: false', 'paragraphs: 1'),
  key: lesson(
    '{ id: c, text: Gamma, feedback: Not that. }',
    '{ id: c, text: Gamma, correct: true }',
  ),
  'missing-feedback': lesson(
    '{ id: c, text: Gamma, feedback: Not that. }',
    '{ id: c, text: Gamma }',
  ),
  credit: lesson('credit: 0.5', 'credit: 1'),
  range: lesson('tolerance: 2', 'range: [170, 160]'),
  gap: lesson('*the year* {{year}}', '*the year {{year}}*'),
  todo: lesson('explanation: ', 'explanation: TODO '),
  rubric: items(ESSAY),
  'unmarked-negation': lesson('prompt: Which one?', 'prompt: Which one is not here?'),
  'prompt-length': lesson('prompt: Which one?', `prompt: ${`${WORDS} `.repeat(7)}?`),
  'key-longest': items(
    choiceItem('long-a', [LONG_KEY, 'one', 'two']),
    choiceItem('long-b', ['three', LONG_KEY, 'four']),
    choiceItem('long-c', ['five', 'six', LONG_KEY]),
  ),
  'key-position': items(
    ...['a', 'b', 'c', 'd'].map((id) => choiceItem(`first-${id}`, ['=one', 'two', 'six'])),
  ),
  'catch-all-choice': lesson('text: Gamma, feedback: Not', 'text: All of the above, feedback: Not'),
  'overlapping-choices': items(choiceItem('years', ['=10–20', '20–30', '40–50'])),
  'absolute-word': items(choiceItem('how-often', ['=It often rains', 'It always rains', 'Sun'])),
  'clueing-words': items(
    choiceItem('court', ['=The tribunal', 'The king', 'The people'], 'Who sat in the tribunal?'),
  ),
  'choice-length': lesson(
    'text: Gamma, feedback: Not',
    `text: ${WORDS} ${WORDS} ${WORDS}, feedback: Not`,
  ),
  'unattributed-claim': lesson(
    'explanation: It is.\n    cite: [un-res-690]',
    'explanation: It is.\n    cite: [article:borders.1]',
  ),
  'section-length': lesson('See [fiqh]', `${`${WORDS} `.repeat(20)} See [fiqh]`),
  'reading-level': lesson('See [fiqh]', `${LONG_SENTENCE}. See [fiqh]`),
  'shared-words': () =>
    sharedWords(
      SMALL,
      { name: 'other.txt', text: 'Or: “Seven, eight, NINE ten a claim *and* two”!' },
      [],
    ),
};
