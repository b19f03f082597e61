import { describe, expect, it } from 'vitest';
import {
  circleThrough,
  openPrerequisites,
  prerequisiteRefusal,
} from '../../src/domain/prerequisites.ts';

describe('prerequisites of a lesson', () => {
  it('are open while they are not passed, the hard ones apart', () => {
    const prerequisites = [
      { lesson: 'a', hard: false },
      { lesson: 'b', hard: true },
      { lesson: 'c', hard: false },
    ];
    expect(openPrerequisites(prerequisites, (id) => id === 'a')).toEqual({
      required: ['b'],
      recommended: ['c'],
    });
  });

  it('refuse the quiz until every required lesson is passed', () => {
    const quiz = { requires: ['a', 'b'] };
    expect(prerequisiteRefusal(quiz, (id) => id === 'a')).toEqual({
      reason: 'prerequisites',
      lessons: ['b'],
    });
    expect(prerequisiteRefusal(quiz, () => true)).toBeNull();
  });
});

describe('a circle of prerequisites', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
    ['e', ['a']],
  ]);

  it('is found from each lesson that is part of it', () => {
    expect(circleThrough(graph, 'a', 'b')).toEqual(['a', 'b', 'c']);
    expect(circleThrough(graph, 'c', 'a')).toEqual(['c', 'a', 'b']);
  });

  it('is not blamed on lessons beside it', () => {
    expect(circleThrough(graph, 'b', 'd')).toBeNull();
    expect(circleThrough(graph, 'e', 'a')).toBeNull();
  });
});
