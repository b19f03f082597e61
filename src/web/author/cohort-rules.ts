import { FAST_PER_QUESTION, NEAR_CHANCE, RUNS_WINDOW } from '../../domain/guessing.ts';
import { CERTAIN_WINDOW } from '../../domain/learner-standing.ts';
import {
  CERTAIN_WRONG_FROM,
  GUESSED_RUNS_FROM,
  INACTIVE_DAYS,
  STUCK_FAILURES,
} from '../../domain/standing-reasons.ts';
import { MOST_PER_QUESTION } from '../../domain/time-on-task.ts';
import type { Format } from '../format.ts';
import type { CohortPageModel } from './cohort-models.ts';

/** The thresholds behind a cohort's page, for the words that explain them. */
export function cohortRules(format: Format): CohortPageModel['rules'] {
  return {
    inactive: { days: INACTIVE_DAYS },
    stuck: { failures: STUCK_FAILURES },
    misconception: { wrong: CERTAIN_WRONG_FROM, window: CERTAIN_WINDOW },
    guessing: {
      runs: GUESSED_RUNS_FROM,
      window: RUNS_WINDOW,
      seconds: FAST_PER_QUESTION / 1000,
      near: format.percent(NEAR_CHANCE),
    },
    passed: { days: INACTIVE_DAYS },
    mastery: {},
    time: { minutes: MOST_PER_QUESTION / 60_000 },
  };
}
