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
  'audit-exported',
  'names-hidden',
  'names-shown',
  'name-shown',
  'name-hidden',
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
  readonly id: string;
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

/** What is looked for; whatever is absent matches everything. */
export interface AuditFilter {
  readonly action?: string;
  /** Who did it: an account id. */
  readonly actor?: string;
  /** To whom or what it happened, under any of these: ids, and addresses that were typed. */
  readonly subjects?: readonly string[];
  /** From this instant on, and before that one. */
  readonly from?: Date;
  readonly until?: Date;
}

/** Where a list of events goes on: behind this one. */
export type AuditPlace = Pick<AuditEvent, 'id' | 'at'>;

/** Newest first; subjects are shown by the name of the account or cohort where there is one. */
export async function listEvents(
  db: Db,
  filter: AuditFilter,
  { limit, after }: { readonly limit: number; readonly after: AuditPlace | null },
): Promise<AuditEvent[]> {
  const rows = await matching(db, filter)
    .leftJoin('account as actor', 'actor.id', 'audit_event.actor_id')
    .leftJoin('account as person', 'person.id', 'audit_event.subject')
    .leftJoin('cohort', 'cohort.id', 'audit_event.subject')
    .select(['audit_event.at', 'audit_event.action', 'audit_event.subject', 'audit_event.detail'])
    .select(['audit_event.id', 'actor.name as actor', 'person.name as person'])
    .select('cohort.name as cohort')
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('audit_event.at', '<', after?.at ?? ''),
          eb.and([
            eb('audit_event.at', '=', after?.at ?? ''),
            eb('audit_event.id', '<', after?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('audit_event.at', 'desc')
    .orderBy('audit_event.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    actor: row.actor,
    subject: row.person ?? row.cohort ?? row.subject,
    detail: JSON.parse(row.detail) as Record<string, string>,
  }));
}

function matching(db: Db, { action, actor, subjects, from, until }: AuditFilter) {
  return db
    .selectFrom('audit_event')
    .$if(action !== undefined, (query) => query.where('audit_event.action', '=', action ?? ''))
    .$if(actor !== undefined, (query) => query.where('audit_event.actor_id', '=', actor ?? ''))
    .$if(subjects !== undefined, (query) =>
      query.where('audit_event.subject', 'in', subjects ?? []),
    )
    .$if(from !== undefined, (query) =>
      query.where('audit_event.at', '>=', from?.toISOString() ?? ''),
    )
    .$if(until !== undefined, (query) =>
      query.where('audit_event.at', '<', until?.toISOString() ?? ''),
    );
}
