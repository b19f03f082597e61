import { expect, it } from 'vitest';
import { daysBetween, nextTermName } from '../../src/domain/term.ts';

it('names the cohort of the next term after the one before', () => {
  expect(nextTermName('Spring 2030')).toBe('Spring 2031');
  expect(nextTermName('فوج 2029–2030')).toBe('فوج 2030–2031');
  expect(nextTermName('Evening class')).toBe('Evening class 2');
  expect(nextTermName('Evening class 9')).toBe('Evening class 10');
  expect(nextTermName('x'.repeat(100))).toBe('x'.repeat(100));
});

it('counts the days between two dates of the calendar', () => {
  expect(daysBetween('2030-01-31', '2030-03-01')).toBe(29);
  expect(daysBetween('2030-03-01', '2030-01-31')).toBe(-29);
  expect(daysBetween('2030-01-31', '2030-01-31')).toBe(0);
  for (const wrong of ['', '2030-02-30', '31.1.2030', '2030-1-1']) {
    expect(daysBetween(wrong, '2030-01-01'), wrong).toBeNull();
    expect(daysBetween('2030-01-01', wrong), wrong).toBeNull();
  }
});
