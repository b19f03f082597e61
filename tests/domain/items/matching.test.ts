import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching } from '../../../src/domain/items/matching.ts';
import { form, html, matchingItem, secret } from './builders.ts';
import { anyId, anyRecord, describeLaws } from './laws.ts';

const item = matchingItem();
const parts = ['malik', 'ashari', 'junayd', 'fes'];
const values = ['law', 'creed', 'path', 'spare'];

describeLaws({
  item,
  rekeyed: [
    matchingItem({ rows: item.rows.map((row) => ({ ...row, match: 'spare', feedback: null })) }),
    matchingItem({ feedback: secret('other') }),
  ],
  responses: fc.record({ rows: anyRecord(parts, anyId(values)) }),
  parts,
  values,
});

const share = (rows: Record<string, string>) => matching.grade(item, { rows }).share;
const read = (sent: Record<string, string | string[]>) => matching.read(item, form(sent));

describe('matching', () => {
  it('gives the share of rows that are right', () => {
    expect(share({ malik: 'law', ashari: 'creed', junayd: 'path', fes: 'law' })).toBe(1);
    expect(share({ malik: 'law', ashari: 'creed', junayd: 'spare', fes: 'path' })).toBe(0.5);
    expect(share({ malik: 'law' })).toBe(0.25);
    expect(share({ malik: 'creed', ashari: 'law' })).toBe(0);
  });

  it('gives nothing for rows and targets that it does not have', () => {
    expect(share({ malik: 'gone', nobody: 'law', constructor: 'law' })).toBe(0);
  });

  it('reads one target for each row, the same one as often as needed', () => {
    expect(matching.read(item, form({ malik: 'law', fes: 'law', ashari: '' }))).toEqual({
      ok: true,
      response: { rows: { malik: 'law', fes: 'law' } },
    });
  });

  it('refuses rows and targets that it does not have, and two targets for a row, as forged', () => {
    const forged = { ok: false, forged: true };
    expect(read({ malik: 'malik' })).toEqual({ ...forged, problem: 'unknown-id', part: 'malik' });
    expect(read({ law: 'malik' })).toEqual({ ...forged, problem: 'unknown-id', part: 'law' });
    const two = read({ fes: ['law', 'path'] });
    expect(two).toEqual({ ...forged, problem: 'duplicate', part: 'fes' });
  });

  it('is complete only with every row', () => {
    expect(matching.complete(item, { rows: { malik: 'law', ashari: 'law', fes: 'law' } })).toBe(
      false,
    );
    expect(matching.complete(item, matching.key(item))).toBe(true);
  });

  it('shuffles its targets, never its rows', () => {
    const order = ['spare', 'path'];
    const question = matching.question(item, order);
    expect(question.targets.map((t) => t.id)).toEqual(['spare', 'path', 'law', 'creed']);
    expect(question.rows.map((r) => r.id)).toEqual(parts);
    expect(matching.shuffled(item)).toEqual(values);
  });

  it('reviews each row, with the feedback of the item once, on the first wrong row', () => {
    const rows = { malik: 'law', ashari: 'law', junayd: 'spare' };
    expect(matching.review(item, { rows }, [])).toEqual({
      kind: 'rows',
      rows: [
        {
          label: '<i>malik</i>',
          given: '<b>law</b>',
          right: '<b>law</b>',
          verdict: 'right',
          feedback: null,
        },
        {
          label: '<i>ashari</i>',
          given: '<b>law</b>',
          right: '<b>creed</b>',
          verdict: 'wrong',
          feedback: html(`${secret('on ashari')} ${secret('on matching')}`),
        },
        {
          label: '<i>junayd</i>',
          given: '<b>spare</b>',
          right: '<b>path</b>',
          verdict: 'wrong',
          feedback: secret('on junayd'),
        },
        {
          label: '<i>fes</i>',
          given: null,
          right: '<b>law</b>',
          verdict: 'missed',
          feedback: null,
        },
      ],
    });
  });

  it('reviews a wrong row that has nothing to say with the feedback of the item alone', () => {
    const silent = matchingItem({ rows: item.rows.map((row) => ({ ...row, feedback: null })) });
    expect(matching.review(silent, { rows: { fes: 'path' } }, [])).toMatchObject({
      rows: [{}, {}, {}, { verdict: 'wrong', feedback: secret('on matching') }],
    });
  });
});
