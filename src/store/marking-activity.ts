import type { ExpressionBuilder } from 'kysely';
import type { Activity } from '../domain/activity.ts';
import type { MarkChangeReason } from '../domain/dispute.ts';
import {
  after,
  ATTEMPT,
  placeIn,
  rulesOf,
  toAttempt,
  type AttemptColumns,
  type MarkedActivity,
  type Stretch,
} from './activity-stretch.ts';
import type { Database, Db } from './database.ts';

/** Disputes that were opened, and what was decided about them. */
export async function listDisputing(
  db: Db,
  accountId: string,
  stretch: Stretch,
): Promise<Activity[]> {
  const opened = await disputesOf(db, accountId)
    .where(after('g', 'dispute.created_at', 'dispute.id', stretch))
    .orderBy('dispute.created_at', 'desc')
    .orderBy('dispute.id', 'desc')
    .limit(stretch.limit)
    .execute();
  const decided = await disputesOf(db, accountId)
    .where('decided_at', 'is not', null)
    .where(after('h', 'dispute.decided_at', 'dispute.id', stretch))
    .orderBy('decided_at', 'desc')
    .orderBy('dispute.id', 'desc')
    .limit(stretch.limit)
    .execute();
  return [
    ...opened.map((row) => toDispute(row, 'g', row.created_at)),
    ...decided.map((row) => toDispute(row, 'h', row.decided_at ?? '')),
  ];
}

function disputesOf(db: Db, accountId: string) {
  return db
    .selectFrom('dispute')
    .innerJoin('attempt', 'attempt.id', 'dispute.attempt_id')
    .select([...ATTEMPT, 'plan', 'dispute.id', 'dispute.item_ref', 'dispute.state'])
    .select(['dispute.created_at', 'dispute.decided_at'])
    .where('dispute.account_id', '=', accountId);
}

function toDispute(
  row: AttemptColumns & {
    readonly plan: string;
    readonly id: string;
    readonly item_ref: string;
    readonly state: 'open' | 'accepted' | 'answered';
  },
  rank: 'g' | 'h',
  at: string,
): Activity {
  const decision = row.state === 'accepted' ? 'dispute-accepted' : 'dispute-answered';
  const { question } = placeIn(row.plan, row.item_ref);
  const type = rank === 'g' ? 'disputed' : decision;
  const deed = { type, attempt: toAttempt(row), question, disputeId: row.id } as const;
  return { at: new Date(at), rank, id: row.id, deed };
}

/** Texts that were graded, as the grade stands now; only marks that may be known at `knownAt`. */
export async function listGradings(
  db: Db,
  accountId: string,
  stretch: Stretch,
  knownAt: Date | null,
): Promise<MarkedActivity[]> {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('essay_grade', 'essay_grade.attempt_id', 'attempt.id')
    .select([...ATTEMPT, 'plan', 'state', 'settings'])
    .select(['essay_grade.item_ref', 'essay_grade.score', 'essay_grade.graded_at'])
    .where('attempt.account_id', '=', accountId)
    .where((eb) => isKnown(eb, knownAt))
    .where(after('f', 'essay_grade.graded_at', 'attempt.id', stretch))
    .orderBy('graded_at', 'desc')
    .orderBy('attempt.id', 'desc')
    .limit(stretch.limit)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.graded_at),
    rank: 'f',
    id: row.attempt_id,
    deed: {
      type: 'graded',
      attempt: toAttempt(row),
      score: row.score,
      ...placeIn(row.plan, row.item_ref),
    },
    rules: rulesOf(row),
  }));
}

/** Marks that were changed after they had been given; as far as they may be known at `knownAt`. */
export async function listMarkRevisions(
  db: Db,
  accountId: string,
  stretch: Stretch,
  knownAt: Date | null,
): Promise<MarkedActivity[]> {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('mark_change', 'mark_change.attempt_id', 'attempt.id')
    .select([...ATTEMPT, 'plan', 'attempt.state', 'settings'])
    .select(['mark_change.id', 'mark_change.item_ref', 'old_score', 'new_score'])
    .select(['mark_change.reason', 'mark_change.at'])
    .where('attempt.account_id', '=', accountId)
    .where((eb) => isKnown(eb, knownAt))
    .where(after('i', 'mark_change.at', 'mark_change.id', stretch))
    .orderBy('mark_change.at', 'desc')
    .orderBy('mark_change.id', 'desc')
    .limit(stretch.limit)
    .execute();
  return rows.map((row) => ({
    at: new Date(row.at),
    rank: 'i',
    id: row.id,
    deed: {
      type: 'mark-changed',
      attempt: toAttempt(row),
      question: placeIn(row.plan, row.item_ref).question,
      from: row.old_score,
      to: row.new_score,
      reason: row.reason as MarkChangeReason,
    },
    rules: rulesOf(row),
  }));
}

/** Null asks for no rule: those who teach know every mark. */
function isKnown(eb: ExpressionBuilder<Database, 'attempt'>, knownAt: Date | null) {
  if (knownAt === null) return eb.lit(true);
  return eb.or([
    eb('attempt.marks_from', 'is', null),
    eb('attempt.marks_from', '<=', knownAt.toISOString()),
  ]);
}
