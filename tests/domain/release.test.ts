import { describe, expect, it } from 'vitest';
import {
  MODE_RELEASES,
  QUIZ_MODES,
  RELEASED_PARTS,
  RELEASE_TIMES,
  releasedParts,
  releasePhase,
  type ReleasePhase,
} from '../../src/domain/release.ts';

const PHASES: readonly ReleasePhase[] = ['during', 'after-submission', 'after-close'];

describe('what a mode shows', () => {
  it.each([
    ['practice', 4, 4, 4],
    ['graded', 0, 4, 4],
    ['exam', 0, 1, 4],
  ] as const)('%s: %d parts during, %d after the submission, %d after the close', (...row) => {
    const [mode, ...counts] = row;
    const shown = PHASES.map((phase) => releasedParts(MODE_RELEASES[mode], phase).size);
    expect(shown).toEqual(counts);
  });

  it('is of an exam the own answers only before its close', () => {
    expect([...releasedParts(MODE_RELEASES.exam, 'after-submission')]).toEqual(['own-answers']);
  });

  it('never shrinks as time goes on', () => {
    for (const mode of QUIZ_MODES) {
      const [during, submitted, closed] = PHASES.map((phase) =>
        releasedParts(MODE_RELEASES[mode], phase),
      );
      for (const part of during ?? []) expect(submitted).toContain(part);
      for (const part of submitted ?? []) expect(closed).toContain(part);
    }
  });
});

it.each(RELEASED_PARTS)('%s is released by itself, from its own time on', (part) => {
  const held = { ...MODE_RELEASES.practice, ...allNever() };
  for (const time of RELEASE_TIMES) {
    for (const phase of PHASES) {
      const shown = [...releasedParts({ ...held, [part]: time }, phase)];
      const isDue = time !== 'never' && PHASES.indexOf(phase) >= PHASES.indexOf(time);
      expect(shown).toEqual(isDue ? [part] : []);
    }
  }
});

function allNever() {
  return {
    marks: 'never',
    'own-answers': 'never',
    'right-answers': 'never',
    explanations: 'never',
  } as const;
}

describe('the phase of an attempt', () => {
  const now = new Date('2030-01-01T12:00:00Z');
  const later = new Date('2030-01-01T12:00:01Z');

  it.each([
    [false, null, 'during'],
    [false, now, 'during'],
    [true, later, 'after-submission'],
    [true, now, 'after-close'],
    [true, null, 'after-close'],
  ] as const)('submitted %s, with the close %s, is %s', (submitted, closesAt, phase) => {
    expect(releasePhase(submitted, closesAt, now)).toBe(phase);
  });
});
