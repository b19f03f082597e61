import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { LESSON_STATES, lessonState, type LessonEvidence } from '../../src/domain/progress.ts';

const NOTHING: LessonEvidence = {
  sectionsRead: [],
  sections: ['one', 'two'],
  bestShare: null,
  attemptStarted: false,
  passedBefore: false,
  pass: 0.6,
};
const state = (evidence: Partial<LessonEvidence>) => lessonState({ ...NOTHING, ...evidence });

it.each([
  ['nothing was done', {}, 'not-started'],
  ['a section was read', { sectionsRead: ['one'] }, 'in-progress'],
  ['all was read but nothing submitted', { sectionsRead: ['one', 'two'] }, 'in-progress'],
  ['the quiz was started', { attemptStarted: true }, 'in-progress'],
  ['the quiz was failed without reading', { bestShare: 0.5 }, 'in-progress'],
  ['a section is still unread', { bestShare: 0.5, sectionsRead: ['two'] }, 'in-progress'],
  ['a new section came', { bestShare: 0.5, sectionsRead: ['one', 'gone'] }, 'in-progress'],
  ['all was read and the quiz failed', { bestShare: 0, sectionsRead: ['two', 'one'] }, 'completed'],
  ['the pass mark was reached exactly', { bestShare: 0.6 }, 'passed'],
  ['the pass mark was passed', { bestShare: 1, sectionsRead: ['one', 'two'] }, 'passed'],
  ['the pass mark was just missed', { bestShare: 0.599_99 }, 'in-progress'],
  ['the pass mark went up after it was passed', { bestShare: 0.5, passedBefore: true }, 'passed'],
  ['a lesson without a pass mark was tried', { bestShare: 0, pass: 0 }, 'passed'],
] as const)('a lesson in which %s is: %j → %s', (_name, evidence, wanted) => {
  expect(state(evidence)).toBe(wanted);
});

const rank = (sectionsRead: readonly string[], bestShare: number | null) =>
  LESSON_STATES.indexOf(state({ sections: ['one', 'two', 'three'], sectionsRead, bestShare }));

it('never goes back as sections are read and results get better', () => {
  const sections = fc.subarray(['one', 'two', 'three']);
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(sections, sections, share, share, (some, more, low, high) => {
      const best = low === null || high === null ? (low ?? high) : Math.max(low, high);
      expect(rank([...some, ...more], best)).toBeGreaterThanOrEqual(rank(some, low));
    }),
  );
});
