import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, essay, rubricShare } from '../../../src/domain/items/essay.ts';
import { fieldsOf } from '../../../src/domain/items/fields.ts';
import { gradeItem, isComplete, keyOf } from '../../../src/domain/items/registry.ts';
import { CANARY, essayItem, form, secret } from './builders.ts';
import { describeKeylessLaws } from './laws.ts';

const item = essayItem();

function read(text: string) {
  return essay.read(item, form({ '': text }));
}

describeKeylessLaws({
  item,
  rekeyed: [
    essayItem({ rubric: [] }),
    essayItem({ rubric: item.rubric.toReversed() }),
    essayItem({ explanation: secret('another explanation') }),
  ],
  responses: fc.record({ text: fc.string({ unit: 'binary', maxLength: 210 }) }),
  parts: [''],
  values: ['One.', ' \r\nOne.\r\nTwo. ', 'الفقه'],
});

describe('an essay', () => {
  it('has no key, since only a reader can tell', () => {
    expect(keyOf(item)).toBe(null);
  });

  it('earns nothing and is pending until it is read', () => {
    expect(gradeItem(item, { text: 'Well written.' })).toEqual({ share: 0, pending: true });
  });

  it('left blank earns nothing at once', () => {
    expect(gradeItem(item, null)).toEqual({ share: 0 });
    expect(isComplete(item, null)).toBe(false);
  });

  it('shows a learner the guidance, and nothing of the rubric', () => {
    const question = essay.question(item, []);
    expect(question).toEqual({
      type: 'essay',
      prompt: 'Explain.',
      words: { least: 80, most: 150 },
    });
    expect(JSON.stringify(question)).not.toContain(CANARY);
  });

  it('keeps line breaks as line feeds and drops outer white space', () => {
    expect(read(' \r\nOne.\r\n\r\nTwo.\rThree. \r\n')).toEqual({
      ok: true,
      response: { text: 'One.\n\nTwo.\nThree.' },
    });
  });

  it('comes back into its control as it was stored', () => {
    const response = { text: 'One.\n\nالثاني.' };
    expect(essay.read(item, fieldsOf(response))).toEqual({ ok: true, response });
  });

  it.each(['', '  \r\n ', '\u200b'])('reads %j as no answer', (text) =>
    expect(read(text)).toEqual({ ok: true, response: null }),
  );

  it('takes 10,000 characters and asks for fewer than 10,001', () => {
    expect(read('x'.repeat(10_000)).ok).toBe(true);
    expect(read('𞤀'.repeat(10_000)).ok).toBe(true);
    expect(read('\r\n'.repeat(4000) + 'x'.repeat(10_000)).ok).toBe(true);
    expect(read('x'.repeat(10_001))).toEqual({
      ok: false,
      problem: 'too-long-essay',
      part: '',
      forged: false,
    });
  });

  it.each(['a\u0000b', 'a\u001bb', 'a\u009fb', 'a\u202eb', 'a\u2066b', 'a\ud800b'])(
    'asks for %j to be typed again without control characters',
    (text) => expect(read(text)).toMatchObject({ problem: 'control-character', forged: false }),
  );

  it('refuses two texts as forged', () => {
    expect(essay.read(item, form({ '': ['a', 'b'] }))).toMatchObject({ forged: true });
  });

  it('is reviewed as text, never as markup', () => {
    expect(essay.review(item, { text: '<b>\n"&' }, [])).toEqual({
      kind: 'text',
      given: '&lt;b&gt;\n&quot;&amp;',
    });
    expect(essay.review(item, null, [])).toEqual({ kind: 'text', given: null });
  });
});

describe('a rubric', () => {
  it.each([
    // (1 × 1 + 2 × 0.25 + 1 × 0) / 4
    [{ thesis: 'yes', evidence: 'some', style: 'no' }, 0.375],
    // (1 × 0 + 2 × 1 + 1 × 1) / 4
    [{ thesis: 'no', evidence: 'full', style: 'yes' }, 0.75],
    [{ thesis: 'no', evidence: 'none', style: 'no' }, 0],
    [{ thesis: 'yes', evidence: 'full', style: 'yes' }, 1],
  ])('gives %j the share %d', (levels, share) => {
    expect(rubricShare(item.rubric, levels)).toBe(share);
  });

  it('gives equal weights the plain mean', () => {
    const rubric = item.rubric.map((criterion) => ({ ...criterion, weight: 1 }));
    const levels = { thesis: 'yes', evidence: 'some', style: 'no' };
    expect(rubricShare(rubric, levels)).toBeCloseTo(1.25 / 3, 12);
  });

  it.each([
    {},
    { thesis: 'yes', evidence: 'full' },
    { thesis: 'yes', evidence: 'full', style: 'some' },
    { thesis: 'yes', evidence: 'full', style: '__proto__' },
  ])('gives %j no share: each criterion needs one of its own levels', (levels) => {
    expect(rubricShare(item.rubric, levels)).toBe(null);
  });
});

it('counts words between white space, in any script', () => {
  expect(countWords('One two\n\nthree')).toBe(3);
  expect(countWords('إمارة المؤمنين')).toBe(2);
  expect(countWords('')).toBe(0);
});
