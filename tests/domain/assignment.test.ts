import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignedRules,
  assignmentState,
  isLate,
  toldWindow,
  widestWindow,
  type AssignmentWindow,
} from '../../src/domain/assignment.ts';
import type { StartRules } from '../../src/domain/deadline.ts';

const day = (n: number) => new Date(Date.UTC(2030, 0, n));
/** So many milliseconds after the twelfth day begins. */
const at = (ms: number) => new Date(day(12).getTime() + ms);
const RULES: StartRules = {
  limit: null,
  factor: 1,
  opensAt: null,
  closesAt: null,
  attempts: null,
  coolDown: 0,
};
const NOTHING = { opensAt: null, closesAt: null };

describe('the widest window', () => {
  it('opens with the first cohort and is due with the last', () => {
    const one = { opensAt: day(3), dueAt: day(10) };
    const other = { opensAt: day(5), dueAt: day(12) };
    expect(widestWindow([one, other])).toEqual({ opensAt: day(3), dueAt: day(12) });
    expect(widestWindow([])).toBeNull();
  });

  it('is open at an end that one cohort leaves open', () => {
    const one = { opensAt: day(3), dueAt: null };
    const other = { opensAt: null, dueAt: day(12) };
    expect(widestWindow([one, other])).toEqual({ opensAt: null, dueAt: null });
  });
});

describe('the rules of an assigned quiz', () => {
  const window = { opensAt: day(5), dueAt: day(12) };

  it('open it when both the quiz and the assignment have opened', () => {
    expect(assignedRules(RULES, window, NOTHING).opensAt).toEqual(day(5));
    const later = { ...RULES, opensAt: day(7) };
    expect(assignedRules(later, window, NOTHING).opensAt).toEqual(day(7));
    expect(assignedRules(later, null, NOTHING)).toEqual(later);
  });

  it('hold whoever was given an opening of their own to that', () => {
    const given = { opensAt: day(1) };
    const rules = { ...RULES, opensAt: day(1) };
    expect(assignedRules(rules, window, given).opensAt).toEqual(day(1));
  });

  it('are never closed by a due date', () => {
    expect(assignedRules(RULES, window, NOTHING).closesAt).toBeNull();
  });
});

describe('a due date', () => {
  const window = { opensAt: null, dueAt: day(12) };

  it('moves to a later closing that the learner was given, and never past the quiz’s own', () => {
    expect(toldWindow(window, RULES, { closesAt: day(20) }).dueAt).toEqual(day(20));
    expect(toldWindow(window, RULES, { closesAt: day(9) }).dueAt).toEqual(day(12));
    const closing = { ...RULES, closesAt: day(8) };
    expect(toldWindow(window, closing, NOTHING).dueAt).toEqual(day(8));
  });

  it('makes late what comes after it, with the network’s ten seconds', () => {
    expect(isLate(window, at(0))).toBe(false);
    expect(isLate(window, at(10_000))).toBe(false);
    expect(isLate(window, at(10_001))).toBe(true);
    expect(isLate({ opensAt: null, dueAt: null }, at(1e12))).toBe(false);
  });
});

it('says one thing at a time to a learner', () => {
  const window = { opensAt: day(5), dueAt: day(12) };
  expect(assignmentState(window, false, day(4))).toEqual({ kind: 'opens', at: day(5) });
  expect(assignmentState(window, false, day(5))).toEqual({ kind: 'due', at: day(12) });
  expect(assignmentState(window, false, day(12))).toEqual({ kind: 'overdue', at: day(12) });
  expect(assignmentState(window, true, day(12))).toEqual({ kind: 'due', at: day(12) });
  const open = { opensAt: day(5), dueAt: null };
  expect(assignmentState(open, false, day(6))).toEqual({ kind: 'nothing' });
});

const end = fc.option(fc.integer({ min: 1, max: 60 }).map(day), { nil: null });
const windows = fc.array(fc.record({ opensAt: end, dueAt: end }), { minLength: 1, maxLength: 5 });
const rulesOf = fc.record({ opensAt: end, closesAt: end }).map((ends) => ({ ...RULES, ...ends }));
const NEVER = Number.POSITIVE_INFINITY;
const opening = (date: Date | null) => date?.getTime() ?? -NEVER;
const ending = (date: Date | null) => date?.getTime() ?? NEVER;

/** The learner's dates as the services put them together. */
function datesOf(
  of: readonly AssignmentWindow[],
  settings: StartRules,
  given: { opensAt: Date | null; closesAt: Date | null },
): AssignmentWindow {
  const window = widestWindow(of) ?? { opensAt: null, dueAt: null };
  const own = {
    ...settings,
    opensAt: given.opensAt ?? settings.opensAt,
    closesAt: given.closesAt ?? settings.closesAt,
  };
  const rules = assignedRules(own, window, given);
  return toldWindow(window, rules, given);
}

it('never takes anything from a learner who joins one more cohort, in whatever order', () => {
  fc.assert(
    fc.property(windows, rulesOf, (of, rules) => {
      const all = datesOf(of, rules, NOTHING);
      const fewer = datesOf(of.slice(0, -1).length > 0 ? of.slice(0, -1) : of, rules, NOTHING);
      expect(opening(all.opensAt)).toBeLessThanOrEqual(opening(fewer.opensAt));
      expect(ending(all.dueAt)).toBeGreaterThanOrEqual(ending(fewer.dueAt));
      expect(datesOf(of.toReversed(), rules, NOTHING)).toEqual(all);
    }),
  );
});

it('never makes anything due earlier for who was given a later closing', () => {
  fc.assert(
    fc.property(windows, rulesOf, end, (of, rules, closesAt) => {
      const before = datesOf(of, rules, NOTHING);
      const later = closesAt !== null && ending(closesAt) >= ending(rules.closesAt);
      if (!later) return;
      const after = datesOf(of, rules, { opensAt: null, closesAt });
      expect(ending(after.dueAt)).toBeGreaterThanOrEqual(ending(before.dueAt));
    }),
  );
});
