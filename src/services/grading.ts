import { itemScore } from '../domain/attempt.ts';
import type { EssayItem } from '../domain/item.ts';
import { rubricShare, type ChosenLevels, type EssayResponse } from '../domain/items/essay.ts';
import { putAttemptGrade } from '../store/attempts.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { findGradableLearner, insertEssayGrade, type Grader } from '../store/essay-grades.ts';
import { putScores } from '../store/responses.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { marksOf } from './regrading.ts';
import { attemptGrade, noteGraded, type FindUnit } from './submitting.ts';

/** A grader's verdict on one essay. */
export interface EssayGrading {
  readonly attemptId: string;
  readonly itemRef: string;
  readonly levels: ChosenLevels;
  /** To the learner; may be empty. */
  readonly comment: string;
}

export type GradeOutcome =
  /** Graded now, or before by the same grader in the same words. */
  | { readonly kind: 'graded' }
  /** Graded otherwise before; nothing was changed. */
  | { readonly kind: 'graded-before' }
  /** The levels are not one of each criterion's. */
  | { readonly kind: 'invalid' }
  | { readonly kind: 'missing' };

/** A written essay of a submitted attempt, with the attempt around it. */
export interface SubmittedEssay {
  readonly work: AttemptWork;
  readonly item: EssayItem;
  readonly response: EssayResponse;
  /** False once it has its grade. */
  readonly pending: boolean;
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
  return { work, item, response, pending: saved.score === null, learner };
}

/**
 * Gives an essay its grade, once: the levels, the score and, when no other essay of the attempt
 * waits, the attempt's total with the learner's progress, mastery and reviews, in one transaction.
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
    if (!essay.pending) return { kind: isRepeat(essay, grader, grading) };
    const share = rubricShare(essay.item.rubric, grading.levels);
    if (share === null) return { kind: 'invalid' };
    const score = itemScore(essay.item.points, share);
    const graderId = grader.accountId;
    const levels = knownLevels(essay.item, grading.levels);
    const { itemRef, comment } = grading;
    const grade = { itemRef, levels, comment, graderId, score, gradedAt: now };
    await insertEssayGrade(tx, grading.attemptId, grade);
    const mark = { itemRef, itemHash: essay.item.hash, score };
    await putScores(tx, grading.attemptId, [mark], now);
    await settle(tx, essay, score, findUnit, now);
    const detail = { attempt: grading.attemptId, item: itemRef, score: String(score) };
    const { accountId: subject } = essay.learner;
    await recordEvent(tx, { actorId: graderId, action: 'essay-graded', subject, detail }, now);
    return { kind: 'graded' };
  });
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

function isRepeat(
  { work, item }: SubmittedEssay,
  { accountId }: Grader,
  { levels, comment }: EssayGrading,
): 'graded' | 'graded-before' {
  const before = work.grades.get(item.ref);
  const same =
    before?.graderId === accountId &&
    before.comment === comment &&
    JSON.stringify(before.levels) === JSON.stringify(knownLevels(item, levels));
  return same ? 'graded' : 'graded-before';
}
