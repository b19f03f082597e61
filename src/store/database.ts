import type { Generated, Kysely, Transaction } from 'kysely';
import type { AssignmentTable, CohortTable, MembershipTable } from './cohort-tables.ts';
import type { CredentialTable, SiteKeyTable } from './credential-tables.ts';
import type {
  AccountTokenTable,
  InvitationTable,
  MailSubscriptionTable,
  MailTable,
} from './mail-tables.ts';
import type {
  ErasureTable,
  PseudonymityChoiceTable,
  PseudonymityTable,
  PseudonymLiftTable,
  WorkViewTable,
} from './privacy-tables.ts';
import type { ApiTokenTable } from './api-token-tables.ts';
import type { DraftTable, ItemRulingTable, RevisionTable } from './publishing-tables.ts';
import type { LessonProgressTable, ObjectiveProgressTable } from './progress-tables.ts';
import type { ItemFindingTable, StaleFindingTable, StandingTable } from './standing-tables.ts';
import type { ChoiceTallyTable, MarkTallyTable, TotalTallyTable } from './tally-tables.ts';

/** Instants are ISO-8601 UTC text, booleans 0 or 1, JSON is text: the same on every engine. */
type Instant = string;
type Flag = 0 | 1;
type Json = string;

export interface AccountTable {
  id: string;
  email: string;
  /** The address folded for look-up; unique. */
  email_key: string;
  name: string;
  password_hash: string;
  is_admin: Flag;
  disabled_at: Instant | null;
  locale: string;
  text_size: string;
  quiz_layout: string;
  created_at: Instant;
  /** Null while nobody has shown that mail to the address reaches them. */
  email_confirmed_at: Instant | null;
  /** The address that takes the place of `email` once it is confirmed. */
  pending_email: Generated<string | null>;
}

export interface SessionTable {
  /** SHA-256 of the id that the cookie holds. */
  id: string;
  account_id: string;
  created_at: Instant;
  expires_at: Instant;
}

export interface ThrottleTable {
  key: string;
  failures: number;
  last_failure_at: Instant;
}

export interface ItemVersionTable {
  hash: string;
  ref: string;
  type: string;
  body: Json;
  created_at: Instant;
}

export interface ItemWordingTable {
  hash: string;
  item_hash: string;
  /** The item in each language, by locale. */
  faces: Json;
  created_at: Instant;
}

export interface AttemptTable {
  id: string;
  account_id: string;
  quiz_id: string;
  quiz_hash: string;
  quiz_title: string;
  settings: Json;
  number: number;
  state: 'in-progress' | 'awaiting-grading' | 'graded';
  seed: number;
  plan: Json;
  started_at: Instant;
  deadline_at: Instant | null;
  submitted_at: Instant | null;
  ended_by: 'submission' | 'expiry' | null;
  in_grace: Flag;
  submission_key: string | null;
  score: number | null;
  max_score: number;
  certainty_score: number | null;
  /** From when on the learner may know the marks; null where from the submission on. */
  marks_from: Instant | null;
  /** Whether the statistics have it in their tallies. */
  tallied: Generated<Flag>;
}

export interface ResponseTable {
  attempt_id: string;
  item_ref: string;
  item_hash: string;
  body: Json | null;
  flagged: Flag;
  revision: number;
  saved_at: Instant;
  certainty: number | null;
  score: number | null;
  tries: Generated<number>;
  hints: Generated<number>;
  checked_revision: Generated<number | null>;
  settled: Generated<'right' | 'revealed' | null>;
  /** The item counts for nothing in this attempt: its points are in no sum and no maximum. */
  dropped: Generated<Flag>;
}

export interface EssayGradeTable {
  attempt_id: string;
  item_ref: string;
  /** Level ids by criterion id. */
  levels: Json;
  comment: string;
  grader_id: string | null;
  score: number;
  graded_at: Instant;
}

export interface ReviewCardTable {
  account_id: string;
  item_ref: string;
  due_at: Instant;
  stability: number;
  difficulty: number;
  interval_days: number;
  repetitions: number;
  lapses: number;
  last_answered_at: Instant;
}

export interface ReviewAnswerTable {
  id: string;
  account_id: string;
  item_ref: string;
  item_hash: string;
  /** The wording that the item was shown with; null where it had none. */
  wording: string | null;
  /** The due date of the card that it answers. */
  due_at: Instant;
  option_order: Json;
  body: Json | null;
  certainty: number | null;
  share: number;
  answered_at: Instant;
}

export interface AccommodationTable {
  id: string;
  account_id: string | null;
  cohort_id: string | null;
  quiz_id: string | null;
  time_factor: number;
  extra_attempts: number;
  opens_at: Instant | null;
  closes_at: Instant | null;
  created_at: Instant;
}

export interface DisputeTable {
  id: string;
  account_id: string;
  attempt_id: string;
  item_ref: string;
  item_hash: string;
  answer_key: string;
  cited: Json;
  text: string;
  state: 'open' | 'accepted' | 'answered';
  answer: string | null;
  decided_by: string | null;
  created_at: Instant;
  decided_at: Instant | null;
}

export interface MarkChangeTable {
  id: string;
  attempt_id: string;
  item_ref: string;
  old_score: number;
  new_score: number;
  reason: string;
  dispute_id: string | null;
  /** The publication that changed the mark, or whose changes were undone. */
  revision_id: string | null;
  /** Whether the item counted for nothing before the change. */
  dropped_before: Generated<Flag>;
  actor_id: string | null;
  at: Instant;
}

export interface AcceptedAnswerTable {
  item_hash: string;
  answer_key: string;
  body: Json;
  dispute_id: string;
  accepted_at: Instant;
}

export interface AuditEventTable {
  id: string;
  at: Instant;
  actor_id: string | null;
  action: string;
  subject: string;
  detail: Json;
}

export interface GoodFileTable {
  path: string;
  text: string;
}

export interface Database {
  account: AccountTable;
  session: SessionTable;
  throttle: ThrottleTable;
  cohort: CohortTable;
  membership: MembershipTable;
  assignment: AssignmentTable;
  item_version: ItemVersionTable;
  item_wording: ItemWordingTable;
  attempt: AttemptTable;
  response: ResponseTable;
  essay_grade: EssayGradeTable;
  mark_tally: MarkTallyTable;
  total_tally: TotalTallyTable;
  choice_tally: ChoiceTallyTable;
  lesson_progress: LessonProgressTable;
  objective_progress: ObjectiveProgressTable;
  standing: StandingTable;
  item_finding: ItemFindingTable;
  stale_finding: StaleFindingTable;
  review_card: ReviewCardTable;
  review_answer: ReviewAnswerTable;
  accommodation: AccommodationTable;
  dispute: DisputeTable;
  mark_change: MarkChangeTable;
  accepted_answer: AcceptedAnswerTable;
  audit_event: AuditEventTable;
  good_file: GoodFileTable;
  draft: DraftTable;
  revision: RevisionTable;
  item_ruling: ItemRulingTable;
  site_key: SiteKeyTable;
  credential: CredentialTable;
  mail: MailTable;
  invitation: InvitationTable;
  account_token: AccountTokenTable;
  mail_subscription: MailSubscriptionTable;
  work_view: WorkViewTable;
  erasure: ErasureTable;
  pseudonymity: PseudonymityTable;
  pseudonymity_choice: PseudonymityChoiceTable;
  pseudonym_lift: PseudonymLiftTable;
  api_token: ApiTokenTable;
}

/** The database, or a transaction where either will do. */
export type Db = Kysely<Database>;
/** Asked for by type where several statements must hold together. */
export type Tx = Transaction<Database>;
