import type { AssignmentState } from '../../src/domain/assignment.ts';
import type { Punctuality } from '../../src/services/assigning.ts';
import type { PeopleProblem } from '../../src/interchange/people-csv.ts';
import { ROW_PLANS } from '../../src/services/inviting-lists.ts';
import type { CodeProblem } from '../../src/services/joining.ts';
import type { JoinCodeSection } from '../../src/web/author/cohort-people-models.ts';

/** Every member of a union, so that the compiler finds the one that is missing here. */
function all<T extends string>(members: Readonly<Record<T, true>>): readonly string[] {
  return Object.keys(members);
}

/** Ends of the keys with which the pages for running a cohort compose messages. */
export const COMPOSED_FOR_COHORTS: Readonly<Record<string, readonly string[]>> = {
  'assigned.': all<Exclude<AssignmentState['kind'], 'nothing'>>({
    opens: true,
    due: true,
    overdue: true,
  }),
  'assignments.count.': all<keyof Punctuality>({
    inTime: true,
    late: true,
    missing: true,
    open: true,
  }),
  'invite.error.': ['none', 'many', 'rows'],
  'invite.plan.': ROW_PLANS,
  'invite.problem.': all<PeopleProblem>({
    noName: true,
    longName: true,
    badName: true,
    badEmail: true,
    badRole: true,
    twice: true,
    notCsv: true,
  }),
  'join.error.code.': all<CodeProblem>({ unknown: true, expired: true, 'used-up': true }),
  'joinCode.state.': all<JoinCodeSection['state']>({
    open: true,
    archived: true,
    expired: true,
    'used-up': true,
  }),
};
