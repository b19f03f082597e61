import { expect, it } from 'vitest';
import { hasForbiddenCharacters, hasForbiddenInLines } from '../../src/domain/text.ts';

const codes = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, offset) => String.fromCodePoint(from + offset));

it('refuses every C0 and C1 control', () => {
  for (const control of [...codes(0x00, 0x1f), ...codes(0x7f, 0x9f)]) {
    expect(hasForbiddenCharacters(`a${control}b`), JSON.stringify(control)).toBe(true);
  }
});

it('refuses every embedding, override and isolate', () => {
  for (const mark of [...codes(0x202a, 0x202e), ...codes(0x2066, 0x2069)]) {
    expect(hasForbiddenCharacters(`a${mark}b`), JSON.stringify(mark)).toBe(true);
  }
});

it.each([
  'Ada',
  'فاطمة الزهراء',
  'نمونه\u200Cها',
  'ක්\u200Dෂ',
  '👩\u200D🏫',
  'a\u200Eb\u200Fc',
  'Zoë O’Neil',
  ' \u00a0',
  '',
])('takes %j', (text) => {
  expect(hasForbiddenCharacters(text)).toBe(false);
});

it('takes line feeds and tabs in a text of several lines, and nothing else of that kind', () => {
  expect(hasForbiddenInLines('one\n\n\ttwo')).toBe(false);
  for (const mark of ['\0', '\r', '\u0085', '\u202E', '\u2066']) {
    expect(hasForbiddenInLines(`one\n${mark}two`), JSON.stringify(mark)).toBe(true);
  }
});

it('looks past the first line and gives the same answer each time', () => {
  for (let turn = 0; turn < 3; turn += 1) {
    expect(hasForbiddenCharacters('fine\u2028then \u202E not')).toBe(true);
  }
});
