/** Instants are ISO-8601 UTC text. */
type Instant = string;

/** One row for each unit that a cohort has a date for; never without any. */
export interface AssignmentTable {
  cohort_id: string;
  unit_id: string;
  opens_at: Instant | null;
  due_at: Instant | null;
}
