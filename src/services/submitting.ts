import { itemScore, totalScore, type AttemptEnd } from '../domain/attempt.ts';
import { certaintyMark } from '../domain/certainty.ts';
import { countingShare } from '../domain/counting.ts';
import { arrival, NETWORK_GRACE } from '../domain/deadline.ts';
import type { Item } from '../domain/item.ts';
import type { ItemResponse } from '../domain/items/registry.ts';
import { ruledGrade, type RuledGrade, type Ruling } from '../domain/ruling.ts';
import { answerKey } from '../domain/items/same-answer.ts';
import { practisedShare } from '../domain/practice.ts';
import type { FindUnit } from '../domain/progress.ts';
import { marksFrom } from '../domain/release.ts';
import { closeAttempt, type Closing } from '../store/attempt-changes.ts';
import { listAttemptsOf, listOverdue, type Attempt } from '../store/attempts.ts';
import { listAcceptedAnswers, type AcceptedAnswers } from '../store/accepted-answers.ts';
import type { Db, Tx } from '../store/database.ts';
import { commitTogether } from '../store/group-commit.ts';
import { putScores, type SavedResponse } from '../store/responses.ts';
import { markStale } from '../store/standings.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { noteLessonMastery, noteMixedMastery, scheduleReviews, type Mark } from './mastering.ts';
import { noteProgress } from './progressing.ts';
import { readRulings, type Rulings } from './rulings.ts';

/** Overdue attempts that one sweep ends; the rest follow in the next. */
const SWEEP_SIZE = 200;

export type SubmitOutcome =
  /** Marked now, or before with the same key: the receipt is the same. */
  | { readonly kind: 'submitted' }
  /** Submitted before with another key, from another tab or device. */
  | { readonly kind: 'closed' }
  /** The time was up: what had been saved by then was submitted. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'missing' };

interface Ending {
  /** Null where the clock ended the attempt. */
  readonly key: string | null;
  readonly endedBy: AttemptEnd;
  readonly inGrace: boolean;
  readonly at: Date;
}

/**
 * Submits an attempt once: grades what was saved and, unless an essay waits for its reader, moves
 * the learner's progress, mastery and reviews, in one transaction. `key` makes a repeat harmless;
 * `now` is when the request arrived.
 */
export async function submitAttempt(
  db: Db,
  accountId: string,
  submission: { readonly attemptId: string; readonly key: string },
  findUnit: FindUnit,
  now: Date,
): Promise<SubmitOutcome> {
  return await commitTogether(db, async (tx): Promise<SubmitOutcome> => {
    const work = await findWork(tx, accountId, submission.attemptId);
    if (work === undefined) return { kind: 'missing' };
    if (work.attempt.state !== 'in-progress') {
      const repeated = work.attempt.submissionKey === submission.key;
      return { kind: repeated ? 'submitted' : 'closed' };
    }
    const { counts, grace } = arrival(work.attempt.deadlineAt, now);
    if (!counts) {
      await end(tx, work, expiry(work.attempt, now), findUnit);
      return { kind: 'expired' };
    }
    const ending = { key: submission.key, endedBy: 'submission', inGrace: grace, at: now } as const;
    await end(tx, work, ending, findUnit);
    return { kind: 'submitted' };
  });
}

/** Ends the attempt if its time is up; true when it was ended now. */
export async function expireIfOverdue(
  db: Db,
  accountId: string,
  attemptId: string,
  findUnit: FindUnit,
  now: Date,
): Promise<boolean> {
  return await commitTogether(db, async (tx) => {
    const work = await findWork(tx, accountId, attemptId);
    if (work === undefined || work.attempt.state !== 'in-progress') return false;
    if (arrival(work.attempt.deadlineAt, now).counts) return false;
    await end(tx, work, expiry(work.attempt, now), findUnit);
    return true;
  });
}

/** Ends every attempt whose time was up before `now`; returns how many. Run now and then. */
export async function sweepOverdue(db: Db, findUnit: FindUnit, now: Date): Promise<number> {
  const before = new Date(now.getTime() - NETWORK_GRACE);
  const overdue = await listOverdue(db, before, SWEEP_SIZE);
  let ended = 0;
  for (const { id, accountId } of overdue) {
    if (await expireIfOverdue(db, accountId, id, findUnit, now)) ended += 1;
  }
  return ended;
}

/** What was saved counts as submitted at the deadline, not when somebody noticed. */
function expiry(attempt: Attempt, now: Date): Ending {
  return { key: null, endedBy: 'expiry', inGrace: false, at: attempt.deadlineAt ?? now };
}

/** A mark, or, `pending`, the want of one: an essay that nobody has read counts nothing yet. */
export interface GivenMark extends Mark {
  readonly pending: boolean;
  /** The item counts for nothing in this attempt. */
  readonly dropped: boolean;
}

async function end(tx: Tx, work: AttemptWork, ending: Ending, findUnit: FindUnit): Promise<void> {
  const { attempt } = work;
  const rulings = await readRulings(
    tx,
    attempt.plan.map(({ hash }) => hash),
  );
  const marks = markItems(work, await listAcceptedAnswers(tx, attempt.id), rulings);
  const total = attemptGrade(attempt, marks);
  // Found open in this transaction, so nobody else can have closed it.
  await closeAttempt(tx, attempt.id, {
    ...ending,
    ...total,
    marksFrom: marksFrom(attempt.settings),
  });
  await putScores(tx, attempt.id, marks.map(toScore), ending.at);
  if (total.state === 'graded') await noteGraded(tx, attempt, marks, findUnit, ending.at);
  // To hand in an essay is a sign of life, too.
  else await markStale(tx, attempt.accountId);
}

/** What an attempt has earned by the marks given so far, and whether any is still to come. */
export function attemptGrade(
  { plan, settings }: Attempt,
  marks: readonly GivenMark[],
): Pick<Closing, 'state' | 'score' | 'maxScore' | 'certaintyScore'> {
  const counting = marks.filter((mark) => !mark.dropped);
  const refs = new Set(counting.map(({ item }) => item.ref));
  const scores = counting.map(({ item, share }) => itemScore(item.points, share));
  const total = totalScore(
    scores,
    plan.filter(({ ref }) => refs.has(ref)),
    settings.pass,
  );
  return {
    state: marks.some((mark) => mark.pending) ? 'awaiting-grading' : 'graded',
    score: total.score,
    maxScore: total.max,
    certaintyScore: settings.certainty ? certaintyTotal(counting) : null,
  };
}

/**
 * Moves progress, mastery and reviews after an attempt was graded: once, in the transaction that
 * made it so. `at` is when the attempt was submitted: what the learner knew, they knew then.
 */
export async function noteGraded(
  tx: Tx,
  attempt: Attempt,
  marks: readonly GivenMark[],
  findUnit: FindUnit,
  at: Date,
): Promise<void> {
  const counting = marks.filter((mark) => !mark.dropped);
  await noteResult(tx, attempt, findUnit, at);
  await noteMastery(tx, attempt, counting, at);
  await scheduleReviews(tx, attempt.accountId, counting, at);
}

/**
 * The share that counts, by the quiz's rule, over all attempts graded so far. `regraded` when no
 * attempt is new, but a mark was changed.
 */
export async function noteResult(
  tx: Tx,
  attempt: Attempt,
  findUnit: FindUnit,
  now: Date,
  regraded = false,
): Promise<void> {
  const { accountId, quizId, settings } = attempt;
  const attempts = await listAttemptsOf(tx, accountId, quizId);
  const shares = attempts
    .toReversed()
    .filter((one) => one.state === 'graded')
    .flatMap((one) => (one.score === null || one.maxScore === 0 ? [] : one.score / one.maxScore));
  // Of an attempt of which nothing counts any more there is no result: the one before stands.
  if (regraded && shares.length === 0) return;
  const sections = findUnit(quizId)?.sections ?? [];
  // The mark that the attempt was begun with, as its own page says.
  const unit = { id: quizId, sections, pass: settings.pass };
  const resultShare = countingShare(shares, settings.counts) ?? 0;
  await noteProgress(tx, accountId, unit, { resultShare, regraded }, now);
}

async function noteMastery(
  tx: Tx,
  attempt: Attempt,
  marks: readonly Mark[],
  now: Date,
): Promise<void> {
  const { accountId, quizId } = attempt;
  const mixed = marks.some((mark) => mark.item.lesson !== quizId);
  if (mixed) await noteMixedMastery(tx, accountId, marks, now);
  else await noteLessonMastery(tx, accountId, quizId, marks, now);
}

/**
 * Marks by the key, in full where an instructor has accepted the same answer before, and otherwise
 * where something was decided about the version since it was shown.
 */
function markItems(work: AttemptWork, accepted: AcceptedAnswers, rulings: Rulings): GivenMark[] {
  return work.items.map((item) => {
    const saved = work.responses.get(item.ref);
    const response = saved?.response ?? null;
    const grade = gradeAnswer(item, response, accepted, rulings.get(item.hash));
    const { share, pending = false, dropped, whole } = grade;
    return {
      item,
      // Nothing is used up but in practice.
      share: saved === undefined || whole ? share : practisedShare(share, saved, item.penalty),
      pending,
      dropped,
      ...stated(saved),
    };
  });
}

/**
 * Whether an item was answered, and how sure the learner was. Who asks for the answer gives up: as
 * good as a wrong answer for the next review, and whatever certainty was ticked is not held to.
 */
export function stated(saved: SavedResponse | undefined): Pick<Mark, 'answered' | 'certainty'> {
  if (saved?.settled === 'revealed') return { answered: true, certainty: null };
  return { answered: (saved?.response ?? null) !== null, certainty: saved?.certainty ?? null };
}

/**
 * Grades one answer by the key, in full where the same answer was accepted before, or as was ruled
 * about the item version.
 */
export function gradeAnswer(
  item: Item,
  response: ItemResponse | null,
  accepted: AcceptedAnswers,
  ruling: Ruling | undefined,
): RuledGrade {
  return ruledGrade(item, response, isAccepted(item, response, accepted), ruling);
}

function isAccepted(item: Item, response: ItemResponse | null, accepted: AcceptedAnswers): boolean {
  const keys = accepted.get(item.hash);
  return keys !== undefined && response !== null && keys.has(answerKey(item, response));
}

/** An unanswered item costs nothing, whatever certainty was ticked. */
function certaintyTotal(marks: readonly GivenMark[]): number {
  return marks
    .filter((mark) => mark.answered && !mark.pending)
    .reduce(
      (sum, { item, share, certainty }) => sum + certaintyMark(item.points, share, certainty),
      0,
    );
}

function toScore({ item, share, pending, dropped }: GivenMark) {
  const score = pending ? null : itemScore(item.points, share);
  return { itemRef: item.ref, itemHash: item.hash, score, dropped };
}
