import type { Db } from './database.ts';

/** Rows of one read: an account's download holds no more than that of a long list at a time. */
const PAGE = 500;

/** The rows of a long list, read page by page; `read` gives those after a row, or the first. */
export async function* inPages<T>(
  read: (after: T | undefined, limit: number) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let last: T | undefined;
  for (;;) {
    const rows = await read(last, PAGE);
    yield* rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** What the account itself says, and nothing that opens it. */
export async function getOwnAccount(db: Db, accountId: string) {
  return await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'locale', 'text_size', 'quiz_layout'])
    .select(['is_admin', 'created_at', 'disabled_at', 'email_confirmed_at', 'pending_email'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}

/** When the person's sessions began and will end; never their ids. */
export async function listOwnSessions(db: Db, accountId: string) {
  return await db
    .selectFrom('session')
    .select(['created_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

export async function listOwnMemberships(db: Db, accountId: string) {
  return await db
    .selectFrom('membership')
    .innerJoin('cohort', 'cohort.id', 'membership.cohort_id')
    .select(['cohort.name', 'membership.role', 'membership.joined_at'])
    .where('membership.account_id', '=', accountId)
    .orderBy('membership.joined_at')
    .execute();
}

/** Accommodations given to the person alone. */
export async function listOwnAccommodations(db: Db, accountId: string) {
  return await db
    .selectFrom('accommodation')
    .select(['quiz_id', 'time_factor', 'extra_attempts', 'opens_at', 'closes_at', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

export async function listOwnObjectives(db: Db, accountId: string) {
  return await db
    .selectFrom('objective_progress')
    .select(['lesson_id', 'objective_id', 'updated_at'])
    .where('account_id', '=', accountId)
    .orderBy('lesson_id')
    .orderBy('objective_id')
    .execute();
}

export async function listOwnCards(db: Db, accountId: string) {
  return await db
    .selectFrom('review_card')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('item_ref')
    .execute();
}

/** Ids in the order in which the attempts were begun. */
export async function listOwnAttemptIds(db: Db, accountId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('attempt')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Answers given in reviews, oldest first. */
export async function listOwnReviewAnswers(
  db: Db,
  accountId: string,
  after: { readonly id: string; readonly answered_at: string } | undefined,
  limit: number,
) {
  return await db
    .selectFrom('review_answer')
    .select(['id', 'item_ref', 'item_hash', 'wording', 'body', 'certainty', 'share', 'answered_at'])
    .where('account_id', '=', accountId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('answered_at', '>', after?.answered_at ?? ''),
          eb.and([
            eb('answered_at', '=', after?.answered_at ?? ''),
            eb('id', '>', after?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('answered_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function listOwnDisputes(db: Db, accountId: string) {
  return await db
    .selectFrom('dispute')
    .select(['attempt_id', 'item_ref', 'text', 'state', 'answer', 'created_at', 'decided_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
}

export async function listOwnDrafts(db: Db, accountId: string) {
  return await db
    .selectFrom('draft')
    .select(['path', 'text', 'updated_at'])
    .where('account_id', '=', accountId)
    .orderBy('path')
    .execute();
}

/** Publications of course files by this person, without the files' texts. */
export async function listOwnRevisions(db: Db, accountId: string) {
  return await db
    .selectFrom('revision')
    .select(['path', 'message', 'at'])
    .where('author_id', '=', accountId)
    .orderBy('id')
    .execute();
}

/** Mails to the person: what kind and when, never what was in them. */
export async function listOwnMails(db: Db, accountId: string, key: string) {
  return await db
    .selectFrom('mail')
    .select(['kind', 'created_at', 'sent_at'])
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('recipient_key', '=', key)]))
    .orderBy('id')
    .execute();
}

/** Certificates, with the signed text that others check. */
export async function listOwnCredentials(db: Db, accountId: string) {
  return await db
    .selectFrom('credential')
    .select(['name', 'code', 'jwt', 'issued_at', 'revoked_at', 'revoked_reason'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

/** Mails that the person wants to get from time to time. */
export async function listOwnSubscriptions(db: Db, accountId: string) {
  return await db
    .selectFrom('mail_subscription')
    .select(['kind', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('kind')
    .execute();
}

export async function listOwnInvitations(db: Db, key: string) {
  return await db
    .selectFrom('invitation')
    .innerJoin('cohort', 'cohort.id', 'invitation.cohort_id')
    .leftJoin('account', 'account.id', 'invitation.invited_by')
    .select(['invitation.name', 'invitation.role', 'invitation.created_at'])
    .select(['invitation.accepted_at', 'cohort.name as cohort', 'account.name as by'])
    .where('invitation.email_key', '=', key)
    .orderBy('invitation.id')
    .execute();
}

/** Tokens for programs, without what opens anything. */
export async function listOwnTokens(db: Db, accountId: string) {
  return await db
    .selectFrom('api_token')
    .select(['name', 'scopes', 'created_at', 'expires_at', 'revoked_at', 'last_used_on'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

/** Cohorts in which the person asked to see pseudonyms. */
export async function listOwnPseudonymChoices(db: Db, accountId: string) {
  return await db
    .selectFrom('pseudonymity_choice')
    .innerJoin('cohort', 'cohort.id', 'pseudonymity_choice.cohort_id')
    .select('cohort.name')
    .where('account_id', '=', accountId)
    .orderBy('cohort.name')
    .execute();
}

/** Where an admin showed the person's name again although the cohort is under pseudonyms. */
export async function listOwnLifts(db: Db, accountId: string) {
  return await db
    .selectFrom('pseudonym_lift')
    .innerJoin('cohort', 'cohort.id', 'pseudonym_lift.cohort_id')
    .leftJoin('account', 'account.id', 'pseudonym_lift.lifted_by')
    .select(['cohort.name as cohort', 'account.name as by'])
    .select(['pseudonym_lift.reason', 'pseudonym_lift.lifted_at'])
    .where('pseudonym_lift.account_id', '=', accountId)
    .orderBy('pseudonym_lift.lifted_at')
    .execute();
}

/** Events of the audit log that the person did, or that happened to them, oldest first. */
export async function listOwnEvents(
  db: Db,
  subjects: readonly string[],
  after: { readonly id: string } | undefined,
  limit: number,
) {
  return await db
    .selectFrom('audit_event')
    .leftJoin('account', 'account.id', 'audit_event.actor_id')
    .select(['audit_event.id', 'audit_event.at', 'audit_event.action', 'account.name as by'])
    .where((eb) =>
      eb.or([
        eb('audit_event.actor_id', 'in', subjects),
        eb('audit_event.subject', 'in', subjects),
      ]),
    )
    .$if(after !== undefined, (query) => query.where('audit_event.id', '>', after?.id ?? ''))
    .orderBy('audit_event.id')
    .limit(limit)
    .execute();
}
