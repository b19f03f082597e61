import type { Generated } from 'kysely';

/** What the pages of a cohort need of a learner; worked out anew when it is stale. */
export interface StandingTable {
  account_id: string;
  stale: 0 | 1;
  /** Digest of the list of lessons and quizzes that it was worked out with; null before. */
  course: Generated<string | null>;
  last_active_at: Generated<string | null>;
  /** Lessons, as are `done` and `passed`. */
  started: Generated<number>;
  done: Generated<number>;
  passed: Generated<number>;
  course_passed: Generated<0 | 1>;
  mastery: Generated<number | null>;
  time_ms: Generated<number>;
  stopped_at: Generated<string | null>;
  stuck_quiz: Generated<string | null>;
  failures: Generated<number>;
  certain_wrong: Generated<number>;
  certain_of: Generated<number>;
  fast_runs: Generated<number>;
  fast_of: Generated<number>;
  fast_share: Generated<number | null>;
  /** Whether they need a hand for a reason that does not hang on the day. */
  needs_hand: Generated<0 | 1>;
  /** JSON: answers and right ones for each certainty. */
  calibration: Generated<string>;
}

/** What the tallies say of an item version, for pages that do not reckon. */
export interface ItemFindingTable {
  quiz_id: string;
  item_hash: string;
  attempts: number;
  facility: number;
  discrimination: number | null;
  /** JSON: names of flags. */
  flags: string;
  urgency: number;
}

/** A quiz whose tallies have changed since its findings were worked out. */
export interface StaleFindingTable {
  quiz_id: string;
}
