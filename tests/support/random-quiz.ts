import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { Catalogue } from '../../src/domain/course.ts';
import { seededShuffle } from '../../src/domain/shuffle.ts';
import type { Form } from './answers.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

/** What an item looks like before anybody knows its key. */
type Shape =
  | { readonly type: 'single-choice' | 'multiple-response' | 'hot-text'; readonly options: number }
  | { readonly type: 'ordering'; readonly options: number }
  | { readonly type: 'true-false' | 'short-text' | 'numeric' }
  /** Options of each gap; 0 for one that is typed into. */
  | { readonly type: 'cloze'; readonly gaps: readonly number[] }
  | { readonly type: 'matching'; readonly rows: number; readonly targets: number };

/** A quiz without its key. */
export interface QuizShape {
  readonly items: readonly Shape[];
  readonly settings: object;
  /** Orders the items and options of the attempt. */
  readonly seed: number;
  /** Chooses what the learner answers. */
  readonly answers: number;
}

const WORDS = ['amber', 'birch', 'coral', 'dune', 'ember', 'fern', 'grove', 'heron'];
const words = (count: number): string[] => WORDS.slice(0, count);

const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ type: fc.constant('single-choice' as const), options: fc.nat(2).map((n) => n + 3) }),
  fc.record({
    type: fc.constant('multiple-response' as const),
    options: fc.nat(3).map((n) => n + 3),
  }),
  fc.record({ type: fc.constant('hot-text' as const), options: fc.nat(2).map((n) => n + 4) }),
  fc.record({ type: fc.constant('ordering' as const), options: fc.nat(2).map((n) => n + 3) }),
  fc.record({
    type: fc.constantFrom('true-false' as const, 'short-text' as const, 'numeric' as const),
  }),
  fc.record({
    type: fc.constant('cloze' as const),
    gaps: fc.array(fc.constantFrom(0, 2, 3, 4), { minLength: 1, maxLength: 3 }),
  }),
  fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.nat(2))
    .map(([rows, more]) => ({ type: 'matching' as const, rows, targets: rows + more })),
);

const settings = fc.record({
  mode: fc.constantFrom('practice', 'graded', 'exam'),
  certainty: fc.boolean(),
  shuffle: fc.record({ items: fc.boolean(), choices: fc.boolean() }),
});

/** Quizzes of one to ten items of any type that a key marks, with any settings. */
export const quizShape: fc.Arbitrary<QuizShape> = fc.record({
  items: fc.array(shape, { minLength: 1, maxLength: 10 }),
  settings,
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  answers: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
});

/** The small course with this quiz for the lesson alpha; `key` chooses all that is right. */
export function courseWith({ items, settings: quiz }: QuizShape, key: number): Catalogue {
  const path = 'first-module/alpha.yaml';
  const [head = ''] = (SMALL_COURSE.get(path) ?? '').split('quiz:\n');
  const authored = items.map((item, index) => ({
    id: `item-${index}`,
    type: item.type,
    objective: index % 2 === 0 ? 'know' : 'use',
    prompt: `Question ${index}`,
    explanation: `KEY-${key}`,
    cite: ['article:part.1'],
    ...keyed(item, key + index),
  }));
  return catalogueOf(
    new Map([...SMALL_COURSE, [path, head + stringify({ quiz, items: authored })]]),
  );
}

/** The part of an item that its key decides, with the texts that the learner sees. */
function keyed(item: Shape, key: number): object {
  const feedback = `KEY-${key}`;
  switch (item.type) {
    case 'single-choice':
      return { choices: options(item.options, 1, key) };
    case 'multiple-response':
      return { choices: options(item.options, 1 + (key % item.options), key) };
    case 'hot-text':
      return { sentences: options(item.options, 1 + (key % item.options), key) };
    case 'ordering': {
      const entries = words(item.options).map((id) => ({ id, text: `The ${id}` }));
      return { entries: seededShuffle(entries, key), feedback };
    }
    case 'true-false':
      return { answer: key % 2 === 0, feedback };
    case 'short-text':
      return { accept: [`key${key}`], feedback };
    case 'numeric':
      return { answer: key % 100_000, feedback };
    case 'cloze':
      return cloze(item.gaps, key);
    case 'matching': {
      const targets = words(item.targets).map((id) => ({ id, text: `Target ${id}` }));
      const matches = seededShuffle(words(item.targets), key);
      const rows = words(item.rows).map((id, index) => ({
        id,
        text: `Row ${id}`,
        match: matches[index],
      }));
      return { rows, targets, feedback };
    }
  }
}

function options(count: number, right: number, key: number): object[] {
  const keys = new Set(seededShuffle(words(count), key).slice(0, right));
  return words(count).map((id) => ({
    id,
    text: `Option ${id}`,
    ...(keys.has(id) ? { correct: true } : { feedback: `KEY-${key}` }),
  }));
}

function cloze(gaps: readonly number[], key: number): object {
  const named = words(gaps.length);
  return {
    text: named.map((id) => `The {{${id}}} stands.`).join(' '),
    gaps: gaps.map((count, index) => {
      const id = named[index];
      return count === 0
        ? { id, accept: [`gap${key}`], feedback: `KEY-${key}` }
        : { id, choices: options(count, 1, key + index) };
    }),
  };
}

/** Fields of an answer to the item that stands at `number` of the attempt. */
export function answerTo(item: Shape, number: number, chance: number): Form {
  const name = `q${number}`;
  const pick = (count: number, index = 0) => seededShuffle(words(count), chance + index)[0] ?? '';
  switch (item.type) {
    case 'single-choice':
      return { [name]: pick(item.options) };
    case 'multiple-response':
    case 'hot-text':
      return { [name]: seededShuffle(words(item.options), chance).slice(0, 2) };
    case 'ordering': {
      const ids = seededShuffle(words(item.options), chance);
      return Object.fromEntries(ids.map((id, index) => [`${name}.${id}`, String(index + 1)]));
    }
    case 'true-false':
      return { [name]: chance % 2 === 0 ? 'true' : 'false' };
    case 'short-text':
      return { [name]: `word${chance % 1000}` };
    case 'numeric':
      return { [name]: String(chance % 1000) };
    case 'cloze':
      return Object.fromEntries(
        item.gaps.map((count, index) => [
          `${name}.${WORDS[index]}`,
          count === 0 ? 'typed' : pick(count, index),
        ]),
      );
    case 'matching':
      return Object.fromEntries(
        words(item.rows).map((id, index) => [`${name}.${id}`, pick(item.targets, index)]),
      );
  }
}
