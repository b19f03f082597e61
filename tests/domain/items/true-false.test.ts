import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trueFalse } from '../../../src/domain/items/true-false.ts';
import { form, secret, trueFalseItem } from './builders.ts';
import { describeLaws } from './laws.ts';

const item = trueFalseItem();

describeLaws({
  item,
  rekeyed: [trueFalseItem({ answer: false }), trueFalseItem({ feedback: secret('other') })],
  responses: fc.record({ answer: fc.boolean() }),
  parts: [''],
  values: ['true', 'false'],
});
const read = (value: string | string[]) => trueFalse.read(item, form({ '': value }));

describe('true or false', () => {
  it('gives the right answer everything and the other nothing', () => {
    expect(trueFalse.grade(item, { answer: true })).toEqual({ share: 1 });
    expect(trueFalse.grade(item, { answer: false })).toEqual({ share: 0 });
    expect(trueFalse.grade(trueFalseItem({ answer: false }), { answer: false }).share).toBe(1);
  });

  it('reads the words true and false and refuses any other as forged', () => {
    expect(read('false')).toEqual({ ok: true, response: { answer: false } });
    expect(read('True')).toMatchObject({ problem: 'unknown-id', forged: true });
    expect(read('1')).toMatchObject({ problem: 'unknown-id', forged: true });
    expect(read(['true', 'false'])).toMatchObject({ problem: 'duplicate', forged: true });
  });

  it('is never shuffled', () => {
    expect(trueFalse.shuffled(item)).toEqual([]);
  });

  it('reviews both answers, with feedback for those who chose the other', () => {
    expect(trueFalse.review(item, { answer: false }, [])).toEqual({
      kind: 'options',
      options: [
        { html: 'True', chosen: false, correct: true, feedback: null },
        { html: 'False', chosen: true, correct: false, feedback: secret('it is') },
      ],
    });
    expect(trueFalse.review(item, { answer: true }, [])).toMatchObject({
      options: [{ chosen: true, feedback: null }, { chosen: false }],
    });
    expect(trueFalse.review(item, null, [])).toMatchObject({
      options: [{ chosen: false }, { chosen: false }],
    });
  });
});
