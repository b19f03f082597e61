import type { QuizSettings } from './course.ts';
import { deadlineOf, type StartRules, type TimeRules } from './deadline.ts';

/** What a learner, or a cohort, is given beyond the quiz's own settings. */
export interface Accommodation {
  /** 1.5 gives half as much time again; 1 or more. */
  readonly timeFactor: number;
  readonly extraAttempts: number;
  /** Another window; null keeps the quiz's own. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

export const NO_ACCOMMODATION: Accommodation = {
  timeFactor: 1,
  extraAttempts: 0,
  opensAt: null,
  closesAt: null,
};

/** The most generous of several in each respect: a learner may be in several cohorts. */
export function mostGenerous(accommodations: readonly Accommodation[]): Accommodation {
  return accommodations.reduce(
    (best, next) => ({
      timeFactor: Math.max(best.timeFactor, next.timeFactor),
      extraAttempts: Math.max(best.extraAttempts, next.extraAttempts),
      opensAt: earlier(best.opensAt, next.opensAt),
      closesAt: later(best.closesAt, next.closesAt),
    }),
    NO_ACCOMMODATION,
  );
}

/** What limits a learner at a quiz: its settings with the accommodation. */
export function startRules(settings: QuizSettings, given: Accommodation): StartRules {
  const { attempts, timeLimit, coolDown } = settings;
  return {
    limit: timeLimit,
    factor: given.timeFactor,
    opensAt: given.opensAt ?? toDate(settings.opensAt),
    closesAt: given.closesAt ?? toDate(settings.closesAt),
    attempts: attempts === null ? null : attempts + given.extraAttempts,
    coolDown,
  };
}

/** Whether there is anything in it. */
export function givesSomething(given: Accommodation): boolean {
  const { timeFactor, extraAttempts, opensAt, closesAt } = given;
  return timeFactor > 1 || extraAttempts > 0 || opensAt !== null || closesAt !== null;
}

/**
 * The deadline of a running attempt once `rules` hold for it: later where they are more generous
 * than those that it was begun under, never earlier; null for none.
 */
export function extendedDeadline(
  running: { readonly startedAt: Date; readonly deadlineAt: Date | null },
  rules: TimeRules,
): Date | null {
  const recomputed = deadlineOf(running.startedAt, rules);
  if (running.deadlineAt === null || recomputed === null) return null;
  return recomputed > running.deadlineAt ? recomputed : running.deadlineAt;
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
