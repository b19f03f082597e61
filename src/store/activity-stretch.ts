import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Activity, ActivityAttempt, ActivityPlace } from '../domain/activity.ts';
import type { AttemptState, Plan } from '../domain/attempt.ts';
import type { QuizSettings } from '../domain/course.ts';

/** Which part of a list of activities to read: what stands after `before`, and how much of it. */
export interface Stretch {
  readonly before: ActivityPlace;
  readonly limit: number;
}

/** An activity that tells of marks, with what decides whether its learner may know them. */
export interface MarkedActivity extends Activity {
  readonly rules: { readonly state: AttemptState; readonly settings: QuizSettings };
}

/** Holds for rows after the stretch's beginning; where `at` ends an index, no others are read. */
export function after(
  rank: string,
  at: string,
  id: string,
  { before }: Stretch,
): RawBuilder<SqlBool> {
  const [time, own] = [sql.ref(at), sql.ref(id)];
  const instant = before.at.toISOString();
  if (rank < before.rank) return sql<SqlBool>`${time} <= ${instant}`;
  if (rank > before.rank) return sql<SqlBool>`${time} < ${instant}`;
  return sql<SqlBool>`(${time} <= ${instant} and (${time} < ${instant} or ${own} < ${before.id}))`;
}

/** What names the attempt of an activity. */
export const ATTEMPT = [
  'attempt.id as attempt_id',
  'attempt.quiz_id',
  'attempt.quiz_title',
  'attempt.number',
] as const;

export interface AttemptColumns {
  readonly attempt_id: string;
  readonly quiz_id: string;
  readonly quiz_title: string;
  readonly number: number;
}

export function toAttempt(row: AttemptColumns): ActivityAttempt {
  return {
    id: row.attempt_id,
    quizId: row.quiz_id,
    quizTitle: row.quiz_title,
    number: row.number,
  };
}

/** Where an item stands in the plan of an attempt, from 1, and for how many points. */
export function placeIn(plan: string, itemRef: string): { question: number; points: number } {
  // Written by `insertAttempt`.
  const items = JSON.parse(plan) as Plan;
  const index = items.findIndex((planned) => planned.ref === itemRef);
  return { question: index + 1, points: items[index]?.points ?? 0 };
}

export function rulesOf(row: {
  readonly state: AttemptState;
  readonly settings: string;
}): MarkedActivity['rules'] {
  return { state: row.state, settings: JSON.parse(row.settings) as QuizSettings };
}
