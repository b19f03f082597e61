import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/domain/item.ts';
import { choiceParts, takenChoices } from '../../../src/domain/statistics/choices.ts';
import { distractorTables } from '../../../src/domain/statistics/distractors.ts';
import { flagsOf, urgencyOf } from '../../../src/domain/statistics/flags.ts';
import { itemFigures, randomGuessScore } from '../../../src/domain/statistics/item-figures.ts';
import { addUp, binOf, negated, talliesOf } from '../../../src/domain/statistics/tallies.ts';
import type { ItemResponse } from '../../../src/domain/items/registry.ts';
import { lessonOf } from '../../support/store.ts';

function itemOf(id: string): Item {
  const item = lessonOf('alpha').items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`There is no item ${id}.`);
  return item;
}

const PICK = itemOf('pick');

/** Attempts of `pick`: what was chosen and the result in whole per cent. */
function tablesOf(attempts: readonly (readonly [choice: string, percent: number])[], item = PICK) {
  const tallies = attempts.map(([choice, percent]) => {
    const response: ItemResponse | null = choice === '' ? null : { choice };
    const score = Number(choice === 'red');
    const answers = [{ item, score, response }];
    return talliesOf({ quizId: 'alpha', score: percent, maxScore: 100, answers });
  });
  return distractorTables(choiceParts(item), addUp(tallies).choices);
}

const thirdsOf = (attempts: Parameters<typeof tablesOf>[0], id: string) =>
  tablesOf(attempts)[0]?.rows.find((row) => row.id === id)?.thirds;

describe('a distractor table', () => {
  it('says who took which choice, by thirds of the totals', () => {
    const attempts = [
      ['green', 10],
      ['green', 20],
      ['', 30],
      ['red', 40],
      ['green', 50],
      ['red', 60],
      ['red', 70],
      ['red', 80],
      ['red', 90],
    ] as const;
    const [table] = tablesOf(attempts);
    expect(table?.rows.map(({ id, attempts: n }) => [id, n])).toEqual([
      ['red', 5],
      ['green', 3],
      ['blue', 0],
    ]);
    expect(thirdsOf(attempts, 'green')).toEqual([2 / 3, 1 / 3, 0]);
    expect(thirdsOf(attempts, 'red')).toEqual([0, 2 / 3, 1]);
    expect(table?.blank).toEqual({ attempts: 1, share: 1 / 9, thirds: [1 / 3, 0, 0] });
  });

  it('divides those with the same result among the thirds that they reach into', () => {
    // Four at 50: one is of the lowest third (of two), two of the middle, one of the top.
    const attempts = [
      ['green', 0],
      ['red', 50],
      ['red', 50],
      ['green', 50],
      ['green', 50],
      ['red', 100],
    ] as const;
    expect(thirdsOf(attempts, 'red')).toEqual([0.25, 0.5, 0.75]);
    expect(thirdsOf(attempts, 'green')).toEqual([0.75, 0.5, 0.25]);
  });

  it('has one for each row, gap and whole, and none where answers are typed', () => {
    const parts = ['pick', 'pairs', 'blanks', 'evidence', 'word', 'figure', 'steps'].map((id) =>
      choiceParts(itemOf(id)).map(({ part }) => part),
    );
    expect(parts).toEqual([[''], ['cat', 'dog'], ['time'], [''], [], [], []]);
  });
});

describe('what a response took', () => {
  it.each([
    ['pick', { choice: 'green' }, ['*', 'green']],
    ['pick', null, ['*', '']],
    ['truth', { answer: false }, ['*', 'false']],
    ['several', { chosen: ['lamp', 'stone'] }, ['*', 'lamp', 'stone']],
    ['pairs', { rows: { cat: 'meow' } }, ['*', 'cat meow', 'dog']],
    ['blanks', { gaps: { thing: 'light', time: 'noon' } }, ['*', 'time noon']],
    ['word', { text: 'light', folds: [] }, []],
  ] as const)('of %s is %j: %j', (id, response, expected) => {
    const taken = takenChoices(itemOf(id), response);
    expect(taken.map(({ part, choice }) => `${part} ${choice}`.trim())).toEqual(expected);
  });
});

describe('the tallies of an attempt', () => {
  it('are gone when it is taken out again', () => {
    const answers = [{ item: PICK, score: 1 / 3, response: { choice: 'green' } }];
    const tallies = talliesOf({ quizId: 'alpha', score: 1 / 3, maxScore: 2, answers });
    expect(addUp([tallies, negated(tallies)])).toEqual({ marks: [], totals: [], choices: [] });
  });

  it('put results into whole per cents, rounded down', () => {
    expect([binOf(0, 3), binOf(1, 3), binOf(2.999, 3), binOf(3, 3), binOf(0, 0)]).toEqual([
      0, 33, 99, 100, 0,
    ]);
    // 0.29 of 1 is 28.999999999999996 per cent in binary.
    expect(binOf(0.29, 1)).toBe(29);
  });
});

const figures = (facility: number, discrimination: number | null) => ({
  ...itemFigures([{ mark: 1, total: 2, attempts: 5 }], 1),
  facility,
  discrimination,
});
const flagNames = (...given: Parameters<typeof flagsOf>) =>
  flagsOf(...given).map(({ flag }) => flag);

describe('flags', () => {
  it.each([
    [0.19, 30, ['too-hard']],
    [0.2, 30, []],
    [0.95, 20, []],
    [0.951, 20, ['too-easy']],
    [0.5, 19.9, ['low-discrimination']],
    [0.5, null, []],
    [0.1, -5, ['low-discrimination', 'too-hard']],
  ])('of facility %d and discrimination %d are %j', (facility, discrimination, expected) => {
    expect(flagNames('short-text', figures(facility, discrimination), [], true)).toEqual(expected);
  });

  it('tell of an objective that the lesson does not have', () => {
    expect(flagNames('short-text', figures(0.5, 30), [], false)).toEqual(['no-objective']);
  });

  it('tell of a distractor that nobody takes, and of one that the top third prefers to the key', () => {
    const tables = tablesOf([
      ['red', 10],
      ['red', 20],
      ['red', 30],
      ['green', 70],
      ['green', 80],
      ['red', 90],
    ]);
    const flags = flagsOf('single-choice', figures(0.5, 30), tables, true);
    expect(
      flags.map(({ flag, choices }) => [flag, choices.map(({ choice }) => choice.id)]),
    ).toEqual([['unused-distractor', ['blue']]]);
    const wrongKey = tablesOf([
      ['red', 10],
      ['red', 20],
      ['blue', 30],
      ['red', 70],
      ['green', 80],
      ['green', 90],
    ]);
    const worse = flagsOf('single-choice', figures(0.5, 30), wrongKey, true);
    expect(
      worse.map(({ flag, choices }) => [flag, choices.map(({ choice }) => choice.id)]),
    ).toEqual([['wrong-key', ['green']]]);
    expect(urgencyOf(worse)).toBeGreaterThan(urgencyOf(flags));
  });

  it('tell of a matching target that no row needs and nobody takes', () => {
    const item = itemOf('pairs');
    const response = { rows: { cat: 'bark', dog: 'bark' } };
    const tallies = talliesOf({
      quizId: 'alpha',
      score: 0,
      maxScore: 1,
      answers: [{ item, score: 0, response }],
    });
    const tables = distractorTables(choiceParts(item), tallies.choices);
    const flags = flagsOf('matching', figures(0.5, 30), tables, true);
    const unused = flags.find(({ flag }) => flag === 'unused-distractor');
    expect(unused?.choices.map(({ choice }) => choice.id)).toEqual(['moo']);
  });
});

describe('the random guess score', () => {
  it.each([
    ['pick', 1 / 3],
    ['truth', 1 / 2],
    ['pairs', 1 / 3],
    ['blanks', 1 / 4],
    ['word', 0],
    ['figure', 0],
    ['several', null],
    ['evidence', null],
    ['steps', null],
  ])('of %s is %d', (id, expected) => {
    expect(randomGuessScore(itemOf(id))).toBe(expected);
  });
});
