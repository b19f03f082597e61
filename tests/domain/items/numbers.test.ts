import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from '../../../src/domain/items/numbers.ts';

describe('reading a number', () => {
  it.each([
    ['168', 168],
    [' 168 ', 168],
    ['007', 7],
    ['+5', 5],
    ['-5', -5],
    ['−5', -5],
    ['− 5', -5],
    ['\u200e-5', -5],
    ['-0', 0],
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['12,25', 12.25],
    ['١٦٨', 168],
    ['۱۶۸', 168],
    ['١٢٫٥', 12.5],
    ['١٬٢٣٤٫٥', 1234.5],
    ['1.5e3', 1500],
    ['2E-2', 0.02],
  ])('reads %j as %d', (text, value) => expect(readNumber(text)).toBe(value));

  it.each([
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u2009234\u2009567', 1_234_567],
    ['1\u202f234,5', 1234.5],
    ['1 234,567', 1234.567],
    ['1 234.567', 1234.567],
    ['1٬234', 1234],
    ['12,345,678', 12_345_678],
    ['12.345.678', 12_345_678],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['-1,234,567.25', -1_234_567.25],
  ])('reads the grouped %j as %d', (text, value) => expect(readNumber(text)).toBe(value));

  it.each(['1,234', '1.234', '266.000', '-12,500', '+999.999', '١,٢٣٤'])(
    'refuses %j, which is a thousand to some and a fraction to others',
    (text) => expect(readNumber(text)).toBeNull(),
  );

  it.each([
    ['1234', 1234],
    ['1234,567', 1234.567],
    ['0,234', 0.234],
    ['0.234', 0.234],
    ['1.2340', 1.234],
    ['1,23', 1.23],
    ['1٫234', 1.234],
  ])('reads %j as %d, for it can mean nothing else', (text, value) =>
    expect(readNumber(text)).toBe(value),
  );

  it.each([
    '',
    '-',
    '.',
    '5.',
    'five',
    '5 cells',
    '1/2',
    '1e999',
    'Infinity',
    'NaN',
    '0x10',
    '--5',
    '5-',
    '1 23',
    '12 34 56',
    '1,23,456',
    '1,234,56',
    '1,234.567.890',
    '1.2.3',
    '0,123,456',
    '1\n234',
    '1e1e1',
    '²',
  ])('refuses %j', (text) => expect(readNumber(text)).toBeNull());

  it('never reads a text as anything but a finite number or nothing', () => {
    const marks = fc.constantFrom(...'0123456789.,٫٬ -+e−٣'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: marks, maxLength: 12 }), (text) => {
        const value = readNumber(text);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('writing a number', () => {
  it('writes a fraction of three digits so that it is not taken for a thousand', () => {
    expect(writeNumber(1.234)).toBe('1.2340');
    expect(writeNumber(-12.125)).toBe('-12.1250');
    expect(writeNumber(1234)).toBe('1234');
    expect(writeNumber(0.125)).toBe('0.125');
  });

  it('writes every number so that it is read back', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -999_999, max: 999_999 }).map((thousandths) => thousandths / 1000),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        expect(readNumber(writeNumber(value))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 1000 },
    );
  });
});
