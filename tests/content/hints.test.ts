import { describe, expect, it } from 'vitest';
import { DEFAULT_PENALTY } from '../../src/domain/practice.ts';
import { lessonOf, readEdited } from './small-course.ts';

const TAGS = 'tags: [recall]';
const picked = (keys: string) =>
  lessonOf(readEdited(TAGS, keys)).items.find(({ id }) => id === 'pick');
const problems = (keys: string) =>
  readEdited(TAGS, keys).diagnostics.filter(({ severity }) => severity === 'error');

describe('hints and penalty', () => {
  it('are rendered and kept', () => {
    expect(
      picked(`${TAGS}\n    hints: [Think of *one*., And another.]\n    penalty: 0`),
    ).toMatchObject({
      hints: ['Think of <em>one</em>.', 'And another.'],
      penalty: 0,
    });
  });

  it('are none and a third where the author says nothing', () => {
    expect(picked(TAGS)).toMatchObject({ hints: [], penalty: DEFAULT_PENALTY });
  });

  it('are part of the version of the item', () => {
    const hashes = ['', '\n    hints: [One.]', '\n    hints: [Two.]', '\n    penalty: 0.5'].map(
      (more) => picked(TAGS + more)?.hash,
    );
    expect(new Set(hashes).size).toBe(4);
  });

  it.each([
    'hints: []',
    'hints: [""]',
    'hints: [a, b, c, d, e, f]',
    'penalty: 1.1',
    'penalty: -0.1',
  ])('refuse %s', (keys) => expect(problems(`${TAGS}\n    ${keys}`)).toHaveLength(1));
});
