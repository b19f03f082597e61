import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloze } from '../../../src/domain/items/cloze.ts';
import { clozeItem, form, ministryGap, option, secret, townGap, yearGap } from './builders.ts';
import { anyId, anyRecord, describeLaws } from './laws.ts';

const item = clozeItem();
const plain = clozeItem({
  gaps: [yearGap, { ...ministryGap, accept: ['Interior'] }, { ...townGap, accept: ['Rabat'] }],
});
const parts = ['year', 'ministry', 'town'];
const values = ['y2005', 'y2011', 'Interior', 'Rabat'];

describeLaws({
  item,
  rekeyed: [
    plain,
    clozeItem({
      gaps: [
        { ...yearGap, choices: [option('y2005', false), option('y2011', true)] },
        { ...ministryGap, folds: [] },
        townGap,
      ],
    }),
  ],
  responses: fc.record({ gaps: anyRecord(parts, anyId(values)) }),
  parts,
  values,
});

const share = (gaps: Record<string, string>) => cloze.grade(plain, { gaps }).share;
const read = (sent: Record<string, string | string[]>) => cloze.read(item, form(sent));

describe('cloze', () => {
  it('gives the mean of its gaps', () => {
    expect(share({ year: 'y2005', ministry: 'interior.', town: 'RABAT' })).toBe(1);
    expect(share({ year: 'y2011', ministry: 'Interior', town: 'Rabat' })).toBeCloseTo(2 / 3, 12);
    expect(share({ town: 'Rabat' })).toBeCloseTo(1 / 3, 12);
    expect(share({ year: 'y2011', town: 'Fes' })).toBe(0);
  });

  it('gives nothing for gaps and choices that it does not have', () => {
    expect(share({ year: 'gone', season: 'y2005', ministry: 'y2005' })).toBe(0);
  });

  it('leaves gaps without an answer out of the response', () => {
    const reading = cloze.read(item, form({ year: 'y2011', ministry: '  ', town: '' }));
    expect(reading).toEqual({ ok: true, response: { gaps: { year: 'y2011' } } });
  });

  it('is complete only with every gap', () => {
    expect(cloze.complete(item, { gaps: { year: 'y2005', town: 'x' } })).toBe(false);
    expect(cloze.complete(item, { gaps: { year: 'y2005', town: 'x', ministry: 'y' } })).toBe(true);
  });

  it('names the gap that is wrong', () => {
    expect(read({ year: 'y1999' })).toEqual({
      ok: false,
      problem: 'unknown-id',
      part: 'year',
      forged: true,
    });
    expect(read({ town: 'x'.repeat(201) })).toEqual({
      ok: false,
      problem: 'too-long',
      part: 'town',
      forged: false,
    });
    expect(read({ town: ['a', 'b'] })).toMatchObject({ problem: 'duplicate', part: 'town' });
    expect(read({ '': 'y2005' })).toMatchObject({ problem: 'unknown-id', part: '' });
  });

  it('names a forged gap before one that the learner can mend', () => {
    const gap = { ...yearGap, id: 'second' };
    const both = clozeItem({ gaps: [ministryGap, gap] });
    const reading = cloze.read(both, form({ ministry: 'a\u0000', second: 'y1999' }));
    expect(reading).toMatchObject({ part: 'second', forged: true });
  });

  it('refuses a gap named as a property of every object', () => {
    for (const part of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const fields = new Map([[part, ['y2005']]]);
      expect(cloze.read(item, fields)).toMatchObject({ problem: 'unknown-id', part, forged: true });
    }
  });

  it('keeps an answer to a gap whatever the gap is called', () => {
    const odd = clozeItem({ gaps: [{ ...townGap, id: '__proto__', accept: ['Rabat'] }] });
    const reading = cloze.read(odd, new Map([['__proto__', ['rabat']]]));
    expect(JSON.stringify(reading)).toContain('{"__proto__":"rabat"}');
    expect(reading.ok && reading.response && cloze.grade(odd, reading.response).share).toBe(1);
  });

  it('takes nothing that every object has for an answer', () => {
    const odd = clozeItem({ gaps: [{ ...townGap, id: 'constructor' }] });
    expect(cloze.complete(odd, { gaps: {} })).toBe(false);
    expect(cloze.grade(odd, { gaps: {} })).toEqual({ share: 0 });
    expect(cloze.review(odd, { gaps: {} }, [])).toMatchObject({ rows: [{ verdict: 'missed' }] });
  });

  it('shows selects with their choices and text boxes with nothing', () => {
    expect(cloze.question(item, []).gaps).toEqual([
      {
        id: 'year',
        kind: 'select',
        choices: [
          { id: 'y2005', text: '<b>y2005</b>' },
          { id: 'y2011', text: '<b>y2011</b>' },
        ],
      },
      { id: 'ministry', kind: 'text' },
      { id: 'town', kind: 'text' },
    ]);
    expect(cloze.question(item, []).parts).toEqual(item.parts);
  });

  it('reviews each gap with what was given, what was right and why', () => {
    const gaps = { year: 'y2011', ministry: '<i>' };
    expect(cloze.review(plain, { gaps }, [])).toEqual({
      kind: 'rows',
      rows: [
        {
          label: null,
          given: '<b>y2011</b>',
          right: '<b>y2005</b>',
          verdict: 'wrong',
          feedback: secret('on y2011'),
        },
        {
          label: null,
          given: '&lt;i&gt;',
          right: 'Interior',
          verdict: 'wrong',
          feedback: secret('not that ministry'),
        },
        { label: null, given: null, right: 'Rabat', verdict: 'missed', feedback: null },
      ],
    });
  });

  it('reviews right gaps without feedback', () => {
    const gaps = { year: 'y2005', ministry: 'INTERIOR', town: 'Rabat' };
    expect(cloze.review(plain, { gaps }, [])).toMatchObject({
      rows: [
        { verdict: 'right', feedback: null },
        { given: 'INTERIOR', verdict: 'right', feedback: null },
        { verdict: 'right', feedback: null },
      ],
    });
  });
});
