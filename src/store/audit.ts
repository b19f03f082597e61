import type { Db } from './database.ts';
import { newId } from './ids.ts';

/** What is recorded; each also has a message `audit.<action>`. */
export const AUDIT_ACTIONS = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'signed-out-everywhere',
  'joined',
  'invited',
  'invitation-accepted',
  'password-changed',
  'password-refused',
  'password-set',
  'reset-asked',
  'password-reset',
  'address-change-asked',
  'address-changed',
  'address-confirmed',
  'account-created',
  'admin-granted',
  'admin-revoked',
  'account-disabled',
  'account-enabled',
  'cohort-created',
  'cohort-renamed',
  'cohort-archived',
  'cohort-reopened',
  'code-renewed',
  'code-limited',
  'member-role-set',
  'member-removed',
  'assignments-set',
  'accommodation-given',
  'accommodation-ended',
  'dispute-opened',
  'dispute-accepted',
  'dispute-answered',
  'dispute-reversed',
  'essay-graded',
  'essay-regraded',
  'file-published',
  'revision-reversed',
  'sessions-ended',
  'mail-retried',
  'erasure-asked',
  'erasure-ordered',
  'erasure-noticed',
  'erasure-withdrawn',
  'account-erased',
  'certificate-issued',
  'certificate-revoked',
  'results-exported',
  'backup-made',
  'database-restored',
  'token-created',
  'token-revoked',
  'activity-exported',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditEvent {
  readonly at: string;
  readonly action: string;
  readonly actor: string | null;
  readonly subject: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** Records an event; give the transaction of the action itself, so that neither is there alone. */
export async function recordEvent(
  db: Db,
  event: {
    actorId: string | null;
    action: AuditAction;
    /** Who or what it happened to: an account or cohort id. */
    subject: string;
    detail?: Readonly<Record<string, string>>;
  },
  now: Date,
): Promise<void> {
  await db
    .insertInto('audit_event')
    .values({
      id: newId(),
      at: now.toISOString(),
      actor_id: event.actorId,
      action: event.action,
      subject: event.subject,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute();
}

/** Newest first; subjects are shown by the name of the account or cohort where there is one. */
export async function listEvents(db: Db, limit: number, offset: number): Promise<AuditEvent[]> {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('account as actor', 'actor.id', 'audit_event.actor_id')
    .leftJoin('account as person', 'person.id', 'audit_event.subject')
    .leftJoin('cohort', 'cohort.id', 'audit_event.subject')
    .select(['audit_event.at', 'audit_event.action', 'audit_event.subject', 'audit_event.detail'])
    .select(['actor.name as actor', 'person.name as person', 'cohort.name as cohort'])
    .orderBy('audit_event.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    at: row.at,
    action: row.action,
    actor: row.actor,
    subject: row.person ?? row.cohort ?? row.subject,
    detail: JSON.parse(row.detail) as Record<string, string>,
  }));
}
