import { mostGenerous, startRules } from '../domain/accommodation.ts';
import { planAttempt, type Plan } from '../domain/attempt.ts';
import type { Certainty } from '../domain/certainty.ts';
import type { Quiz, QuizSettings } from '../domain/course.ts';
import {
  arrival,
  deadlineOf,
  startRefusal,
  type StartHistory,
  type StartRefusal,
  type StartRules,
} from '../domain/deadline.ts';
import type { Fields, ReadingProblem } from '../domain/interaction.ts';
import type { Item } from '../domain/item.ts';
import { readResponse, type ItemResponse } from '../domain/items/registry.ts';
import {
  findAttemptInProgress,
  findAttemptOf,
  insertAttempt,
  listAttemptsOf,
  type Attempt,
  type NewAttempt,
} from '../store/attempts.ts';
import type { ProgressUnit } from '../domain/progress.ts';
import { prerequisiteRefusal } from '../domain/prerequisites.ts';
import { listAccommodationsFor } from '../store/accommodations.ts';
import type { Db, Tx } from '../store/database.ts';
import { listEssayGrades, type EssayGrade } from '../store/essay-grades.ts';
import { commitTogether } from '../store/group-commit.ts';
import { getItemVersions, keepItemVersions } from '../store/item-versions.ts';
import {
  listResponses,
  listSeenItems,
  putResponse,
  type SavedResponse,
} from '../store/responses.ts';
import { listProgress } from '../store/progress.ts';
import { noteProgress } from './progressing.ts';

/** An attempt with its pinned items (in the order shown) and what was answered. */
export interface AttemptWork {
  readonly attempt: Attempt;
  readonly items: readonly Item[];
  readonly responses: ReadonlyMap<string, SavedResponse>;
  /** What readers gave the essays, by item ref; none before submission. */
  readonly grades: ReadonlyMap<string, EssayGrade>;
}

/** One item's part of a posted form. */
export interface PostedAnswer {
  readonly ref: string;
  readonly fields: Fields;
  /** Revision that the page showed. */
  readonly revision: number;
  readonly flagged: boolean;
  /** Null where nothing was stated. */
  readonly certainty: Certainty | null;
}

export interface AnswerProblem {
  readonly ref: string;
  /** `blank`: nothing to check. */
  readonly problem: ReadingProblem | 'blank';
  readonly part: string;
}

export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'missing' }
  /** The attempt was submitted before, or its time is up. */
  | { readonly kind: 'closed' }
  /** Not from our pages: ids or controls that the items do not have. */
  | { readonly kind: 'forged' }
  /** Nothing was stored; the learner can mend these. */
  | { readonly kind: 'invalid'; readonly problems: readonly AnswerProblem[] }
  /** Another tab saved something else meanwhile; nothing was stored. */
  | { readonly kind: 'stale'; readonly refs: readonly string[] };

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
    const missing = await missingLessons(tx, accountId, quiz);
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

/** The refusal of a quiz that asks for lessons which this learner has not passed; else null. */
export async function missingLessons(
  db: Db,
  accountId: string,
  quiz: Quiz,
): Promise<StartRefusal | null> {
  if (quiz.requires.length === 0) return null;
  const progress = await listProgress(db, accountId);
  return prerequisiteRefusal(quiz, (lesson) => progress.get(lesson)?.state === 'passed');
}

/** What limits this learner at this quiz, with their accommodations. */
export async function rulesFor(db: Db, accountId: string, quiz: Quiz): Promise<StartRules> {
  const given = await listAccommodationsFor(db, accountId, quiz.id);
  return startRules(quiz.settings, mostGenerous(given));
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
    quizTitle: quiz.title,
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
  const versions = await getItemVersions(
    db,
    attempt.plan.map((planned) => planned.hash),
  );
  const items = attempt.plan.flatMap((planned) => versions.get(planned.hash) ?? []);
  const responses = await listResponses(db, attemptId);
  const hasGrades = attempt.state !== 'in-progress' && items.some((item) => item.type === 'essay');
  const grades = hasGrades ? await listEssayGrades(db, attemptId) : new Map<string, EssayGrade>();
  return { attempt, items, responses, grades };
}

/** Saves answers as posted; all of them or none. Never grades. */
export async function saveAnswers(
  db: Db,
  accountId: string,
  attemptId: string,
  answers: readonly PostedAnswer[],
  now: Date,
): Promise<SaveOutcome> {
  return await commitTogether(db, async (tx): Promise<SaveOutcome> => {
    const work = await findWork(tx, accountId, attemptId);
    if (work === undefined) return { kind: 'missing' };
    return await saveWork(tx, work, answers, now);
  });
}

/** Saves answers to an attempt in the caller's transaction, as `saveAnswers` does. */
export async function saveWork(
  tx: Tx,
  work: AttemptWork,
  answers: readonly PostedAnswer[],
  now: Date,
): Promise<SaveOutcome> {
  if (!isOpen(work.attempt, now)) return { kind: 'closed' };
  const readings = readAnswers(work, answers);
  if (readings.kind !== 'read') return readings;
  const stale = readings.changes.filter((change) => change.stale).map((change) => change.ref);
  if (stale.length > 0) return { kind: 'stale', refs: stale };
  for (const change of readings.changes) await storeChange(tx, work.attempt.id, change, now);
  return { kind: 'saved' };
}

/** True while answers count: `now` is when the request arrived. */
export function isOpen(attempt: Attempt, now: Date): boolean {
  return attempt.state === 'in-progress' && arrival(attempt.deadlineAt, now).counts;
}

interface Change {
  readonly ref: string;
  readonly hash: string;
  readonly response: ItemResponse | null;
  readonly flagged: boolean;
  readonly certainty: Certainty | null;
  readonly revision: number;
  readonly stale: boolean;
}

type Readings =
  | { readonly kind: 'read'; readonly changes: readonly Change[] }
  | Extract<SaveOutcome, { kind: 'forged' | 'invalid' }>;

function readAnswers(work: AttemptWork, answers: readonly PostedAnswer[]): Readings {
  const changes: Change[] = [];
  const problems: AnswerProblem[] = [];
  for (const answer of answers) {
    const item = work.items.find((candidate) => candidate.ref === answer.ref);
    if (item === undefined) return { kind: 'forged' };
    // What was settled in practice stays as it is.
    if ((work.responses.get(item.ref)?.settled ?? null) !== null) continue;
    const reading = readResponse(item, answer.fields);
    if (!reading.ok && reading.forged) return { kind: 'forged' };
    if (reading.ok) {
      const change = changeOf(item, answer, reading.response, work.responses.get(item.ref));
      if (change !== null) changes.push(change);
    } else {
      problems.push({ ref: item.ref, problem: reading.problem, part: reading.part });
    }
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'read', changes };
}

const NOTHING_SAVED = { response: null, flagged: false, certainty: null, revision: 0 };

/** Null when the answer says what is stored already: replays and lost replies then do no harm. */
function changeOf(
  item: Item,
  answer: PostedAnswer,
  response: ItemResponse | null,
  saved: SavedResponse | undefined,
): Change | null {
  const before = saved ?? NOTHING_SAVED;
  const sameResponse = JSON.stringify(response) === JSON.stringify(before.response);
  const sameMarks = answer.flagged === before.flagged && answer.certainty === before.certainty;
  if (sameResponse && sameMarks) return null;
  const { revision } = before;
  return {
    ref: item.ref,
    hash: item.hash,
    response,
    flagged: answer.flagged,
    certainty: answer.certainty,
    // A flag alone is no new answer: another tab's must not be called stale for it.
    revision: sameResponse ? revision : revision + 1,
    // A flag is no answer: two tabs that differ in it alone lose nothing.
    stale: !sameResponse && answer.revision !== revision,
  };
}

async function storeChange(tx: Tx, attemptId: string, change: Change, now: Date): Promise<void> {
  const { ref: itemRef, hash: itemHash, stale: _stale, ...saved } = change;
  await putResponse(tx, { attemptId, itemRef, itemHash, ...saved }, now);
}
