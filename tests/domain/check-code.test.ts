import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import {
  CHECK_CODE_ALPHABET,
  CHECK_CODE_LENGTH,
  groupedCode,
  readCheckCode,
} from '../../src/domain/check-code.ts';

const codes = array(constantFrom(...CHECK_CODE_ALPHABET.split('')), {
  minLength: CHECK_CODE_LENGTH,
  maxLength: CHECK_CODE_LENGTH,
}).map((letters) => letters.join(''));

it('is written in four groups of five, and read again whatever its case and spaces', () => {
  expect(groupedCode('0123456789ABCDEFGHJK')).toBe('01234-56789-ABCDE-FGHJK');
  assert(
    property(codes, (code) => {
      expect(readCheckCode(groupedCode(code))).toBe(code);
      expect(readCheckCode(` ${groupedCode(code).toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
    }),
  );
});

it('takes letters that look like digits for these digits', () => {
  expect(readCheckCode('oO23456789ilLBCDEFGH')).toBe('0023456789111BCDEFGH');
});

it.each(['', '01234', '0123456789ABCDEFGHJKM', '0123456789ABCDEFGHJU', '../../../../../etc/x'])(
  'is not %j',
  (text) => {
    expect(readCheckCode(text)).toBeNull();
  },
);
