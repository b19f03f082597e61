import { describe, expect, it } from 'vitest';
import { chanceShare, guessing, looksGuessed, type GradedRun } from '../../src/domain/guessing.ts';
import {
  effortsOf,
  NO_STANDING,
  standingOf,
  type LearnerRecord,
  type LearnerStanding,
} from '../../src/domain/learner-standing.ts';
import { inactiveBefore, reasonsOf, stateOf } from '../../src/domain/standing-reasons.ts';
import { timeOnTask } from '../../src/domain/time-on-task.ts';
import { COURSE, lessonOf } from '../support/store.ts';

const NOW = new Date('2030-03-31T12:00:00Z');
const at = (day: number, seconds = 0) => new Date(Date.UTC(2030, 2, day, 12, 0, seconds));

/** A run on a day of March that took so many seconds for four questions. */
function run(day: number, seconds: number, share: number, quizId = 'alpha'): GradedRun {
  const times = { startedAt: at(day), submittedAt: at(day, seconds), questions: 4 };
  return { ...times, quizId, share, pass: 0.7, chance: 0.25 };
}

const NOTHING: LearnerRecord = { work: [], runs: [], signs: [], answers: [] };
const enrolled = (day: number, archived = false) => ({ joinedAt: at(day), archived });

describe('time on task', () => {
  it('is from start to submission, at most three minutes for a question', () => {
    expect(timeOnTask(run(1, 90, 1))).toBe(90_000);
    expect(timeOnTask(run(1, 13 * 60, 1))).toBe(12 * 60_000);
    expect(timeOnTask({ startedAt: at(2), submittedAt: at(1), questions: 4 })).toBe(0);
  });

  it('adds up over the runs of a quiz, and failures end with a pass', () => {
    const runs = [run(5, 60, 0.4), run(4, 60, 0.5), run(3, 60, 0.9), run(2, 60, 0.1)];
    const work = [{ lessonId: 'beta', state: 'passed', bestShare: 1, updatedAt: at(5) }] as const;
    const beta = [run(6, 30, 0, 'beta'), run(5, 30, 1, 'beta')];
    expect(effortsOf({ ...NOTHING, work, runs: [...beta, ...runs] })).toEqual([
      { quizId: 'beta', time: 60_000, failures: 0 },
      { quizId: 'alpha', time: 240_000, failures: 2 },
    ]);
  });
});

describe('guessing', () => {
  it('is a run of less than eight seconds a question with a share near that of chance', () => {
    expect(looksGuessed(run(1, 31, 0.4))).toBe(true);
    expect(looksGuessed(run(1, 32, 0.4))).toBe(false);
    expect(looksGuessed(run(1, 31, 0.41))).toBe(false);
  });

  it('is looked for in the latest five runs', () => {
    const slow = [run(9, 600, 0.2), run(8, 600, 0.9), run(7, 600, 0.5)];
    const runs = [run(11, 10, 0.2), run(10, 10, 0.4), ...slow, run(6, 10, 0)];
    expect(guessing(runs)).toEqual({ runs: 2, of: 5, share: expect.closeTo(0.3) as number });
    expect(guessing([])).toEqual({ runs: 0, of: 0, share: null });
  });

  it('takes the chance of blind choosing from the questions, by their points', () => {
    const items = lessonOf('alpha').items.filter(({ type }) => type === 'true-false');
    const text = lessonOf('alpha').items.filter(({ type }) => type === 'short-text');
    expect(items.map(({ points }) => points)).toEqual([1]);
    expect(chanceShare(items)).toBe(0.5);
    expect(chanceShare([...items, ...text])).toBe(0.25);
    expect(chanceShare([])).toBe(0);
  });
});

describe('a standing', () => {
  it('is nothing for nobody', () => {
    expect(standingOf(COURSE, NOTHING)).toEqual(NO_STANDING);
  });

  it('counts lessons of the course only, and the latest answer to each question', () => {
    const unit = (
      lessonId: string,
      state: 'completed' | 'passed',
      bestShare: number,
      day: number,
    ) => {
      return { lessonId, state, bestShare, updatedAt: at(day) };
    };
    const sure = (itemRef: string, day: number, share: number) => {
      return { itemRef, certainty: 3, share, at: at(day) } as const;
    };
    const standing = standingOf(COURSE, {
      work: [
        unit('alpha', 'passed', 0.8, 4),
        unit('beta', 'completed', 0.4, 6),
        unit('gone', 'passed', 1, 9),
      ],
      runs: [run(6, 60, 0.4, 'beta'), run(4, 60, 0.8)],
      signs: [at(7)],
      answers: [sure('a/1', 4, 0), sure('a/1', 5, 1), sure('a/2', 4, 0), sure('a/3', 4, 0.5)],
    });
    expect(standing).toMatchObject({
      started: 2,
      done: 2,
      passed: 1,
      coursePassed: false,
      mastery: expect.closeTo(0.6) as number,
      time: 120_000,
      stoppedAt: 'beta',
      lastActiveAt: at(9),
      stuck: { quizId: 'beta', failures: 1 },
      certain: { wrong: 1, of: 3 },
    });
    expect(standing.calibration[2]).toEqual({ certainty: 3, answers: 3, right: 1 });
  });
});

const active: LearnerStanding = { ...NO_STANDING, lastActiveAt: at(30), stoppedAt: 'beta' };
const why = (standing: LearnerStanding, archived = false) =>
  reasonsOf(standing, enrolled(1, archived), NOW);

describe('reasons', () => {
  it('are none for somebody who is at work', () => {
    expect(why(active)).toEqual([]);
    expect(stateOf(active, [])).toBe('on-track');
  });

  it('name seven days without activity, and where it ended', () => {
    expect(inactiveBefore(NOW)).toEqual(at(24));
    expect(why({ ...active, lastActiveAt: at(24) })).toEqual([
      { kind: 'inactive', days: 7, stoppedAt: 'beta' },
    ]);
    expect(why({ ...active, lastActiveAt: at(24, 1) })).toEqual([]);
    expect(why({ ...active, lastActiveAt: at(2) }, true)).toEqual([]);
  });

  it('count from joining for who never began, and leave newcomers their time', () => {
    expect(reasonsOf(NO_STANDING, enrolled(20), NOW)).toEqual([
      { kind: 'inactive', days: 11, stoppedAt: null },
    ]);
    const fresh = reasonsOf(NO_STANDING, enrolled(28), NOW);
    expect(fresh).toEqual([]);
    expect(stateOf(NO_STANDING, fresh)).toBe('not-started');
  });

  it('name three failures, four certain and wrong answers, two guessed quizzes', () => {
    const stuck = { quizId: 'beta', failures: 3 };
    expect(why({ ...active, stuck })).toEqual([{ kind: 'stuck', ...stuck }]);
    expect(why({ ...active, stuck: { ...stuck, failures: 2 } })).toEqual([]);
    expect(why({ ...active, certain: { wrong: 4, of: 20 } })).toEqual([
      { kind: 'misconception', wrong: 4, of: 20 },
    ]);
    expect(why({ ...active, certain: { wrong: 3, of: 3 } })).toEqual([]);
    const guessed = { runs: 2, of: 5, share: 0.3 };
    expect(why({ ...active, guessing: guessed })).toEqual([{ kind: 'guessing', ...guessed }]);
    expect(why({ ...active, guessing: { ...guessed, runs: 1 } })).toEqual([]);
  });

  it('come the most pressing first, and none for who has passed the course', () => {
    const all = {
      ...active,
      lastActiveAt: at(1),
      stuck: { quizId: 'beta', failures: 4 },
      certain: { wrong: 5, of: 9 },
      guessing: { runs: 3, of: 4, share: 0.2 },
    };
    const kinds = why(all).map(({ kind }) => kind);
    expect(kinds).toEqual(['inactive', 'stuck', 'misconception', 'guessing']);
    expect(stateOf(all, why(all))).toBe('needs-hand');
    expect(why({ ...all, coursePassed: true })).toEqual([]);
  });
});
