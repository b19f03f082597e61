import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortText } from '../../../src/domain/items/short-text.ts';
import { form, secret, shortTextItem } from './builders.ts';
import { anyId, describeLaws } from './laws.ts';

const item = shortTextItem();
const names = shortTextItem({ accept: ['INDH', 'Société générale', 'الفِقْه'] });

describeLaws({
  item,
  rekeyed: [
    names,
    shortTextItem({ folds: [] }),
    shortTextItem({ feedback: secret('another word') }),
  ],
  responses: fc.record({
    text: anyId(item.accept),
    folds: fc.subarray([...item.folds]),
  }),
  parts: [''],
  values: item.accept,
});

const share = (text: string, of = names) => shortText.grade(of, { text, folds: of.folds }).share;
const read = (text: string) => shortText.read(names, form({ '': text }));

describe('short text', () => {
  it.each([
    'INDH',
    ' indh. ',
    '“Indh”',
    'SOCIETE  GENERALE',
    'societe générale!',
    'الفقه',
    'الفقة',
  ])('accepts %j', (text) => expect(share(text)).toBe(1));

  it.each(['IND', 'INDH 2', 'I N D H', 'الفق', '...', ''])('does not accept %j', (text) =>
    expect(share(text)).toBe(0),
  );

  it('minds accents where the item does not fold them', () => {
    const strict = shortTextItem({ accept: ['Fès'], folds: ['case', 'punctuation'] });
    expect(share('fès', strict)).toBe(1);
    expect(share('fes', strict)).toBe(0);
  });

  it('goes by the folds of the item when an answer is graded again', () => {
    const loosened = shortTextItem({ accept: ['Fès'], folds: ['case', 'accents'] });
    expect(shortText.grade(loosened, { text: 'fes', folds: [] })).toEqual({ share: 1 });
  });

  it('stores what was typed, without outer white space, and the folds in use', () => {
    expect(shortText.read(names, form({ '': '  Indh \n' }))).toEqual({
      ok: true,
      response: { text: 'Indh', folds: ['case', 'accents', 'punctuation', 'arabic'] },
    });
  });

  it.each(['   ', '\t\n', '\u00a0', '\u200b', '\u200e \u0085'])('reads %j as no answer', (text) =>
    expect(shortText.read(names, form({ '': text }))).toEqual({ ok: true, response: null }),
  );

  it('takes 200 characters and asks for fewer than 201', () => {
    expect(read('x'.repeat(200)).ok).toBe(true);
    expect(read('𞤀'.repeat(200)).ok).toBe(true);
    expect(read(` ${'x'.repeat(200)} `).ok).toBe(true);
    expect(read('x'.repeat(201))).toEqual({
      ok: false,
      problem: 'too-long',
      part: '',
      forged: false,
    });
  });

  it.each(['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\u009fb', 'a\u202eb', 'a\u2066b', 'a\ud800b'])(
    'asks for %j to be typed again without control characters',
    (text) =>
      expect(shortText.read(names, form({ '': text }))).toEqual({
        ok: false,
        problem: 'control-character',
        part: '',
        forged: false,
      }),
  );

  it('takes white space that is a control character', () => {
    expect(shortText.read(names, form({ '': 'a\tb\r\nc\u0085d' })).ok).toBe(true);
  });

  it('refuses two texts as forged', () => {
    const reading = shortText.read(names, form({ '': ['a', 'b'] }));
    expect(reading).toEqual({ ok: false, problem: 'duplicate', part: '', forged: true });
  });

  it('reviews what was typed as text, never as markup, beside the first accepted answer', () => {
    const review = shortText.review(names, { text: '<b>"&', folds: [] }, []);
    expect(review).toEqual({
      kind: 'rows',
      rows: [
        {
          label: null,
          given: '&lt;b&gt;&quot;&amp;',
          right: 'INDH',
          verdict: 'wrong',
          feedback: secret('not that name'),
        },
      ],
    });
  });

  it('keeps feedback for wrong answers', () => {
    const right = shortText.review(names, { text: 'indh', folds: [] }, []);
    expect(right).toMatchObject({ rows: [{ given: 'indh', verdict: 'right', feedback: null }] });
    const missed = shortText.review(names, null, []);
    expect(missed).toMatchObject({ rows: [{ given: null, verdict: 'missed', feedback: null }] });
  });
});
