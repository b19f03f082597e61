import type { LearnerStanding } from './learner-standing.ts';

const DAY = 24 * 60 * 60_000;

/** Days without any activity from which a learner may need a hand. */
export const INACTIVE_DAYS = 7;
/** Failed attempts in a row at one quiz from which a learner is stuck. */
export const STUCK_FAILURES = 3;
/** Certain and wrong answers, of the latest 20 with a certainty, that tell of a misconception. */
export const CERTAIN_WRONG_FROM = 4;
/** Guessed runs, of the latest 5, that are no chance any more. */
export const GUESSED_RUNS_FROM = 2;

/** Why somebody may need a hand, the most pressing first. */
export const REASONS = ['inactive', 'stuck', 'misconception', 'guessing'] as const;
export type ReasonKind = (typeof REASONS)[number];

export type Reason =
  /** `stoppedAt` is null where they have not begun at all. */
  | { readonly kind: 'inactive'; readonly days: number; readonly stoppedAt: string | null }
  | { readonly kind: 'stuck'; readonly quizId: string; readonly failures: number }
  | { readonly kind: 'misconception'; readonly wrong: number; readonly of: number }
  /** `share` is the mean of the guessed runs, 0 to 1. */
  | {
      readonly kind: 'guessing';
      readonly runs: number;
      readonly of: number;
      readonly share: number;
    };

export type LearnerState = 'on-track' | 'needs-hand' | 'not-started';

/** A learner's place in a cohort. */
export interface Enrolment {
  readonly joinedAt: Date;
  /** Nobody is expected to be active any more. */
  readonly archived: boolean;
}

/** From the last activity, or from joining, before which a learner is inactive at `now`. */
export function inactiveBefore(now: Date): Date {
  return new Date(now.getTime() - INACTIVE_DAYS * DAY);
}

/** Why a learner may need a hand at `now`, the most pressing first; whoever has passed the course needs none. */
export function reasonsOf(standing: LearnerStanding, enrolment: Enrolment, now: Date): Reason[] {
  if (standing.coursePassed) return [];
  return [...inactivity(standing, enrolment, now), ...lastingReasons(standing)];
}

/** The reasons that do not hang on the day. */
export function lastingReasons(standing: LearnerStanding): Reason[] {
  const { coursePassed, stuck, certain, guessing } = standing;
  if (coursePassed) return [];
  const reasons: Reason[] = [];
  if (stuck !== null && stuck.failures >= STUCK_FAILURES) {
    reasons.push({ kind: 'stuck', ...stuck });
  }
  if (certain.wrong >= CERTAIN_WRONG_FROM) reasons.push({ kind: 'misconception', ...certain });
  const { runs, of, share } = guessing;
  if (runs >= GUESSED_RUNS_FROM && share !== null) {
    reasons.push({ kind: 'guessing', runs, of, share });
  }
  return reasons;
}

function inactivity(
  { lastActiveAt, stoppedAt }: LearnerStanding,
  { joinedAt, archived }: Enrolment,
  now: Date,
): Reason[] {
  const since = lastActiveAt ?? joinedAt;
  if (archived || since > inactiveBefore(now)) return [];
  const days = Math.floor((now.getTime() - since.getTime()) / DAY);
  return [{ kind: 'inactive', days, stoppedAt }];
}

/** One word for a learner: who has only just joined has not started yet. */
export function stateOf(standing: LearnerStanding, reasons: readonly Reason[]): LearnerState {
  if (reasons.length > 0) return 'needs-hand';
  return standing.lastActiveAt === null ? 'not-started' : 'on-track';
}
