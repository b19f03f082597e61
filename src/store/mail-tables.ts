/** Instants are ISO-8601 UTC text. */
type Instant = string;

export interface MailTable {
  id: string;
  kind: string;
  account_id: string | null;
  recipient: string;
  /** The address folded for look-up. */
  recipient_key: string;
  locale: string;
  /** JSON; emptied once the mail is sent. */
  params: string;
  state: 'queued' | 'sent' | 'failed';
  tries: number;
  /** While a mail is being sent: until when nobody else takes it. */
  next_try_at: Instant;
  created_at: Instant;
  sent_at: Instant | null;
  error: string | null;
}

export interface InvitationTable {
  id: string;
  cohort_id: string;
  email: string;
  email_key: string;
  name: string;
  role: 'student' | 'instructor';
  locale: string;
  invited_by: string | null;
  /** SHA-256 of what stands in the link. */
  token_hash: string | null;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: Instant | null;
}

export interface AccountTokenTable {
  /** SHA-256 of what stands in the link. */
  hash: string;
  account_id: string;
  purpose: string;
  email_key: string;
  created_at: Instant;
  expires_at: Instant;
}

export interface MailSubscriptionTable {
  account_id: string;
  kind: 'weekly-summary' | 'review-reminder';
  last_period: string;
  created_at: Instant;
}
