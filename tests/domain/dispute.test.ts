import { expect, it } from 'vitest';
import { disputeTextProblem, tidyDisputeText } from '../../src/domain/dispute.ts';

it('takes texts of 10 to 1000 characters, counted as people do', () => {
  expect(disputeTextProblem('123456789')).toBe('too-short');
  expect(disputeTextProblem('1234567890')).toBeNull();
  expect(disputeTextProblem('😀'.repeat(1000))).toBeNull();
  expect(disputeTextProblem('a'.repeat(1001))).toBe('too-long');
});

it('refuses characters that reorder the text around them', () => {
  expect(disputeTextProblem('My reasons \u202Eare hidden')).toBe('control-character');
});

it('keeps line breaks as line feeds, and no outer white space', () => {
  expect(tidyDisputeText('  one\r\ntwo\rthree \r\n')).toBe('one\ntwo\nthree');
});
