import type { Accommodation } from './accommodation.ts';
import { arrival, type StartRules } from './deadline.ts';

/** When a cohort does a lesson or a quiz. */
export interface AssignmentWindow {
  /** Its quiz is not begun before this; null where it is open from the start. */
  readonly opensAt: Date | null;
  /** By when it is to be submitted; null where any time will do. */
  readonly dueAt: Date | null;
}

/**
 * The widest of several, for a learner of several cohorts: it opens with the first and is due with
 * the last; an end that one of them leaves open is open. Null for none.
 */
export function widestWindow(windows: readonly AssignmentWindow[]): AssignmentWindow | null {
  if (windows.length === 0) return null;
  const opens = windows.map(({ opensAt }) => opensAt);
  const dues = windows.map(({ dueAt }) => dueAt);
  return { opensAt: extreme(opens, Math.min), dueAt: extreme(dues, Math.max) };
}

function extreme(
  ends: readonly (Date | null)[],
  pick: (...times: number[]) => number,
): Date | null {
  const times = ends.map((end) => end?.getTime() ?? null);
  return times.includes(null) ? null : new Date(pick(...times.map(Number)));
}

/**
 * What limits a learner at an assigned quiz. `rules` are those of the quiz with what the learner was
 * `given`. Who was given an opening of their own is held to that; else the quiz opens when both its
 * own window and the assignment have opened. A due date closes nothing.
 */
export function assignedRules(
  rules: StartRules,
  window: AssignmentWindow | null,
  given: Pick<Accommodation, 'opensAt'>,
): StartRules {
  const opensAt = window?.opensAt ?? null;
  if (opensAt === null || given.opensAt !== null) return rules;
  return rules.opensAt !== null && rules.opensAt > opensAt ? rules : { ...rules, opensAt };
}

/**
 * The dates that a learner is told, under their own `rules` (see {@link assignedRules}): a closing
 * that they were given later than the due date is when it is due for them, and nothing is due after
 * its quiz has closed.
 */
export function toldWindow(
  window: AssignmentWindow,
  rules: StartRules,
  given: Pick<Accommodation, 'closesAt'>,
): AssignmentWindow {
  const { dueAt } = window;
  const { opensAt, closesAt } = rules;
  if (dueAt === null) return { opensAt, dueAt };
  const extended = given.closesAt !== null && given.closesAt > dueAt ? given.closesAt : dueAt;
  return { opensAt, dueAt: closesAt !== null && closesAt < extended ? closesAt : extended };
}

/** Whether what arrived at `submittedAt` was late; the network has its grace, as at a deadline. */
export function isLate({ dueAt }: AssignmentWindow, submittedAt: Date): boolean {
  return !arrival(dueAt, submittedAt).counts;
}

/** What there is to say of an assignment to its learner. */
export type AssignmentState =
  | { readonly kind: 'opens' | 'due' | 'overdue'; readonly at: Date }
  | { readonly kind: 'nothing' };

/** `done`: whether it was submitted before. What is done is never overdue. */
export function assignmentState(
  { opensAt, dueAt }: AssignmentWindow,
  done: boolean,
  now: Date,
): AssignmentState {
  if (opensAt !== null && now < opensAt) return { kind: 'opens', at: opensAt };
  if (dueAt === null) return { kind: 'nothing' };
  return { kind: !done && now >= dueAt ? 'overdue' : 'due', at: dueAt };
}
