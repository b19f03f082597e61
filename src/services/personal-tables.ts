import type { Database } from '../store/database.ts';

/** What a column says about whose row it is. */
type Holds =
  /** The id of an account. */
  | 'account'
  /** The id of an account or of a cohort, as in the audit log. */
  | 'subject'
  /** The folded address of a person, alone or in a text. */
  | 'address'
  /** The id of a row of another table that is somebody's. */
  | 'row';

/** A column by which rows belong to a person, and what becomes of them. */
export interface PersonalColumn {
  readonly table: keyof Database;
  readonly column: string;
  readonly holds: Holds;
  /** The section of the download that has these rows, or why none has. */
  readonly download: string | { readonly none: string };
  /**
   * What erasure does: the row goes (by itself, or with the account through its foreign key), the
   * column is emptied, or it stays as it is, for a reason.
   */
  readonly erasure: 'deleted' | 'emptied' | { readonly kept: string };
}

const OF_OTHERS = { none: 'It is the work of others; the audit events say what the person did.' };
const SECRET = { none: 'Secrets of links in mails, which live for hours.' };
const WORKED_OUT = {
  none: 'Worked out from attempts and progress, which are there; it may tell of held marks.',
};
const ID_ONLY = { kept: 'An id that nothing leads from to the person any more.' };

/**
 * Every column of the schema by which a row belongs to a person. The download of one's own data
 * and erasure follow it, and a test holds it against the schema: whoever adds a table decides here
 * what becomes of its rows.
 */
export const PERSONAL_COLUMNS: readonly PersonalColumn[] = [
  own('session', 'sessions'),
  own('membership', 'memberships'),
  own('attempt', 'attempts'),
  ofRow('response', 'attempt_id', 'attempts'),
  ofRow('essay_grade', 'attempt_id', 'attempts'),
  column('essay_grade', 'grader_id', OF_OTHERS, 'emptied'),
  own('lesson_progress', 'progress'),
  own('objective_progress', 'objectives'),
  own('review_card', 'reviewCards'),
  own('review_answer', 'reviewAnswers'),
  own('accommodation', 'accommodations'),
  own('dispute', 'disputes'),
  ofRow('dispute', 'attempt_id', 'disputes'),
  column('dispute', 'decided_by', OF_OTHERS, ID_ONLY),
  ofRow('mark_change', 'attempt_id', 'markChanges'),
  column('mark_change', 'actor_id', OF_OTHERS, ID_ONLY),
  own('draft', 'drafts'),
  column('revision', 'author_id', 'publications', ID_ONLY),
  column('audit_event', 'actor_id', 'events', ID_ONLY),
  { ...column('audit_event', 'subject', 'events', ID_ONLY), holds: 'subject' },
  column('work_view', 'viewer_id', { none: 'It tells of looks at the work of others.' }, 'deleted'),
  { ...column('work_view', 'subject_id', 'looks', 'deleted'), holds: 'subject' },
  own('erasure', 'erasure'),
  own('pseudonymity_choice', 'pseudonyms'),
  own('pseudonym_lift', 'namesShown'),
  column('pseudonym_lift', 'lifted_by', OF_OTHERS, 'emptied'),
  own('credential', 'certificates'),
  own('mail', 'mails'),
  ofRow('mail', 'recipient', 'mails'),
  { ...column('mail', 'recipient_key', 'mails', 'deleted'), holds: 'address' },
  own('mail_subscription', 'subscriptions'),
  column('account_token', 'account_id', SECRET, 'deleted'),
  { ...column('account_token', 'email_key', SECRET, 'deleted'), holds: 'row' },
  ofRow('invitation', 'email', 'invitations'),
  { ...column('invitation', 'email_key', 'invitations', 'deleted'), holds: 'address' },
  column('invitation', 'invited_by', OF_OTHERS, 'emptied'),
  column('standing', 'account_id', WORKED_OUT, 'deleted'),
  own('api_token', 'tokens'),
  {
    ...column('throttle', 'key', { none: 'Failed tries, forgotten within a day.' }, 'deleted'),
    holds: 'address',
  },
];

/** Rows that go with the account. */
function own(table: keyof Database, section: string): PersonalColumn {
  return column(table, 'account_id', section, 'deleted');
}

/** Rows that go with another row, through its foreign key. */
function ofRow(table: keyof Database, name: string, section: string): PersonalColumn {
  return { ...column(table, name, section, 'deleted'), holds: 'row' };
}

function column(
  table: keyof Database,
  name: string,
  download: PersonalColumn['download'],
  erasure: PersonalColumn['erasure'],
): PersonalColumn {
  return { table, column: name, holds: 'account', download, erasure };
}
