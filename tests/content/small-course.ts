import type { CatalogueReading } from '../../src/content/catalogue.ts';
import { readCatalogue } from '../../src/content/catalogue.ts';
import type { Diagnostic } from '../../src/content/diagnostic.ts';

export const LESSON_PATH = 'basics/first.yaml';

const COURSE = `title: A short course
summary: What it *teaches*.
modules:
  - id: basics
    title: Basics
    summary: Where it starts.
    lessons: [first]
`;

const SOURCES = `sources:
  - id: article
    title: The title
    author: A. Author
    year: 2017
    url: https://example.org/article
    licence: CC BY 4.0
    standing: scholarly
    sections:
      - { id: principles, title: Principles, paragraphs: 7, cover: false }
      - { id: borders, title: Borders, paragraphs: 1, cover: false }
  - id: un-res-690
    title: Resolution 690
    publisher: UN Security Council
    year: 1991
    url: https://example.org/690?a=1&b=2
    standing: primary
`;

const GLOSSARY = `terms:
  - id: fiqh
    term: fiqh
    names: { fr: jurisprudence, ar: الفقه }
    definition: Understanding of rules, beside [zawiya](term:zawiya) [@article:principles.1].
    cite: [article:principles.2]
  - id: zawiya
    term: zawiya
    definition: A lodge.
`;

/** Ninety plain words, so that a section is neither short nor long. */
const WORDS = Array.from(
  { length: 9 },
  () => 'one two three four five six seven eight nine ten',
).join('. ');

const LESSON = `id: first
title: The first lesson
summary: What it is about.
minutes: 12
objectives:
  - id: name-parts
    text: name the *parts*
  - id: tell-apart
    text: tell them apart
  - id: explain-why
    text: explain why
sections:
  - id: opening
    title: The opening
    body: |
      ${WORDS}.

      A claim [@article:principles.3] and two [@un-res-690; @article:principles.3].

      ![](figure:parts)
    recall:
      prompt: Which parts?
      answer: These [@article:principles.1].
  - id: middle
    title: The middle
    body: |
      ${WORDS}. See [fiqh](term:fiqh) and [the site](https://example.org/).
  - id: turn
    title: The turn
    body: |
      ${WORDS}.

      ::: contested Who says what
      One says so [@article:borders.1], another not [@un-res-690].
      :::

      ::: key
      Remember this.
      :::
  - id: close
    title: The close
    body: |
      ${WORDS}.
figures:
  - id: parts
    kind: tiles
    title: Parts
    caption: Two parts [@article:principles.7].
    tiles:
      - { title: Now, text: this }
      - { title: Later, text: that }
quiz:
  pass: 60
  shuffle: { items: true, choices: false }
items:
  - id: pick
    type: single-choice
    objective: name-parts
    prompt: Which one?
    explanation: Because of it [@article:principles.3].
    cite: [article:principles.3]
    tags: [recall]
    choices:
      - { id: a, text: Alpha, correct: true }
      - { id: b, text: Beta, feedback: No., credit: 0.5 }
      - { id: c, text: Gamma, feedback: Not that. }
  - id: sure
    type: true-false
    objective: tell-apart
    points: 2
    prompt: Is it so?
    explanation: It is.
    cite: [un-res-690]
    answer: true
    feedback: It is so.
  - id: tick
    type: multiple-response
    objective: tell-apart
    prompt: Tick two.
    explanation: Two.
    cite: [un-res-690]
    choices:
      - { id: a, text: Alpha, correct: true }
      - { id: b, text: Beta, correct: true, feedback: Yes. }
      - { id: c, text: Gamma, feedback: No. }
  - id: type-it
    type: short-text
    objective: explain-why
    prompt: Type it.
    explanation: It.
    cite: [un-res-690]
    accept: [INDH, National Initiative]
    feedback: Not it.
  - id: number
    type: numeric
    objective: explain-why
    prompt: How many?
    explanation: Many.
    cite: [un-res-690]
    answer: 168
    tolerance: 2
    unit: cells
    feedback: Count again.
  - id: fill
    type: cloze
    objective: explain-why
    prompt: Fill the gaps.
    explanation: Filled.
    cite: [un-res-690]
    text: |
      It began in *the year* {{year}}

      and is led by {{who}}.
    gaps:
      - id: year
        choices:
          - { id: y2005, text: "2005", correct: true }
          - { id: y2011, text: "2011", feedback: Later. }
      - id: who
        accept: [the Ministry]
        folds: []
        feedback: Another.
  - id: pair
    type: matching
    objective: name-parts
    prompt: Match.
    explanation: Matched.
    cite: [un-res-690]
    rows:
      - { id: malik, text: Malik, match: law, feedback: Law. }
      - { id: ashari, text: Al-Ash’ari, match: creed }
    targets:
      - { id: law, text: Law }
      - { id: creed, text: Creed }
    feedback: Look again.
  - id: sort
    type: ordering
    objective: name-parts
    prompt: Order.
    explanation: Ordered.
    cite: [un-res-690]
    entries:
      - { id: a, text: Alpha }
      - { id: b, text: Beta }
      - { id: c, text: Gamma }
    feedback: Not this order.
  - id: mark
    type: hot-text
    objective: name-parts
    prompt: Mark the evidence.
    explanation: Marked.
    cite: [un-res-690]
    scoring: exact
    sentences:
      - { id: a, text: First., correct: true }
      - { id: b, text: Second., feedback: No. }
      - { id: c, text: Third., feedback: No. }
      - { id: d, text: Fourth., feedback: No. }
`;

/** A whole small course without a single diagnostic. */
export const SMALL: ReadonlyMap<string, string> = new Map([
  ['course.yaml', COURSE],
  ['sources.yaml', SOURCES],
  ['glossary.yaml', GLOSSARY],
  [LESSON_PATH, LESSON],
]);

/** The small course with one file changed. */
export function withFile(path: string, content: string | Uint8Array) {
  return new Map<string, string | Uint8Array>([...SMALL, [path, content]]);
}

/** The small course with words replaced in one file; the words must be there. */
export function edited(path: string, words: string, replacement: string): Map<string, string> {
  const before = SMALL.get(path) ?? '';
  if (!before.includes(words)) throw new Error(`${path} does not hold: ${words}`);
  return new Map([...SMALL, [path, before.replace(words, () => replacement)]]);
}

/** Reads the small course with words of its lesson replaced. */
export function readEdited(words: string, replacement: string): CatalogueReading {
  return readCatalogue(edited(LESSON_PATH, words, replacement));
}

/** The lesson of a reading; fails the test where there is none. */
export function lessonOf(reading: CatalogueReading) {
  const lesson = reading.catalogue?.lessons.get('first');
  if (!lesson) throw new Error(reading.diagnostics.map((one) => one.message).join('\n'));
  return lesson;
}

/** A section's HTML after replacing its last words. */
export function renderSection(markdown: string): string {
  const indented = markdown.replaceAll('\n', '\n      ');
  const reading = readEdited(
    '      Remember this.\n      :::',
    `      Remember this.\n      :::\n\n      ${indented}`,
  );
  return lessonOf(reading).sections[2]?.html ?? '';
}

/** The text that a diagnostic points at. */
export function pointedAt(text: string, { line, column, endColumn }: Diagnostic): string {
  return (text.split('\n')[line - 1] ?? '').slice(column - 1, (endColumn ?? column) - 1);
}
