import { expect, it } from 'vitest';
import {
  countDone,
  lessonCounts,
  median,
  medianMastery,
  medianTime,
  sumCalibration,
  type CohortLearner,
  type LessonWork,
} from '../../src/domain/cohort-figures.ts';
import { NO_STANDING, type LearnerStanding } from '../../src/domain/learner-standing.ts';

function learner(lessons: Readonly<Record<string, LessonWork>>): CohortLearner {
  const work = new Map(Object.entries(lessons));
  return { state: 'on-track', reasons: [], standing: NO_STANDING, lessons: work };
}

const work = (
  state: LessonWork['state'],
  bestShare: number | null,
  minutes: number,
): LessonWork => {
  return { state, bestShare, time: minutes * 60_000 };
};

const LEARNERS = [
  learner({ one: work('passed', 0.9, 10), two: work('completed', 0.5, 4) }),
  learner({ one: work('completed', 0.3, 6), two: work('in-progress', null, 0) }),
  learner({ one: work('passed', 0.8, 30), three: work('passed', 1, 2) }),
  learner({}),
];

it('counts who has begun, done and passed a lesson', () => {
  expect(lessonCounts('one', LEARNERS)).toEqual({
    lessonId: 'one',
    started: 3,
    done: 3,
    passed: 2,
    meanShare: expect.closeTo(2 / 3) as number,
  });
  expect(lessonCounts('two', LEARNERS)).toMatchObject({
    started: 2,
    done: 1,
    passed: 0,
    meanShare: 0.5,
  });
  expect(lessonCounts('four', LEARNERS)).toMatchObject({ started: 0, meanShare: null });
  expect(countDone(['one', 'two'], LEARNERS)).toBe(1);
});

it('takes the median of learners’ means, and of the times where there are any', () => {
  // Means: 0.7, 0.3, 0.9.
  expect(medianMastery(['one', 'two', 'three'], LEARNERS)).toBeCloseTo(0.7);
  expect(medianMastery(['two'], LEARNERS)).toBe(0.5);
  expect(medianMastery(['four'], LEARNERS)).toBeNull();
  // 2, 4, 6, 10 and 30 minutes.
  expect(medianTime(['one', 'two', 'three'], LEARNERS)).toBe(6 * 60_000);
  expect(medianTime(['two', 'four'], LEARNERS)).toBe(4 * 60_000);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNull();
});

/** A standing with answers that were certain. */
function certain(answers: number, right: number): LearnerStanding {
  const rows = NO_STANDING.calibration;
  const calibration = rows.map((row) => (row.certainty === 3 ? { ...row, answers, right } : row));
  return { ...NO_STANDING, calibration };
}

it('adds up what all learners said of how sure they were', () => {
  const all = [
    { ...learner({}), standing: certain(4, 1) },
    { ...learner({}), standing: certain(6, 5) },
  ];
  expect(sumCalibration(all)[2]).toEqual({ certainty: 3, answers: 10, right: 6 });
  expect(sumCalibration([])[0]).toEqual({ certainty: 1, answers: 0, right: 0 });
});
