import { mostGenerous, startRules } from '../domain/accommodation.ts';
import { planAttempt, type Plan } from '../domain/attempt.ts';
import type { Quiz, QuizSettings } from '../domain/course.ts';
import {
  arrival,
  deadlineOf,
  startRefusal,
  type StartHistory,
  type StartRefusal,
  type StartRules,
} from '../domain/deadline.ts';
import type { Item } from '../domain/item.ts';
import {
  findAttemptInProgress,
  findAttemptOf,
  listAttemptsOf,
  type Attempt,
} from '../store/attempts.ts';
import { insertAttempt, type NewAttempt } from '../store/attempt-changes.ts';
import type { ProgressUnit } from '../domain/progress.ts';
import { assignedRules, widestWindow } from '../domain/assignment.ts';
import { prerequisiteRefusal } from '../domain/prerequisites.ts';
import { listAccommodationsFor } from '../store/accommodations.ts';
import { listWindowsAt } from '../store/assignments.ts';
import type { Db } from '../store/database.ts';
import { listEssayGrades, type EssayGrade } from '../store/essay-grades.ts';
import { getShownItems, keepItemVersions } from '../store/item-versions.ts';
import { listResponses, listSeenItems, type SavedResponse } from '../store/responses.ts';
import { noteProgress } from './progressing.ts';
import { readShownProgress } from './releasing.ts';

/** An attempt with its pinned items (in the order shown) and what was answered. */
export interface AttemptWork {
  readonly attempt: Attempt;
  readonly items: readonly Item[];
  readonly responses: ReadonlyMap<string, SavedResponse>;
  /** What readers gave the essays, by item ref; none before submission. */
  readonly grades: ReadonlyMap<string, EssayGrade>;
}

export type StartOutcome =
  | { readonly kind: 'started'; readonly attemptId: string }
  | { readonly kind: 'refused'; readonly refusal: StartRefusal };

/**
 * Starts a run at a quiz, or returns the one in progress. `seed` (an integer) fixes what is drawn
 * and the order of options.
 */
export async function startAttempt(
  db: Db,
  accountId: string,
  { quiz, unit }: { readonly quiz: Quiz; readonly unit: ProgressUnit },
  seed: number,
  now: Date,
): Promise<StartOutcome> {
  return await db.transaction().execute(async (tx): Promise<StartOutcome> => {
    const running = await findAttemptInProgress(tx, accountId, quiz.id);
    if (running !== undefined) return { kind: 'started', attemptId: running.id };
    const rules = await rulesFor(tx, accountId, quiz);
    const history = await readHistory(tx, accountId, quiz.id);
    const missing = await unmetConditions(tx, accountId, quiz, now);
    const refusal = missing ?? startRefusal(rules, history, now);
    if (refusal !== null) return { kind: 'refused', refusal };
    const seen = quiz.draw === null ? new Set<string>() : await listSeenItems(tx, accountId);
    const plan = planAttempt(quiz, seen, seed);
    const refs = new Set(plan.map((planned) => planned.ref));
    const items = quiz.bank.filter((item) => refs.has(item.ref));
    await keepItemVersions(tx, items, now);
    await noteProgress(tx, accountId, unit, {}, now);
    const deadlineAt = deadlineOf(now, rules);
    const attempt = newAttempt({ ...quiz, settings: settingsFor(quiz, rules) }, plan, seed);
    const attemptId = await insertAttempt(tx, { ...attempt, accountId, deadlineAt }, now);
    return { kind: 'started', attemptId };
  });
}

/** The refusal of a quiz without questions, or that asks for lessons not passed yet; else null. */
export async function unmetConditions(
  db: Db,
  accountId: string,
  quiz: Quiz,
  now: Date,
): Promise<StartRefusal | null> {
  if (quiz.bank.length === 0) return { reason: 'no-questions' };
  if (quiz.requires.length === 0) return null;
  // Which sections were read does not matter to what was passed.
  const progress = await readShownProgress(db, accountId, () => undefined, now);
  return prerequisiteRefusal(quiz, (lesson) => progress.get(lesson)?.state === 'passed');
}

/** What limits this learner at this quiz, with their accommodations and what their cohorts set. */
export async function rulesFor(db: Db, accountId: string, quiz: Quiz): Promise<StartRules> {
  const given = mostGenerous(await listAccommodationsFor(db, accountId, quiz.id));
  const window = widestWindow(await listWindowsAt(db, accountId, quiz.id));
  return assignedRules(startRules(quiz.settings, given), window, given);
}

/** What the learner has done at the quiz so far. */
export async function readHistory(
  db: Db,
  accountId: string,
  quizId: string,
): Promise<StartHistory> {
  const attempts = await listAttemptsOf(db, accountId, quizId);
  return { attempts: attempts.length, lastSubmittedAt: attempts[0]?.submittedAt ?? null };
}

/** The settings as they hold for this learner: their own window decides when results are shown. */
function settingsFor(quiz: Quiz, rules: StartRules): QuizSettings {
  const { opensAt, closesAt } = rules;
  return {
    ...quiz.settings,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  };
}

function newAttempt(
  quiz: Quiz,
  plan: Plan,
  seed: number,
): Omit<NewAttempt, 'accountId' | 'deadlineAt'> {
  return {
    quizId: quiz.id,
    quizHash: quiz.hash,
    quizTitle: quiz.title.text,
    settings: quiz.settings,
    seed,
    plan,
    maxScore: plan.reduce((sum, item) => sum + item.points, 0),
  };
}

/** The learner's attempt with all that its pages need; undefined when it is not theirs. */
export async function findWork(
  db: Db,
  accountId: string,
  attemptId: string,
): Promise<AttemptWork | undefined> {
  const attempt = await findAttemptOf(db, accountId, attemptId);
  if (attempt === undefined) return undefined;
  const items = await getShownItems(db, attempt.plan);
  const responses = await listResponses(db, attemptId);
  const hasGrades = attempt.state !== 'in-progress' && items.some((item) => item.type === 'essay');
  const grades = hasGrades ? await listEssayGrades(db, attemptId) : new Map<string, EssayGrade>();
  return { attempt, items, responses, grades };
}

/** True while answers count: `now` is when the request arrived. */
export function isOpen(attempt: Attempt, now: Date): boolean {
  return attempt.state === 'in-progress' && arrival(attempt.deadlineAt, now).counts;
}
