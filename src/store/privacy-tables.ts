/** Instants are ISO-8601 UTC text. */
type Instant = string;
type Flag = 0 | 1;

/** How often somebody looked at a learner's work, or at a list with it, on one day. */
export interface WorkViewTable {
  /** A learner's account id, or a cohort id. */
  subject_id: string;
  viewer_id: string;
  what: string;
  /** UTC, YYYY-MM-DD. */
  day: string;
  times: number;
  last_at: Instant;
}

/** An account that is to be erased when the waiting time is over. */
export interface ErasureTable {
  account_id: string;
  kind: 'own' | 'admin' | 'inactive';
  reason: string | null;
  asked_at: Instant;
  due_at: Instant;
}

/** A cohort that was ever shown under pseudonyms. */
export interface PseudonymityTable {
  cohort_id: string;
  /** Hexadecimal. */
  secret: string;
  /** Whether all its instructors see pseudonyms. */
  for_all: Flag;
}

/** An instructor who wants to see pseudonyms in a cohort. */
export interface PseudonymityChoiceTable {
  cohort_id: string;
  account_id: string;
}

/** A learner whose name is shown again, and why. */
export interface PseudonymLiftTable {
  account_id: string;
  cohort_id: string;
  reason: string;
  lifted_by: string | null;
  lifted_at: Instant;
}
