import { expect, it } from 'vitest';
import type { Item } from '../../../src/domain/item.ts';
import { answerKey } from '../../../src/domain/items/same-answer.ts';
import { catalogueOf, SMALL_COURSE } from '../../support/small-site-course.ts';

const { items } = catalogueOf(SMALL_COURSE).lessons.get('alpha') ?? { items: [] };

function item(id: string): Item {
  const found = items.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`No item ${id}.`);
  return found;
}

it('takes short texts for the same after the folds of the item', () => {
  const word = item('word');
  const key = (text: string) => answerKey(word, { text, folds: [] });
  expect(key('  Tôwer ')).toBe(key('tower'));
  expect(key('tower')).not.toBe(key('towers'));
});

it('takes numbers for the same by their value', () => {
  const figure = item('figure');
  expect(answerKey(figure, { text: '8,5', value: 8.5 })).toBe(
    answerKey(figure, { text: '8.5', value: 8.5 }),
  );
});

it('takes anything else for the same when it is stored alike', () => {
  const pick = item('pick');
  expect(answerKey(pick, { choice: 'red' })).toBe(answerKey(pick, { choice: 'red' }));
  expect(answerKey(pick, { choice: 'red' })).not.toBe(answerKey(pick, { choice: 'blue' }));
});
