import type { Activity } from '../domain/activity.ts';
import type { AttemptState } from '../domain/attempt.ts';
import {
  after,
  ATTEMPT,
  rulesOf,
  toAttempt,
  type MarkedActivity,
  type Stretch,
} from './activity-stretch.ts';
import type { Db } from './database.ts';

/** The cohorts that a learner joined; of one cohort where it is given. */
export async function listJoinings(
  db: Db,
  accountId: string,
  cohortId: string | null,
): Promise<Activity[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .select(['cohort.id', 'cohort.name', 'membership.joined_at'])
    .where('membership.account_id', '=', accountId)
    .where('membership.role', '=', 'student')
    .$if(cohortId !== null, (query) => query.where('cohort.id', '=', cohortId))
    .execute();
  return rows.map((row) => ({
    at: new Date(row.joined_at),
    rank: 'a',
    id: row.id,
    deed: { type: 'joined', cohort: row.name },
  }));
}

/** What a learner was given beyond the rules, by name and still in force. */
export async function listGivenTime(db: Db, accountId: string): Promise<Activity[]> {
  const rows = await db
    .selectFrom('accommodation')
    .select(['id', 'quiz_id', 'created_at'])
    .where('account_id', '=', accountId)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.created_at),
    rank: 'b',
    id: row.id,
    deed: { type: 'accommodated', quizId: row.quiz_id },
  }));
}

/** Attempts that were begun. */
export async function listStarts(db: Db, accountId: string, stretch: Stretch): Promise<Activity[]> {
  const rows = await db
    .selectFrom('attempt')
    .select([...ATTEMPT, 'attempt.started_at'])
    .where('account_id', '=', accountId)
    .where(after('d', 'attempt.started_at', 'attempt.id', stretch))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(stretch.limit)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.started_at),
    rank: 'd',
    id: row.attempt_id,
    deed: { type: 'started', attempt: toAttempt(row) },
  }));
}

/** Attempts that were submitted, by the learner or by the clock. */
export async function listSubmissions(
  db: Db,
  accountId: string,
  stretch: Stretch,
): Promise<MarkedActivity[]> {
  const rows = await db
    .selectFrom('attempt')
    .select([...ATTEMPT, 'attempt.submitted_at', 'ended_by', 'score', 'max_score'])
    .select(['state', 'settings'])
    .where('account_id', '=', accountId)
    .where('submitted_at', 'is not', null)
    .where(after('e', 'attempt.submitted_at', 'attempt.id', stretch))
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(stretch.limit)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.submitted_at ?? 0),
    rank: 'e',
    id: row.attempt_id,
    deed: {
      type: 'submitted',
      attempt: toAttempt(row),
      share: shareOf(row),
      byClock: row.ended_by === 'expiry',
    },
    rules: rulesOf(row),
  }));
}

function shareOf(row: {
  readonly state: AttemptState;
  readonly score: number | null;
  readonly max_score: number;
}): number | null {
  const isGraded = row.state === 'graded' && row.score !== null && row.max_score > 0;
  return isGraded ? (row.score ?? 0) / row.max_score : null;
}
