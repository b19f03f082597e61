import { expect, it } from 'vitest';
import { standsOut } from '../../../src/domain/statistics/standing-out.ts';

const figures = { attempts: 100, facility: 0.5, discrimination: 40, flags: ['wrong-key'] } as const;

it('is what lies beyond its bound with the whole interval', () => {
  expect(standsOut(figures)).toBe(false);
  // Wilson: 8 of 100 is 4 to 15 %, 15 of 100 is 9 to 23 %; 100 of 100 is 96 to 100 %.
  expect(standsOut({ ...figures, facility: 0.08 })).toBe(true);
  expect(standsOut({ ...figures, facility: 0.15 })).toBe(false);
  expect(standsOut({ ...figures, facility: 1 })).toBe(true);
  // Fisher: of 100, r = −0.05 is −0.24 to 0.15, and r = 0.05 is −0.15 to 0.24.
  expect(standsOut({ ...figures, discrimination: -5 })).toBe(true);
  expect(standsOut({ ...figures, discrimination: 5 })).toBe(false);
});

it('is nothing without a flag, nor with few attempts', () => {
  expect(standsOut({ ...figures, facility: 0, flags: [] })).toBe(false);
  expect(standsOut({ ...figures, attempts: 5, facility: 1, discrimination: null })).toBe(false);
  expect(standsOut({ ...figures, attempts: 3, discrimination: -90 })).toBe(false);
});
