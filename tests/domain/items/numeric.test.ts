import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numeric } from '../../../src/domain/items/numeric.ts';
import { form, numericItem, secret } from './builders.ts';
import { anyId, describeLaws } from './laws.ts';

const item = numericItem();
const around168 = numericItem({ min: 166, max: 170, value: 168 });

describeLaws({
  item,
  rekeyed: [around168, numericItem({ feedback: secret('other') })],
  responses: fc.record({
    text: anyId(['5']),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  parts: [''],
  values: ['716255', '716 253', '١٦٨', '-5', '0,5', '1.234', 'many'],
});

const share = (value: number, of = around168) => numeric.grade(of, { text: '', value }).share;

describe('numeric', () => {
  it('gives everything within the range, both ends included, and nothing outside', () => {
    expect([165.999, 166, 168, 170, 170.001].map((value) => share(value))).toEqual([0, 1, 1, 1, 0]);
  });

  it('takes an end of the range as typed, though binary fractions miss it', () => {
    const tenths = numericItem({ min: 0.7 - 0.1, max: 0.7 + 0.1, value: 0.7 });
    expect(tenths.max).toBeLessThan(0.8);
    expect(share(0.8, tenths)).toBe(1);
    expect(share(0.6, tenths)).toBe(1);
    expect(share(0.8001, tenths)).toBe(0);
  });

  it('takes nothing but zero where only zero is right', () => {
    const zero = numericItem({ min: 0, max: 0, value: 0 });
    expect(share(0, zero)).toBe(1);
    expect(share(1e-300, zero)).toBe(0);
  });

  it('stores what was typed and what it was read as', () => {
    expect(numeric.read(item, form({ '': ' ١٦٨٫٥ ' }))).toEqual({
      ok: true,
      response: { text: '١٦٨٫٥', value: 168.5 },
    });
  });

  it.each(['many', '1,234', '1e999', '5 cells'])('asks for %j to be typed as a number', (text) =>
    expect(numeric.read(item, form({ '': text }))).toEqual({
      ok: false,
      problem: 'not-a-number',
      part: '',
      forged: false,
    }),
  );

  it('asks for less, or for no control characters, before it looks for a number', () => {
    expect(numeric.read(item, form({ '': '1'.repeat(201) }))).toMatchObject({
      problem: 'too-long',
    });
    expect(numeric.read(item, form({ '': '1\u00002' }))).toMatchObject({
      problem: 'control-character',
    });
  });

  it('shows the unit, never the number', () => {
    expect(numeric.question(item, [])).toEqual({
      type: 'numeric',
      prompt: 'How many?',
      unit: { text: 'cells', lang: 'en' },
    });
    expect(JSON.stringify(numeric.question(item, []))).not.toContain('716');
  });

  it('reviews what was typed beside the right number and its unit', () => {
    const wrong = numeric.review(around168, { text: '<5', value: 5 }, []);
    expect(wrong).toEqual({
      kind: 'rows',
      rows: [
        {
          label: null,
          given: '&lt;5',
          right: '168 cells',
          verdict: 'wrong',
          feedback: secret('not that many'),
        },
      ],
    });
    const bare = numericItem({ unit: null });
    expect(numeric.review(bare, null, [])).toMatchObject({
      rows: [{ given: null, right: '716255', verdict: 'missed', feedback: null }],
    });
  });
});
