import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DatedAnswer } from '../domain/certainty.ts';
import type { Catalogue } from '../domain/course.ts';
import { quizzesToPass } from '../domain/course-pass.ts';
import { chanceShare, type GradedRun } from '../domain/guessing.ts';
import { effortsOf, standingOf, type LearnerRecord } from '../domain/learner-standing.ts';
import { lastingReasons } from '../domain/standing-reasons.ts';
import { listWholeAttemptsOf, type Attempt } from '../store/attempts.ts';
import { listCertainResponses, listCertainReviews } from '../store/certain-answers.ts';
import type { Db, Tx } from '../store/database.ts';
import { getItemVersions } from '../store/item-versions.ts';
import { listProgress } from '../store/progress.ts';
import { findLatestReviewTime } from '../store/review-answers.ts';
import {
  claimStanding,
  listStale,
  listStaleIn,
  markStaleForCourse,
  putEfforts,
  putStanding,
} from '../store/standings.ts';

/** Learners in one transaction: some tens of milliseconds, in which other writers wait. */
const BATCH = 10;
/** Learners of one sweep; the rest follow in the next. */
const SWEEP_LEARNERS = 2000;
/** Most learners of a cohort that the opening of its page works out. */
const MOST_ON_OPENING = 100;

/** Names the list of lessons and quizzes that standings hang on, and not what stands in them. */
function digestOf(course: Catalogue): string {
  const units = [[...course.lessons.keys()], [...course.quizzes.keys()], quizzesToPass(course)];
  return createHash('sha256').update(JSON.stringify(units)).digest('base64url').slice(0, 16);
}

/** Works out the standings that are stale, with turns for others between; returns how many. */
export async function sweepStandings(db: Db, course: Catalogue): Promise<number> {
  await markStaleForCourse(db, digestOf(course));
  const stale = await listStale(db, SWEEP_LEARNERS);
  await refresh(db, course, stale);
  return stale.length;
}

/** Works out the stale standings of a cohort, for a page that is opened now; returns how many. */
export async function refreshCohort(db: Db, course: Catalogue, cohortId: string): Promise<number> {
  const stale = await listStaleIn(db, cohortId, digestOf(course), MOST_ON_OPENING);
  await refresh(db, course, stale);
  return stale.length;
}

async function refresh(db: Db, course: Catalogue, accountIds: readonly string[]): Promise<void> {
  for (let from = 0; from < accountIds.length; from += BATCH) {
    const batch = accountIds.slice(from, from + BATCH);
    await db.transaction().execute(async (tx) => {
      for (const accountId of batch) await rebuildStanding(tx, course, accountId);
    });
    await setImmediate();
  }
}

/**
 * Works out a learner's standing, and time and failures of each quiz, from all that they have done:
 * marks that change and come back leave no trace, since nothing is added on.
 */
async function rebuildStanding(tx: Tx, course: Catalogue, accountId: string): Promise<void> {
  await claimStanding(tx, accountId);
  const record = await readRecord(tx, accountId);
  const standing = standingOf(course, record);
  const needsHand = lastingReasons(standing).length > 0;
  await putEfforts(tx, accountId, effortsOf(record));
  await putStanding(tx, accountId, standing, { digest: digestOf(course), needsHand });
}

async function readRecord(tx: Tx, accountId: string): Promise<LearnerRecord> {
  const attempts = await listWholeAttemptsOf(tx, accountId);
  const reviewed = await findLatestReviewTime(tx, accountId);
  const signs = attempts.flatMap(({ startedAt, submittedAt }) => [startedAt, submittedAt ?? []]);
  return {
    work: [...(await listProgress(tx, accountId)).values()],
    runs: await gradedRuns(tx, attempts),
    signs: [...signs.flat(), ...(reviewed === null ? [] : [reviewed])],
    answers: await certainAnswers(tx, accountId, attempts),
  };
}

async function gradedRuns(tx: Tx, attempts: readonly Attempt[]): Promise<GradedRun[]> {
  const versions = await getItemVersions(
    tx,
    attempts.flatMap(({ plan }) => plan.map(({ hash }) => hash)),
  );
  return attempts.flatMap(({ state, submittedAt, score, maxScore, ...attempt }) => {
    if (state !== 'graded' || submittedAt === null || score === null || maxScore === 0) return [];
    const { quizId, startedAt, plan, settings } = attempt;
    const items = plan.flatMap(({ hash }) => versions.get(hash) ?? []);
    return {
      quizId,
      startedAt,
      submittedAt,
      questions: plan.length,
      share: score / maxScore,
      pass: settings.pass,
      chance: chanceShare(items),
    };
  });
}

/** What the learner said of how sure they were, in quizzes and reviews, with what it earned. */
async function certainAnswers(
  tx: Tx,
  accountId: string,
  attempts: readonly Attempt[],
): Promise<DatedAnswer[]> {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const responses = await listCertainResponses(tx, accountId);
  const inQuizzes = responses.flatMap(({ attemptId, itemRef, certainty, score }) => {
    const attempt = byId.get(attemptId);
    const points = attempt?.plan.find(({ ref }) => ref === itemRef)?.points ?? 0;
    if (attempt === undefined || points === 0) return [];
    const at = attempt.submittedAt ?? attempt.startedAt;
    return { itemRef, certainty, share: score / points, at };
  });
  const reviews = await listCertainReviews(tx, accountId);
  return [...inQuizzes, ...reviews.map(({ answeredAt: at, ...answer }) => ({ ...answer, at }))];
}
