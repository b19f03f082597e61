import { expect, it } from 'vitest';
import { COUNTING_RULES, countingShare } from '../../src/domain/counting.ts';

it.each([
  ['highest', 0.75],
  ['latest', 0.5],
  ['first', 0.25],
  ['average', 0.5],
] as const)('the %s of several attempts counts', (rule, share) => {
  expect(countingShare([0.25, 0.75, 0.5], rule)).toBe(share);
});

it.each(COUNTING_RULES)('nothing counts before the first attempt by the rule %s', (rule) => {
  expect(countingShare([], rule)).toBeNull();
  expect(countingShare([0], rule)).toBe(0);
});
