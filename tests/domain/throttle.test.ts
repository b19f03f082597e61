import { describe, expect, it } from 'vitest';
import { FORGET_AFTER, remainingDelay } from '../../src/domain/throttle.ts';

const LAST = new Date('2030-01-01T00:00:00Z');
const after = (milliseconds: number) => new Date(LAST.getTime() + milliseconds);
const delay = (failures: number, milliseconds = 0, kind: 'account' | 'address' = 'account') =>
  remainingDelay(kind, { failures, lastFailureAt: LAST }, after(milliseconds));

describe('the wait after failures', () => {
  it('is none for who never failed and for the first few failures', () => {
    expect(remainingDelay('account', undefined, LAST)).toBe(0);
    for (const failures of [1, 2, 3, 4]) expect(delay(failures)).toBe(0);
    expect(delay(40, 0, 'address')).toBe(0);
  });

  it('doubles from one second to five minutes, and is never more', () => {
    const waits = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((failures) => delay(failures) / 1000);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(delay(41, 0, 'address')).toBe(1000);
    for (const failures of [60, 1100, 1e9]) expect(delay(failures)).toBe(300_000);
  });

  it('runs out with time', () => {
    expect(delay(7, 1500)).toBe(2500);
    expect(delay(7, 3999)).toBe(1);
    expect(delay(7, 4000)).toBe(0);
    expect(delay(7, 5000)).toBe(0);
  });

  it('is forgotten after a day', () => {
    expect(FORGET_AFTER).toBe(86_400_000);
    expect(delay(1000, FORGET_AFTER)).toBe(0);
  });
});
