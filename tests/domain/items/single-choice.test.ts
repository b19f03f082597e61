import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singleChoice } from '../../../src/domain/items/single-choice.ts';
import { choice, form, html, secret, singleChoiceItem } from './builders.ts';
import { anyId, describeLaws } from './laws.ts';

const item = singleChoiceItem();
const ids = ['alpha', 'beta', 'gamma'];

describeLaws({
  item,
  rekeyed: [
    singleChoiceItem({ choices: [choice('alpha', 1), choice('beta', 0), choice('gamma', 0)] }),
    singleChoiceItem({ choices: item.choices.map((c) => ({ ...c, feedback: null })) }),
  ],
  responses: fc.record({ choice: anyId(ids) }),
  parts: [''],
  values: ids,
});
const shown = (order: string[]) => singleChoice.question(item, order).choices.map((c) => c.id);

describe('single choice', () => {
  it('gives the key 1, another choice its credit, and the rest nothing', () => {
    const shares = ids.map((id) => singleChoice.grade(item, { choice: id }).share);
    expect(shares).toEqual([0, 1, 0.4]);
  });

  it('gives a choice that is gone nothing', () => {
    expect(singleChoice.grade(item, { choice: 'delta' })).toEqual({ share: 0 });
  });

  it('gives the key everything whatever credit it carries', () => {
    const odd = singleChoiceItem({ choices: [{ ...choice('alpha', 1), credit: 0.5 }] });
    expect(singleChoice.grade(odd, { choice: 'alpha' })).toEqual({ share: 1 });
  });

  it('keeps a credit out of bounds within the points', () => {
    const odd = singleChoiceItem({
      choices: [
        { ...choice('over', 7), correct: false },
        { ...choice('under', -3), correct: false },
      ],
    });
    expect(singleChoice.grade(odd, { choice: 'over' })).toEqual({ share: 1 });
    expect(singleChoice.grade(odd, { choice: 'under' })).toEqual({ share: 0 });
  });

  it('refuses a choice that it does not have as forged', () => {
    for (const id of ['delta', '__proto__', 'constructor', 'Beta', ' ']) {
      expect(singleChoice.read(item, form({ '': id }))).toEqual({
        ok: false,
        problem: 'unknown-id',
        part: '',
        forged: true,
      });
    }
  });

  it('refuses two choices as forged', () => {
    const reading = singleChoice.read(item, form({ '': ['alpha', 'beta'] }));
    expect(reading).toEqual({ ok: false, problem: 'duplicate', part: '', forged: true });
  });

  it('shows the choices in the order asked for, those not named last', () => {
    expect(shown(['gamma', 'nobody', 'alpha'])).toEqual(['gamma', 'alpha', 'beta']);
    expect(shown([])).toEqual(ids);
  });

  it('offers its choices for shuffling', () => {
    expect(singleChoice.shuffled(item)).toEqual(ids);
  });

  it('reviews what was chosen and what was right, with feedback on the chosen one only', () => {
    expect(singleChoice.review(item, { choice: 'alpha' }, ['beta', 'alpha', 'gamma'])).toEqual({
      kind: 'options',
      options: [
        { html: html('<b>beta</b>'), chosen: false, correct: true, feedback: null },
        { html: html('<b>alpha</b>'), chosen: true, correct: false, feedback: secret('on alpha') },
        { html: html('<b>gamma</b>'), chosen: false, correct: false, feedback: null },
      ],
    });
  });

  it('reviews no answer as nothing chosen', () => {
    const review = singleChoice.review(item, null, []);
    expect(review.kind === 'options' && review.options.some((o) => o.chosen)).toBe(false);
  });
});
