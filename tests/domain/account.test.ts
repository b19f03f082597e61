import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { emailKey, isLocale } from '../../src/domain/account.ts';

it('takes addresses that differ in case, form or outer spaces as one', () => {
  expect(emailKey('  Ada@Example.ORG\n')).toBe('ada@example.org');
  expect(emailKey('E\u0301va@example.org')).toBe(emailKey('\u00C9VA@example.org'));
});

it('keeps addresses apart that differ otherwise', () => {
  expect(emailKey('a.da@example.org')).not.toBe(emailKey('ada@example.org'));
  expect(emailKey('ada+1@example.org')).not.toBe(emailKey('ada@example.org'));
});

it('folds a folded address to itself', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      expect(emailKey(emailKey(email))).toBe(emailKey(email));
    }),
  );
});

it('knows the three languages and nothing else', () => {
  for (const locale of ['en', 'fr', 'ar']) expect(isLocale(locale)).toBe(true);
  for (const other of ['de', 'EN', '', undefined, null, 0, '__proto__', ['en']]) {
    expect(isLocale(other)).toBe(false);
  }
});
