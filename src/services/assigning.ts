import { mostGenerous, startRules } from '../domain/accommodation.ts';
import {
  assignedRules,
  isLate,
  toldWindow,
  widestWindow,
  type AssignmentWindow,
} from '../domain/assignment.ts';
import type { Quiz } from '../domain/course.ts';
import {
  listAccommodationsOfLearners,
  listAllAccommodationsFor,
  type StoredAccommodation,
} from '../store/accommodations.ts';
import {
  listFirstSubmissions,
  listWindowsOf,
  listWindowsOfLearners,
  putAssignments,
  type Windows,
} from '../store/assignments.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db } from '../store/database.ts';

type Quizzes = ReadonlyMap<string, Pick<Quiz, 'settings'>>;

/** Sets a cohort's dates for these units; one without dates is no longer assigned. */
export async function setAssignments(
  db: Db,
  actorId: string | null,
  cohortId: string,
  windows: Windows,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await putAssignments(tx, cohortId, windows);
    const dated = [...windows.values()].filter(({ opensAt, dueAt }) => opensAt ?? dueAt);
    const detail = { units: String(dated.length) };
    await recordEvent(tx, { actorId, action: 'assignments-set', subject: cohortId, detail }, now);
  });
}

/**
 * The dates that hold for one learner, by unit; units without any are left out. Attempts are late
 * by these, for everybody who looks.
 */
export async function readAssigned(db: Db, accountId: string, quizzes: Quizzes): Promise<Windows> {
  const windows = await listWindowsOf(db, accountId);
  if (windows.size === 0) return new Map();
  return told(windows, await listAllAccommodationsFor(db, accountId), quizzes);
}

/** The same for every learner of a cohort, by account id; who has no dates is left out. */
export async function readAssignedOfLearners(
  db: Db,
  cohortId: string,
  quizzes: Quizzes,
): Promise<ReadonlyMap<string, Windows>> {
  const windows = await listWindowsOfLearners(db, cohortId);
  if (windows.size === 0) return new Map();
  const given = new Map<string, StoredAccommodation[]>();
  for (const { accountId, given: one } of await listAccommodationsOfLearners(db, cohortId)) {
    given.set(accountId, [...(given.get(accountId) ?? []), one]);
  }
  return new Map(
    [...windows].map(([accountId, own]) => [
      accountId,
      told(own, given.get(accountId) ?? [], quizzes),
    ]),
  );
}

function told(
  windows: ReadonlyMap<string, readonly AssignmentWindow[]>,
  accommodations: readonly StoredAccommodation[],
  quizzes: Quizzes,
): Windows {
  const dates = new Map<string, AssignmentWindow>();
  for (const [unitId, ofCohorts] of windows) {
    const quiz = quizzes.get(unitId);
    const window = widestWindow(ofCohorts);
    if (quiz === undefined || window === null) continue;
    const given = mostGenerous(
      accommodations.filter(({ quizId }) => quizId === null || quizId === unitId),
    );
    const rules = assignedRules(startRules(quiz.settings, given), window, given);
    dates.set(unitId, toldWindow(window, rules, given));
  }
  return dates;
}

/** How a cohort keeps a due date, in learners. */
export interface Punctuality {
  readonly inTime: number;
  readonly late: number;
  /** The date has passed and nothing was submitted. */
  readonly missing: number;
  /** There is time left, or no due date for them. */
  readonly open: number;
}

/**
 * How the learners of a cohort keep its due dates, by unit; their first submission decides. Costs
 * the learners and the units, whatever the number of attempts.
 */
export async function readPunctuality(
  db: Db,
  cohortId: string,
  quizzes: Quizzes,
  now: Date,
): Promise<ReadonlyMap<string, Punctuality>> {
  const learners = await readAssignedOfLearners(db, cohortId, quizzes);
  const units = new Set([...learners.values()].flatMap((windows) => [...windows.keys()]));
  const first = new Map(
    (await listFirstSubmissions(db, cohortId, [...units])).map((one) => [
      `${one.accountId}/${one.unitId}`,
      one.submittedAt,
    ]),
  );
  return new Map(
    [...units].map((unit) => {
      const count = { inTime: 0, late: 0, missing: 0, open: 0 };
      for (const [accountId, windows] of learners) {
        const window = windows.get(unit);
        if (window !== undefined)
          count[keeping(window, first.get(`${accountId}/${unit}`), now)] += 1;
      }
      return [unit, count];
    }),
  );
}

function keeping(
  window: AssignmentWindow,
  submittedAt: Date | undefined,
  now: Date,
): keyof Punctuality {
  if (submittedAt !== undefined) return isLate(window, submittedAt) ? 'late' : 'inTime';
  return window.dueAt !== null && now >= window.dueAt ? 'missing' : 'open';
}
