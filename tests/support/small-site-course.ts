import type { Catalogue } from '../../src/domain/course.ts';
import { readCatalogue } from '../../src/content/catalogue.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Two small lessons that have every interaction type; keys and private texts carry canaries. */
export const SMALL_COURSE: ReadonlyMap<string, string> = new Map([
  [
    'course.yaml',
    `title: A small course
summary: For tests.
modules:
  - id: first-module
    title: First module
    summary: The only one.
    lessons: [alpha, beta]
`,
  ],
  [
    'sources.yaml',
    `sources:
  - id: article
    title: The article
    url: https://example.org/article
    standing: scholarly
    sections:
      - { id: part, title: Part, paragraphs: 4 }
`,
  ],
  [
    'glossary.yaml',
    `terms:
  - id: lighthouse
    term: lighthouse
    names: { fr: phare, ar: منارة }
    definition: A tower with a light.
`,
  ],
  [
    'timeline.yaml',
    `events:
  - id: first-light
    date: '0795'
    about: true
    text: Somebody lights a fire on the rock.
    cite: [article:part.1]
  - id: tower
    date: '1904-02'
    until: '1907'
    text: The tower is built.
    lesson: alpha
    cite: [article:part.2, article:part.3]
`,
  ],
  ['first-module/alpha.yaml', lesson('alpha', allTypes())],
  ['first-module/beta.yaml', lesson('beta', twoItems())],
]);

/** The catalogue of these files. @throws when they do not make one. */
export function catalogueOf(files: ReadonlyMap<string, string>): Catalogue {
  const bytes = new Map([...files].map(([path, text]) => [path, encode(text)]));
  const { catalogue, diagnostics } = readCatalogue(bytes);
  if (catalogue === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return catalogue;
}

function lesson(id: string, items: string): string {
  return `id: ${id}
title: Lesson ${id}
summary: About ${id}.
minutes: 5
objectives:
  - { id: know, text: know the light }
  - { id: use, text: use the light }
sections:
  - id: one
    title: Section one
    body: |
      A statement [@article:part.1] about a [lighthouse](term:lighthouse).
    recall: { prompt: What shines?, answer: The light. }
  - id: two
    title: Section two
    body: |
      Another statement [@article:part.2].
quiz:
  pass: 60
  shuffle: { items: false, choices: true }
items:
${items}`;
}

function head(id: string, type: string, objective: string): string {
  return `  - id: ${id}
    type: ${type}
    objective: ${objective}
    prompt: Question ${id}
    explanation: CANARY-explanation-${id}
    cite: [article:part.1]
`;
}

function twoItems(): string {
  return `${head('pick', 'single-choice', 'know')}    choices:
      - { id: red, text: Red, correct: true }
      - { id: green, text: Green, feedback: CANARY-feedback-green }
      - { id: blue, text: Blue, feedback: CANARY-feedback-blue }
${head('truth', 'true-false', 'use')}    answer: true
    feedback: CANARY-feedback-truth
`;
}

function allTypes(): string {
  return `${twoItems()}${head('several', 'multiple-response', 'know')}    choices:
      - { id: sun, text: Sun, correct: true }
      - { id: lamp, text: Lamp, correct: true }
      - { id: stone, text: Stone, feedback: CANARY-feedback-stone }
${head('word', 'short-text', 'know')}    accept: [CANARY-accepted, lighthouse]
    feedback: CANARY-feedback-word
${head('figure', 'numeric', 'use')}    answer: 8471
    tolerance: 1
    unit: metres
    feedback: CANARY-feedback-figure
${head('blanks', 'cloze', 'use')}    text: The {{thing}} shines at {{time}}.
    gaps:
      - id: thing
        accept: [CANARY-gap, light]
        feedback: CANARY-feedback-thing
      - id: time
        choices:
          - { id: night, text: night, correct: true }
          - { id: noon, text: noon, feedback: CANARY-feedback-noon }
${head('pairs', 'matching', 'know')}    rows:
      - { id: cat, text: Cat, match: meow, feedback: CANARY-feedback-cat }
      - { id: dog, text: Dog, match: bark, feedback: CANARY-feedback-dog }
    targets:
      - { id: meow, text: Meow }
      - { id: bark, text: Bark }
      - { id: moo, text: Moo }
    feedback: CANARY-feedback-pairs
${head('steps', 'ordering', 'use')}    entries:
      - { id: wake, text: Wake }
      - { id: eat, text: Eat }
      - { id: sleep, text: Sleep }
    feedback: CANARY-feedback-steps
${head('evidence', 'hot-text', 'know')}    sentences:
      - { id: first, text: The light is on., correct: true }
      - { id: second, text: The sea is wide., feedback: CANARY-feedback-second }
      - { id: third, text: The keeper sleeps., feedback: CANARY-feedback-third }
      - { id: fourth, text: Ships see it., feedback: CANARY-feedback-fourth }
`;
}

/** The small course with words replaced in one of its files; the words must be there. */
export function editedCourse(path: string, words: string, replacement: string): Catalogue {
  const text = SMALL_COURSE.get(path);
  if (text?.includes(words) !== true) throw new Error(`${path} does not hold: ${words}`);
  return catalogueOf(new Map([...SMALL_COURSE, [path, text.replace(words, () => replacement)]]));
}
