import type { Generated } from 'kysely';

/** Instants are ISO-8601 UTC text. */
type Instant = string;

export interface CohortTable {
  id: string;
  name: string;
  code: string;
  created_at: Instant;
  archived_at: Instant | null;
  code_expires_at: Generated<Instant | null>;
  /** Learners whom the code may let in; null for any number. */
  code_cap: Generated<number | null>;
  /** Learners who joined by the code of now. */
  code_joins: Generated<number>;
}

export interface MembershipTable {
  cohort_id: string;
  account_id: string;
  role: 'student' | 'instructor';
  joined_at: Instant;
}

/** One row for each unit that a cohort has a date for; never without any. */
export interface AssignmentTable {
  cohort_id: string;
  unit_id: string;
  opens_at: Instant | null;
  due_at: Instant | null;
}
