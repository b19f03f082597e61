import { itemScore } from '../domain/attempt.ts';
import type { EssayItem } from '../domain/item.ts';
import { rubricShare, type ChosenLevels, type EssayResponse } from '../domain/items/essay.ts';
import type { FindUnit } from '../domain/progress.ts';
import { putAttemptGrade } from '../store/attempt-changes.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  findGradableLearner,
  insertEssayGrade,
  replaceEssayGrade,
  type EssayGrade,
  type Grader,
} from '../store/essay-grades.ts';
import { putScores } from '../store/responses.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { marksOf, reviseMarks } from './regrading.ts';
import { attemptGrade, noteGraded } from './submitting.ts';

/** A grader's verdict on one essay. */
export interface EssayGrading {
  readonly attemptId: string;
  readonly itemRef: string;
  readonly levels: ChosenLevels;
  /** To the learner; may be empty. */
  readonly comment: string;
  /** When the grade was given that this one is to replace; null for the first. */
  readonly replaces: Date | null;
}

export type GradeOutcome =
  /** Graded now, or before by the same grader in the same words. */
  | { readonly kind: 'graded' }
  /** The grade was changed, with a line in the ledger where its score was. */
  | { readonly kind: 'regraded' }
  /** Graded otherwise before, or since the page was opened; nothing was changed. */
  | { readonly kind: 'graded-before' }
  /** The levels are not one of each criterion's. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'missing' };

/** A written essay of a submitted attempt, with the attempt around it. */
export interface SubmittedEssay {
  readonly work: AttemptWork;
  readonly item: EssayItem;
  readonly response: EssayResponse;
  /** Null while it waits. */
  readonly grade: EssayGrade | null;
  readonly learner: { readonly accountId: string; readonly name: string };
}

/** The essay that a learner wrote, if this grader may grade it; undefined for any other. */
export async function findEssay(
  db: Db,
  grader: Grader,
  attemptId: string,
  itemRef: string,
): Promise<SubmittedEssay | undefined> {
  return await essayIn(db, grader, attemptId, (candidate) => candidate.ref === itemRef);
}

/** As `findEssay`, by the essay's place in the attempt, from 1. */
export async function findEssayAt(
  db: Db,
  grader: Grader,
  attemptId: string,
  number: number,
): Promise<SubmittedEssay | undefined> {
  return await essayIn(db, grader, attemptId, (_, index) => index === number - 1);
}

async function essayIn(
  db: Db,
  grader: Grader,
  attemptId: string,
  wanted: (item: AttemptWork['items'][number], index: number) => boolean,
): Promise<SubmittedEssay | undefined> {
  const learner = await findGradableLearner(db, grader, attemptId);
  if (learner === undefined) return undefined;
  const work = await findWork(db, learner.accountId, attemptId);
  const item = work?.items.find(wanted);
  const saved = work?.responses.get(item?.ref ?? '');
  if (work === undefined || item?.type !== 'essay' || saved === undefined) return undefined;
  // Read by the essay's own reader, which gives nothing but a text.
  const response = saved.response as EssayResponse | null;
  if (response === null) return undefined;
  return { work, item, response, grade: work.grades.get(item.ref) ?? null, learner };
}

/**
 * Gives an essay its grade: the levels, the score and, when no other essay of the attempt waits, the
 * attempt's total with the learner's progress, mastery and reviews, in one transaction. A grade that
 * was given is changed only by who names it, in `replaces`.
 */
export async function gradeEssay(
  db: Db,
  grader: Grader,
  grading: EssayGrading,
  findUnit: FindUnit,
  now: Date,
): Promise<GradeOutcome> {
  return await db.transaction().execute(async (tx): Promise<GradeOutcome> => {
    const essay = await findEssay(tx, grader, grading.attemptId, grading.itemRef);
    if (essay === undefined) return { kind: 'missing' };
    const before = essay.grade;
    if (before !== null && isRepeat(essay.item, before, grader, grading)) return { kind: 'graded' };
    if (before?.gradedAt.getTime() !== grading.replaces?.getTime())
      return { kind: 'graded-before' };
    const share = rubricShare(essay.item.rubric, grading.levels);
    if (share === null) return { kind: 'invalid' };
    const { itemRef, comment } = grading;
    const levels = knownLevels(essay.item, grading.levels);
    const score = itemScore(essay.item.points, share);
    const grade = { itemRef, levels, comment, score, graderId: grader.accountId, gradedAt: now };
    const kind = before === null ? 'graded' : 'regraded';
    if (before === null) await giveFirst(tx, essay, grade, findUnit);
    else await change(tx, essay, before, grade, findUnit);
    await record(tx, essay, grade, `essay-${kind}`);
    return { kind };
  });
}

async function giveFirst(
  tx: Tx,
  essay: SubmittedEssay,
  grade: EssayGrade,
  findUnit: FindUnit,
): Promise<void> {
  const { itemRef, score, gradedAt } = grade;
  const attemptId = essay.work.attempt.id;
  await insertEssayGrade(tx, attemptId, grade);
  await putScores(tx, attemptId, [{ itemRef, itemHash: essay.item.hash, score }], gradedAt);
  await settle(tx, essay, score, findUnit, gradedAt);
}

async function change(
  tx: Tx,
  { work, item, learner }: SubmittedEssay,
  before: EssayGrade,
  grade: EssayGrade,
  findUnit: FindUnit,
): Promise<void> {
  const attemptId = work.attempt.id;
  await replaceEssayGrade(tx, attemptId, grade);
  if (grade.score === before.score) return;
  const { itemRef, score: newScore, gradedAt } = grade;
  const { accountId } = learner;
  const revision = { attemptId, accountId, itemRef, oldScore: before.score, newScore };
  const actorId = grade.graderId ?? '';
  const cause = { item, reason: 'essay-regraded', disputeId: null, actorId } as const;
  await reviseMarks(tx, [revision], cause, findUnit, gradedAt);
}

async function record(
  tx: Tx,
  { work, learner }: SubmittedEssay,
  { itemRef, score, graderId, gradedAt }: EssayGrade,
  action: 'essay-graded' | 'essay-regraded',
): Promise<void> {
  const detail = { attempt: work.attempt.id, item: itemRef, score: String(score) };
  const event = { actorId: graderId, action, subject: learner.accountId, detail };
  await recordEvent(tx, event, gradedAt);
}

/** Adds the attempt up again; with its last essay graded it moves what hangs on its result. */
async function settle(
  tx: Tx,
  { work, item }: SubmittedEssay,
  score: number,
  findUnit: FindUnit,
  now: Date,
): Promise<void> {
  const { attempt } = work;
  const marks = marksOf(withScore(work, item.ref, score));
  const grade = attemptGrade(attempt, marks);
  await putAttemptGrade(tx, attempt.id, grade);
  if (grade.state !== 'graded') return;
  await noteGraded(tx, attempt, marks, findUnit, attempt.submittedAt ?? now);
}

/** The attempt with the score of one essay in its place. */
function withScore(work: AttemptWork, itemRef: string, score: number): AttemptWork {
  const responses = new Map(
    [...work.responses].map(([ref, saved]) => [ref, ref === itemRef ? { ...saved, score } : saved]),
  );
  return { ...work, responses };
}

/** The levels in the rubric's order, without what the rubric does not have. */
function knownLevels({ rubric }: EssayItem, levels: ChosenLevels): ChosenLevels {
  return Object.fromEntries(rubric.map(({ id }) => [id, levels[id] ?? '']));
}

/** A form that was sent twice. */
function isRepeat(
  item: EssayItem,
  before: EssayGrade,
  { accountId }: Grader,
  { levels, comment }: EssayGrading,
): boolean {
  return (
    before.graderId === accountId &&
    before.comment === comment &&
    JSON.stringify(before.levels) === JSON.stringify(knownLevels(item, levels))
  );
}
