import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/domain/interaction.ts';
import type { Item, ItemType } from '../../../src/domain/item.ts';
import { fieldsOf } from '../../../src/domain/items/fields.ts';
import { readResponse, type ItemResponse } from '../../../src/domain/items/registry.ts';
import { oneOfEach } from './builders.ts';

const typed = fc.string({ unit: 'grapheme', maxLength: 40 });
const pick = (...ids: readonly string[]) => fc.constantFrom('', ...ids);
const parts = (values: Readonly<Record<string, fc.Arbitrary<string>>>) =>
  fc.record(values, { requiredKeys: [] }).map((record) => listed(record));

function listed(record: Readonly<Record<string, string | undefined>>): Fields {
  return new Map(Object.entries(record).map(([part, value]) => [part, [value ?? '']]));
}

const sole = (value: fc.Arbitrary<string>) => value.map((text) => listed({ '': text }));
const ticks = (...ids: readonly string[]) =>
  fc.shuffledSubarray([...ids]).map((chosen): Fields => new Map([['', chosen]]));
const number = fc.oneof(fc.integer().map(String), fc.constantFrom('1,5', '٣٫٥', '1 234', '-0.50'));
const targets = pick('law', 'creed', 'path', 'spare');

/** Honest forms for the items of the builders. */
const forms: Readonly<Record<ItemType, fc.Arbitrary<Fields>>> = {
  'single-choice': sole(pick('alpha', 'beta', 'gamma')),
  'true-false': sole(pick('true', 'false')),
  'multiple-response': ticks('a', 'x', 'b', 'y', 'c'),
  'hot-text': ticks('a', 'x', 'b', 'y', 'c'),
  'short-text': sole(typed),
  numeric: sole(number),
  essay: sole(fc.array(typed, { maxLength: 4 }).map((lines) => lines.join('\r\n'))),
  cloze: parts({ year: pick('y2005', 'y2011'), ministry: typed, town: typed }),
  matching: parts({ malik: targets, ashari: targets, junayd: targets, fes: targets }),
  ordering: fc
    .shuffledSubarray(['1', '2', '3', '4', '5'], { minLength: 3, maxLength: 5 })
    .map(([dawn, noon, afternoon, sunset, night]) =>
      listed({ dawn, noon, afternoon, sunset, night }),
    ),
};

describe.each(Object.values(oneOfEach) as Item[])('a saved answer to a $type item', (item) => {
  it('fills its form so that reading it again gives the same answer', () => {
    let answered = 0;
    fc.assert(
      fc.property(forms[item.type], (fields) => {
        const reading = readResponse(item, fields);
        if (!reading.ok || reading.response === null) return;
        answered += 1;
        const again = readResponse(item, fieldsOf(reading.response));
        expect(again).toEqual(reading);
      }),
    );
    expect(answered).toBeGreaterThan(20);
  });

  it('fills its form after a trip through the database too', () => {
    fc.assert(
      fc.property(forms[item.type], (fields) => {
        const reading = readResponse(item, fields);
        if (!reading.ok || reading.response === null) return;
        const stored = JSON.parse(JSON.stringify(reading.response)) as ItemResponse;
        expect(fieldsOf(stored)).toEqual(fieldsOf(reading.response));
      }),
    );
  });
});

it.each([
  [null, {}],
  [{ choice: 'beta' }, { '': ['beta'] }],
  [{ answer: false }, { '': ['false'] }],
  [{ chosen: ['a', 'c'] }, { '': ['a', 'c'] }],
  [{ text: 'The word', folds: ['case' as const] }, { '': ['The word'] }],
  [{ text: 'One.\n\nTwo.' }, { '': ['One.\n\nTwo.'] }],
  [{ text: '1,5', value: 1.5 }, { '': ['1,5'] }],
  [{ gaps: { year: 'y2005', town: 'Fes' } }, { year: ['y2005'], town: ['Fes'] }],
  [{ rows: { malik: 'law' } }, { malik: ['law'] }],
  [{ ranks: { dawn: 2, noon: 1 } }, { dawn: ['2'], noon: ['1'] }],
])('shows %j as the fields %j', (response, fields) => {
  expect(Object.fromEntries(fieldsOf(response))).toEqual(fields);
});
