import type { MarkChangeReason } from '../domain/dispute.ts';
import type { Item } from '../domain/item.ts';
import type { FindUnit } from '../domain/progress.ts';
import { nextCard, ratingOf, type ReviewCard } from '../domain/review-card.ts';
import { listAcceptedAnswersTo } from '../store/accepted-answers.ts';
import { listWholeAttemptsOf, type Attempt } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { getItemVersions } from '../store/item-versions.ts';
import { insertMarkChange } from '../store/mark-changes.ts';
import { deleteObjective } from '../store/objectives.ts';
import { setAttemptScore, setItemScore } from '../store/regrades.ts';
import { listReviewAnswersSince } from '../store/review-answers.ts';
import { deleteCard, putCards } from '../store/review-cards.ts';
import { markStale } from '../store/standings.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { noteLessonMastery, noteMixedMastery, type Mark } from './mastering.ts';
import { readRulings } from './rulings.ts';
import { attemptGrade, gradeAnswer, noteResult, stated, type GivenMark } from './submitting.ts';
import { retally } from './tallying.ts';

/** A new mark for one item of a submitted attempt; scores are points. */
export interface MarkRevision {
  readonly attemptId: string;
  readonly accountId: string;
  readonly itemRef: string;
  readonly oldScore: number;
  readonly newScore: number;
  /** Whether the item counts for nothing from now on; by default it counts. */
  readonly dropped?: boolean;
  /** Whether it counted for nothing until now. */
  readonly droppedBefore?: boolean;
}

/** Why marks of an item version are changed, and who says so. */
export interface RevisionCause {
  readonly item: Item;
  readonly reason: MarkChangeReason;
  readonly disputeId: string | null;
  readonly revisionId: string | null;
  readonly actorId: string;
}

/** New marks of one item version, with why. */
export interface MarkRevisions {
  readonly revisions: readonly MarkRevision[];
  readonly cause: RevisionCause;
}

/** Changes marks of one item version with all that follows from them, see `reviseAllMarks`. */
export async function reviseMarks(
  tx: Tx,
  revisions: readonly MarkRevision[],
  cause: RevisionCause,
  findUnit: FindUnit,
  now: Date,
): Promise<void> {
  await reviseAllMarks(tx, [{ revisions, cause }], findUnit, now);
}

/**
 * Changes marks of item versions with all that follows from them, in the caller's transaction: a
 * line in the ledger for each, the attempts' totals, the results that count and the lessons' states
 * (once all marks are changed), the levels of the items' objectives, and when the items come back
 * for review.
 */
export async function reviseAllMarks(
  tx: Tx,
  changes: readonly MarkRevisions[],
  findUnit: FindUnit,
  now: Date,
): Promise<void> {
  const results = new Map<string, Attempt>();
  for (const { revisions, cause } of changes) {
    for (const revision of revisions) {
      const attempt = await reviseMark(tx, revision, cause, now);
      if (attempt !== null) results.set(`${attempt.accountId} ${attempt.quizId}`, attempt);
    }
  }
  for (const attempt of results.values()) await noteResult(tx, attempt, findUnit, now, true);
  for (const { revisions, cause } of changes) {
    for (const accountId of new Set(revisions.map((revision) => revision.accountId))) {
      await rebuildMemory(tx, accountId, cause.item);
      await markStale(tx, accountId);
    }
  }
}

/** The attempt, if its result counts already; null while it waits for a reader. */
async function reviseMark(
  tx: Tx,
  revision: MarkRevision,
  { reason, disputeId, revisionId, actorId }: RevisionCause,
  now: Date,
): Promise<Attempt | null> {
  const { dropped = false, droppedBefore = false } = revision;
  await insertMarkChange(
    tx,
    { ...revision, droppedBefore, reason, disputeId, revisionId },
    actorId,
    now,
  );
  return await retally(
    tx,
    revision.attemptId,
    async () => await setMark(tx, { ...revision, dropped }),
  );
}

async function setMark(
  tx: Tx,
  { accountId, attemptId, itemRef, newScore: score, dropped = false }: MarkRevision,
): Promise<Attempt | null> {
  await setItemScore(tx, attemptId, itemRef, { score, dropped });
  const work = await findWork(tx, accountId, attemptId);
  if (work === undefined) throw new Error(`Attempt ${attemptId} has gone.`);
  const grade = attemptGrade(work.attempt, marksOf(work));
  await setAttemptScore(tx, attemptId, grade);
  return grade.state === 'graded' ? work.attempt : null;
}

/**
 * Builds the level of an objective, and an item's review card, up again from all that the learner
 * has answered, by its mark as it stands: both follow from their own past, so a change in the
 * middle cannot be added on.
 */
async function rebuildMemory(tx: Tx, accountId: string, about: Item): Promise<void> {
  const past = [
    ...(await pastQuizzes(tx, accountId, about)),
    ...(await pastReviews(tx, accountId, about)),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  await rebuildLevel(tx, accountId, about, past);
  await rebuildCard(tx, accountId, about, past);
}

async function rebuildLevel(
  tx: Tx,
  accountId: string,
  { lesson: lessonId, objective: objectiveId }: Item,
  past: readonly PastMarks[],
): Promise<void> {
  await deleteObjective(tx, accountId, { lessonId, objectiveId });
  for (const { marks, mixed, at } of past) {
    if (mixed) await noteMixedMastery(tx, accountId, marks, at);
    else await noteLessonMastery(tx, accountId, lessonId, marks, at);
  }
}

async function rebuildCard(
  tx: Tx,
  accountId: string,
  about: Item,
  past: readonly PastMarks[],
): Promise<void> {
  if (about.type === 'essay') return;
  let card: ReviewCard | null = null;
  for (const { marks, at } of past) {
    const mark = marks.find(({ item, answered }) => item.ref === about.ref && answered);
    if (mark !== undefined) card = nextCard(card, ratingOf(mark.share, mark.certainty), at);
  }
  if (card === null) await deleteCard(tx, accountId, about.ref);
  else await putCards(tx, accountId, new Map([[about.ref, card]]));
}

/** Answers about one objective that were marked together. */
interface PastMarks {
  readonly marks: readonly Mark[];
  /** From a quiz over several lessons, or from a review. */
  readonly mixed: boolean;
  readonly at: Date;
}

async function pastQuizzes(tx: Tx, accountId: string, about: Item): Promise<PastMarks[]> {
  const attempts = (await listWholeAttemptsOf(tx, accountId)).toReversed().filter((attempt) => {
    const asked = attempt.plan.some(({ ref }) => ref.startsWith(`${about.lesson}/`));
    return asked && attempt.state === 'graded';
  });
  const past: PastMarks[] = [];
  for (const { id, quizId, submittedAt, startedAt } of attempts) {
    const work = await findWork(tx, accountId, id);
    const all = work === undefined ? [] : marksOf(work);
    const marks = all.filter(({ item, dropped }) => !dropped && hasSameObjective(item, about));
    const mixed = all.some(({ item }) => item.lesson !== quizId);
    if (marks.length > 0) past.push({ marks, mixed, at: submittedAt ?? startedAt });
  }
  return past;
}

async function pastReviews(tx: Tx, accountId: string, about: Item): Promise<PastMarks[]> {
  const answers = (await listReviewAnswersSince(tx, accountId, new Date(0)))
    .toReversed()
    .filter(({ itemRef }) => itemRef.startsWith(`${about.lesson}/`));
  const hashes = answers.map(({ itemHash }) => itemHash);
  const versions = await getItemVersions(tx, hashes);
  const accepted = await listAcceptedAnswersTo(tx, about.hash);
  const rulings = await readRulings(tx, hashes);
  return answers.flatMap(({ itemHash, response, certainty, answeredAt, ...answer }) => {
    const item = versions.get(itemHash);
    if (item === undefined || !hasSameObjective(item, about)) return [];
    // What the version counts as right has just changed; other versions keep their marks.
    const ruling = rulings.get(itemHash);
    const changed = itemHash === about.hash || ruling !== undefined;
    const grade = gradeAnswer(item, response, accepted, ruling);
    if (grade.dropped) return [];
    const share = changed ? grade.share : answer.share;
    return { marks: [{ item, share, certainty, answered: true }], mixed: true, at: answeredAt };
  });
}

function hasSameObjective(item: Item, other: Item): boolean {
  return item.lesson === other.lesson && item.objective === other.objective;
}

/** The marks of a submitted attempt as they stand; `pending` where a reader must still give one. */
export function marksOf(work: AttemptWork): GivenMark[] {
  return work.items.map((item) => {
    const saved = work.responses.get(item.ref);
    const score = saved?.score ?? null;
    return {
      item,
      share: (score ?? 0) / item.points,
      pending: score === null,
      dropped: saved?.dropped ?? false,
      ...stated(saved),
    };
  });
}
