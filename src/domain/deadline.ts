/** Milliseconds after the deadline in which what was sent in time may still arrive. */
export const NETWORK_GRACE = 10_000;

const MINUTE = 60_000;

/** What limits the time of an attempt. */
export interface TimeRules {
  /** Minutes, for a learner without accommodation; null for no limit. */
  readonly limit: number | null;
  /** The window of the quiz; null where it is open at that end. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Accommodation: 1.5 gives half as much time again. */
  readonly factor: number;
}

/** min(start + limit × factor, window close); null when nothing limits the attempt. */
export function deadlineOf(startedAt: Date, rules: TimeRules): Date | null {
  const byLimit =
    rules.limit === null
      ? null
      : new Date(startedAt.getTime() + rules.limit * rules.factor * MINUTE);
  if (byLimit === null || rules.closesAt === null) return byLimit ?? rules.closesAt;
  return byLimit < rules.closesAt ? byLimit : rules.closesAt;
}

/**
 * Whether something that arrived at `arrivedAt` still counts; `grace` says that it came after the
 * deadline and counts by the network's grace, which is recorded.
 */
export function arrival(
  deadline: Date | null,
  arrivedAt: Date,
): { readonly counts: boolean; readonly grace: boolean } {
  const late = deadline === null ? 0 : arrivedAt.getTime() - deadline.getTime();
  return { counts: late <= NETWORK_GRACE, grace: late > 0 && late <= NETWORK_GRACE };
}

/** Why a quiz cannot be begun now; null when it can. */
export type StartRefusal =
  | { readonly reason: 'not-open-yet'; readonly until: Date }
  | { readonly reason: 'closed' }
  | { readonly reason: 'no-attempts-left' }
  /** The lessons that it draws from cannot be served at present. */
  | { readonly reason: 'no-questions' }
  | { readonly reason: 'cooling-down'; readonly until: Date }
  /** Lessons (ids) are to be passed first. */
  | { readonly reason: 'prerequisites'; readonly lessons: readonly string[] };

/** What was done at a quiz before. */
export interface StartHistory {
  /** Attempts begun so far, submitted or expired. */
  readonly attempts: number;
  readonly lastSubmittedAt: Date | null;
}

/** Limits on how often a quiz may be taken. */
export interface StartRules extends TimeRules {
  /** Attempts allowed with the learner's accommodation; null for as many as they like. */
  readonly attempts: number | null;
  /** Minutes between a submission and the next attempt. */
  readonly coolDown: number;
}

/** Looks at the window, the number of attempts and the cool-down, in this order. */
export function startRefusal(
  rules: StartRules,
  history: StartHistory,
  now: Date,
): StartRefusal | null {
  if (rules.opensAt !== null && now < rules.opensAt) {
    return { reason: 'not-open-yet', until: rules.opensAt };
  }
  if (rules.closesAt !== null && now >= rules.closesAt) return { reason: 'closed' };
  if (rules.attempts !== null && history.attempts >= rules.attempts) {
    return { reason: 'no-attempts-left' };
  }
  const until = cooledDownAt(rules, history);
  return until !== null && now < until ? { reason: 'cooling-down', until } : null;
}

function cooledDownAt(rules: StartRules, history: StartHistory): Date | null {
  if (history.lastSubmittedAt === null || rules.coolDown === 0) return null;
  return new Date(history.lastSubmittedAt.getTime() + rules.coolDown * MINUTE);
}
