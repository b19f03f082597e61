import { expect, it } from 'vitest';
import { passwordProblem } from '../../src/domain/password.ts';

const problem = (password: string) => passwordProblem(password, ' Ada.L@Example.org ');

it.each([
  'abcdefghij',
  'four words are fine',
  'كلمة مرور طويلة',
  '🐪🐫🐘🦒🦓',
  ' spaces  count ',
  'x'.repeat(197) + 'abc',
])('takes %s', (password) => {
  expect(problem(password)).toBeNull();
});

it.each([
  ['', 'too-short'],
  ['ninechars', 'too-short'],
  [`${'abcd'.repeat(50)}e`, 'too-long'],
  ['password123', 'too-common'],
  ['PassWord123', 'too-common'],
  ['ada.l@example.org', 'too-common'],
  ['ADA.L@EXAMPLE.ORG', 'too-common'],
  ['aaaaaaaaaaaa', 'too-common'],
  ['aBAbabABcccc', 'too-common'],
])('refuses %j as %s', (password, wanted) => {
  expect(problem(password)).toBe(wanted);
});

it('asks for no kinds of characters', () => {
  expect(problem('justlowercaseletters')).toBeNull();
  expect(problem('8471 2095 3366')).toBeNull();
});
